//! What the program counts of itself.

use crate::on_both;
use crate::support::browser::client;
use crate::support::{Plan, Shop, eventually};
use chrono::TimeDelta;
use http::StatusCode;
use server::metrics;
use std::collections::BTreeSet;

const TOKEN: &str = "a-token-that-nobody-guesses";

/// Asks at the address of their own.
async fn ask(shop: &Shop, token: Option<&str>) -> (StatusCode, String) {
    let request = client().get(format!("http://{}/metrics", shop.metrics));
    let request = match token {
        Some(token) => request.bearer_auth(token),
        None => request,
    };
    let answer = request.send().await.unwrap();
    (answer.status(), answer.text().await.unwrap())
}

async fn page(shop: &Shop) -> String {
    let (status, text) = ask(shop, None).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    text
}

/// The number of a row, as it is written.
fn number(page: &str, row: &str) -> Option<f64> {
    page.lines().find_map(|line| line.strip_prefix(row)?.trim().parse().ok())
}

on_both!(what_happens_is_counted, |shop| async move {
    let buyer = shop.browser();
    buyer.get("/").await;
    let sale = shop.buy(&buyer, "ada@example.com").await;
    shop.reaches(&sale.public_id, "paid").await;
    buyer.get(&format!("/orders/{}", sale.public_id)).await;
    shop.settles().await;
    for _ in 0..6 {
        shop.browser().call("identity/request_link", &[("email", "grace@example.com")]).await;
    }
    shop.browser().get("/nowhere/at/all").await;
    shop.settles().await;
    shop.clock.run_ahead(TimeDelta::minutes(1));
    let page = page(&shop).await;
    for row in [
        "lectern_http_request_duration_seconds_count{route=\"/api/checkout/start\",method=\"POST\",status=\"2xx\"}",
        "lectern_http_request_duration_seconds_count{route=\"/webhooks/stripe\",method=\"POST\",status=\"2xx\"}",
        "lectern_http_request_duration_seconds_count{route=\"/orders/{public_id}\",method=\"GET\",status=\"2xx\"}",
        "lectern_http_request_duration_seconds_count{route=\"/api/identity/request_link\",method=\"POST\",status=\"4xx\"}",
        "lectern_http_request_duration_seconds_count{route=\"/*\",method=\"GET\",status=\"4xx\"}",
        "lectern_sql_duration_seconds_count{outcome=\"ok\"}",
        "lectern_jobs_total{kind=\"process_webhook\",outcome=\"done\"}",
        "lectern_jobs_total{kind=\"send_mail\",outcome=\"done\"}",
        "lectern_webhook_lag_seconds_count{provider=\"stripe\"}",
        "lectern_orders{state=\"paid\"}",
        "lectern_mails_total{outcome=\"sent\"}",
        "lectern_page_cache_total{event=\"miss\"}",
        "lectern_page_cache_total{event=\"look\"}",
        "lectern_limits_reached_total{action=\"link.account\"}",
        "lectern_provider_call_duration_seconds_count{provider=\"stripe\",outcome=\"ok\"}",
        "lectern_database_up",
        "process_resident_memory_bytes",
    ] {
        assert!(number(&page, row).is_some_and(|value| value >= 1.0), "{row} in {page}");
    }
    for empty in ["lectern_jobs{state=\"parked\"}", "lectern_webhook_inbox_age_seconds", "lectern_mails_waiting", "lectern_holds"] {
        assert_eq!(number(&page, &format!("{empty} ")), Some(0.0), "{empty} in {page}");
    }
    for secret in [sale.public_id.as_str(), "example.com", "nowhere"] {
        assert!(!page.contains(secret), "{secret} in {page}");
    }
    assert_eq!(shop.browser().get("/metrics").await.status, StatusCode::NOT_FOUND, "the public sees nothing");
});

on_both!(what_waits_is_told_with_its_age, Plan { background: false, ..Plan::default() }, |shop| async move {
    shop.start(&shop.browser(), "ada@example.com").await;
    let later = shop.core.now() + TimeDelta::minutes(10);
    let job = server::jobs::cancel_payment::CancelPayment { order: shop.core.new_id() };
    server::jobs::Job::enqueue_at(&job, &shop.core, shop.core.db.write(), later).await.unwrap();
    shop.execute("UPDATE jobs SET state = 'parked' WHERE kind = 'cancel_payment'").await;
    let page = page(&shop).await;
    assert_eq!(number(&page, "lectern_jobs{state=\"parked\"}"), Some(1.0), "{page}");
    assert_eq!(number(&page, "lectern_holds "), Some(1.0), "{page}");
    assert_eq!(number(&page, "lectern_orders{state=\"awaiting_payment\"}"), Some(1.0), "{page}");
});

on_both!(who_asks_often_asks_the_database_once, Plan::quiet(), |shop| async move {
    shop.clock.stand_at(shop.core.now());
    page(&shop).await;
    let fewest = shop.fewest_statements(|| page(&shop)).await;
    assert_eq!(fewest, 0, "what was read is fresh");
    eventually("what is old is read again, in one statement", || async {
        shop.clock.stand_at(shop.core.now() + TimeDelta::seconds(6));
        let before = shop.core.db.statements();
        page(&shop).await;
        shop.core.db.statements() - before == 1
    })
    .await;
});

on_both!(with_a_token_whoever_shows_it_may_ask, Plan { metrics_token: Some(TOKEN), ..Plan::default() }, |shop| async move {
    for (token, own, public) in [(None, 401, 404), (Some("another-token-that-is-wrong"), 401, 404), (Some(TOKEN), 200, 200)] {
        assert_eq!(ask(&shop, token).await.0.as_u16(), own, "{token:?}");
        let shown = token.map(|token| format!("Bearer {token}")).unwrap_or_default();
        let answer = shop.browser().get_with("/metrics", &[("authorization", &shown)]).await;
        assert_eq!(answer.status.as_u16(), public, "{token:?}");
        assert_eq!(answer.text.contains("lectern_build_info"), public == 200);
    }
});

/// The names in the README's table.
fn documented() -> BTreeSet<String> {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md")).unwrap();
    let rows = readme.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    rows.map(|(name, _)| name.to_owned()).filter(|name| name.starts_with("lectern_") || name.starts_with("process_")).collect()
}

on_both!(the_readme_names_what_is_registered_and_all_of_it_is_told, |shop| async move {
    let registered: BTreeSet<_> = metrics::ALL.iter().map(|listed| listed.described().name.to_owned()).collect();
    assert_eq!(registered.len(), metrics::ALL.len(), "each name is there once");
    assert_eq!(documented(), registered);
    let page = page(&shop).await;
    let told: Vec<_> = page.lines().filter_map(|line| line.strip_prefix("# TYPE ")?.split(' ').next()).collect();
    assert_eq!(told.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>(), registered);
    assert_eq!(told.len(), registered.len(), "each name is told once");
});
