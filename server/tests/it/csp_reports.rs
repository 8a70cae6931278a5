//! What browsers report of pages, what is kept of it, and who reads it.

use crate::admin::admin;
use crate::on_both;
use crate::support::browser::Answer;
use crate::support::{Browser, Plan, Shop};
use chrono::TimeDelta;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use server::services::limits::Action;

async fn send(browser: &Browser, kind: &str, body: String) -> Answer {
    browser.post_raw("/csp-reports", kind, body, &[("sec-fetch-site", "same-origin")]).await
}

/// A report as browsers send it today, or as older ones do.
fn report(document: &str, blocked: &str, old: bool) -> (&'static str, Value) {
    if old {
        let body =
            json!({ "document-uri": document, "violated-directive": "script-src 'self'", "blocked-uri": blocked, "script-sample": "x" });
        return ("application/csp-report", json!({ "csp-report": body }));
    }
    let body = json!({ "documentURL": document, "effectiveDirective": "script-src", "blockedURL": blocked, "disposition": "enforce" });
    ("application/reports+json", json!([{ "type": "csp-violation", "age": 3, "url": document, "user_agent": "x", "body": body }]))
}

async fn rows(admin: &Browser) -> Vec<Value> {
    admin.read("admin/csp_reports", &[]).await.ok().as_array().unwrap().clone()
}

on_both!(reports_that_say_the_same_are_one_row_without_anything_secret, |shop| async move {
    let browser = shop.browser();
    for path in ["/", "/checkout"] {
        let page = browser.get(path).await;
        let policy = page.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("report-uri /csp-reports; report-to csp;"), "{policy}");
        assert_eq!(page.headers["reporting-endpoints"], "csp=\"/csp-reports\"", "{path}");
    }
    for (query, old) in [("?seat=s3cret", false), ("#s3cret", true), ("", true)] {
        let document = format!("{}/sign-in/s3cret{query}", shop.base);
        let (kind, body) = report(&document, "https://cdn.evil.example/a.js?s3cret", old);
        assert_eq!(send(&browser, kind, body.to_string()).await.status, 204);
    }
    let foreign = report("https://elsewhere.example/", "inline", false);
    assert_eq!(send(&browser, foreign.0, foreign.1.to_string()).await.status, 204, "and it is not kept");
    let admin = admin(&shop).await;
    let found = rows(&admin).await;
    assert_eq!(found.len(), 1, "{found:?}");
    let said = ["page", "directive", "blocked", "reports"].map(|name| found[0][name].clone());
    assert_eq!(said, [json!("/sign-in/{token}"), json!("script-src"), json!("https://cdn.evil.example"), json!(3)]);
    let page = admin.get("/admin/browser-reports").await;
    assert!(page.status == 200 && page.text.contains("cdn.evil.example") && !page.text.contains("s3cret"), "{}", page.text);
    shop.clock.run_ahead(TimeDelta::days(31));
    server::services::csp_reports::forget_old(&shop.core).await.unwrap();
    assert_eq!(shop.count("SELECT COUNT(*) FROM csp_reports").await, 0);
});

on_both!(what_is_no_report_is_refused, |shop| async move {
    let browser = shop.browser();
    let deep = format!("{}{}", "[".repeat(7_000), "]".repeat(7_000));
    for (kind, body, status) in [
        ("application/json", "{}", 415),
        ("", "{}", 415),
        ("application/csp-report", "", 400),
        ("application/csp-report", "[]", 400),
        ("application/csp-report", "{\"csp-report\":{}}", 400),
        ("application/reports+json", "{}", 400),
        ("application/reports+json", "[{\"type\":1}]", 400),
        ("application/reports+json", &deep, 400),
        ("application/reports+json", "[]", 204),
        ("application/reports+json", &" ".repeat(17_000), 413),
    ] {
        let answer = send(&browser, kind, body.to_owned()).await;
        assert_eq!(answer.status.as_u16(), status, "{kind} {}", body.chars().take(40).collect::<String>());
    }
    assert_eq!(shop.count("SELECT COUNT(*) FROM csp_reports").await, 0);
});

on_both!(
    a_flood_of_reports_ends_and_fills_no_disk,
    Plan { client_ip: "X-Forwarded-For", background: false, ..Plan::default() },
    |shop| async move {
        let eve = shop.browser().at_address("203.0.113.7");
        let (kind, body) = report(&format!("{}/", shop.base), "inline", false);
        for _ in 0..Action::ReportFromAddress.limit().most {
            assert_eq!(send(&eve, kind, body.to_string()).await.status, 204);
        }
        let refused = send(&eve, kind, body.to_string()).await;
        assert!(refused.status == 429 && refused.headers.contains_key("retry-after"), "{refused:?}");
        fill(&shop).await;
        let ada = shop.browser();
        let other = report(&format!("{}/", shop.base), "https://one.more.example", false);
        assert_eq!(send(&ada, other.0, other.1.to_string()).await.status, 204);
        assert_eq!(send(&ada, kind, body.to_string()).await.status, 204);
        assert_eq!(shop.count("SELECT COUNT(*) FROM csp_reports").await, 500, "there is no room for another row");
        let most = i64::from(Action::ReportFromAddress.limit().most);
        assert_eq!(shop.count("SELECT MAX(reports) FROM csp_reports").await, most + 1, "and what is known is counted on");
        for sql in ["UPDATE csp_reports SET reports = 0", "UPDATE csp_reports SET page = ''", "UPDATE csp_reports SET directive = ''"] {
            assert!(shop.core.db.write().execute_unprepared(sql).await.is_err(), "{sql}");
        }
    }
);

/// Fills the table to the brim.
async fn fill(shop: &Shop) {
    shop.execute(
        "INSERT INTO csp_reports (page, directive, blocked, reports, first_at, last_at)
            WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 499)
            SELECT '/', 'img-src', 'https://' || n, 1, first_at, last_at FROM csp_reports, numbers",
    )
    .await;
}
