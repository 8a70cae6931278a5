//! Nothing measures a visit, and nobody hears of a purchase, unless the visitor allowed it.

use crate::on_both;
use crate::support::browser::Answer;
use crate::support::{Browser, Plan};
use serde_json::json;

const TRACKERS: [&str; 2] = ["googletagmanager.com", "clarity.ms"];
const FORM: &str = "application/x-www-form-urlencoded";

fn plan() -> Plan {
    Plan { audience: true, funnel: true, ..Plan::default() }
}

async fn choose(browser: &Browser, choice: &str, back: &str) -> Answer {
    browser.post_raw("/privacy-choice", FORM, format!("choice={choice}&back={back}"), &[]).await
}

/// Whether a page asks, and whether it loads what measures.
fn seen(page: &Answer) -> (bool, bool) {
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    let loads = TRACKERS.iter().all(|host| page.text.contains(host) && policy.contains(host));
    assert!(loads || TRACKERS.iter().all(|host| !page.text.contains(host) && !policy.contains(host)), "all or nothing: {policy}");
    (page.text.contains("May we measure visits?"), loads)
}

on_both!(without_a_service_nobody_is_asked, |shop| async move {
    let browser = shop.browser();
    for path in ["/", "/checkout", "/?privacy=choices"] {
        assert_eq!(seen(&browser.get(path).await), (false, false), "{path}");
    }
    assert_eq!(choose(&browser, "allow", "/").await.status, 404);
    assert_eq!(browser.cookie("privacy"), None);
});

on_both!(what_measures_is_loaded_after_a_yes_and_never_on_ones_own_pages, plan(), |shop| async move {
    let browser = shop.browser();
    assert_eq!(seen(&browser.get("/").await), (true, false));
    let declined = choose(&browser, "decline", "/legal/terms?utm_source=x").await;
    assert_eq!((declined.status.as_u16(), declined.headers["location"].to_str().unwrap()), (303, "/legal/terms?utm_source=x"));
    assert_eq!(seen(&browser.get("/").await), (false, false));
    assert!(browser.get("/").await.text.contains("/?privacy=choices#privacy-choices"), "the way to choose again");
    assert_eq!(seen(&browser.get("/?privacy=choices").await), (true, false));
    let allowed = choose(&browser, "allow", "//evil.example").await;
    let cookie = allowed.headers["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.starts_with("privacy=1.allow.20") && cookie.contains("HttpOnly; SameSite=Lax; Max-Age=15552000"), "{cookie}");
    assert_eq!(allowed.headers["location"], "/");
    for path in ["/", "/checkout", "/preview/choose-one-promise", "/legal/privacy", "/waitlist"] {
        assert_eq!(seen(&browser.get(path).await), (false, true), "{path}");
    }
    for path in ["/sign-in", "/checkout?seat=secret", "/waitlist?leave=secret", "/nowhere", "/certificates"] {
        assert_eq!(seen(&browser.get(path).await), (false, false), "{path}");
    }
    for nonsense in ["", "maybe"] {
        assert_eq!(choose(&browser, nonsense, "/").await.status, 400);
    }
    let made = "SELECT COUNT(*) FROM measurement_choices WHERE made = 1 AND words = 1";
    assert_eq!(shop.count(made).await, 2, "one yes and one no, of nobody");
    let foreign = [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
    assert_eq!(browser.post_raw("/privacy-choice", FORM, "choice=allow", &foreign).await.status, 403);
});

on_both!(who_allows_it_is_seen_to_look_at_the_course_and_to_begin_to_pay, plan(), |shop| async move {
    let browser = shop.browser();
    shop.execute("UPDATE offers SET title = 'A </script> course' WHERE kind = 'main'").await;
    let events = [("/", "view_item"), ("/checkout", "begin_checkout"), ("/legal/privacy", "")];
    for (path, _) in events {
        assert!(!browser.get(path).await.text.contains("gtag('event'"), "{path} before a choice");
    }
    choose(&browser, "allow", "/").await;
    for (path, event) in events {
        let page = browser.get(path).await.text;
        let told = page.split_once("gtag('event','").map(|(_, told)| told.split_once(");").unwrap().0);
        let Some((name, facts)) = told.and_then(|told| told.split_once("',")) else {
            assert_eq!(event, "", "{path}");
            continue;
        };
        let facts: serde_json::Value = serde_json::from_str(facts).unwrap();
        assert_eq!((name, &facts["value"], &facts["currency"]), (event, &json!(149.0), &json!("EUR")), "{path}");
        assert_eq!(facts["items"][0]["item_name"], "A </script> course");
    }
});

on_both!(a_purchase_is_told_once_with_the_value_of_each_item_if_its_buyer_allowed_it, plan(), |shop| async move {
    let (yes, no) = (shop.browser(), shop.browser());
    choose(&yes, "allow", "/").await;
    choose(&no, "decline", "/").await;
    yes.set_cookie("_ga", "GA1.1.1234567890.1700000000");
    let told = shop.buy(&yes, "ada@example.com").await;
    let untold = shop.buy(&no, "ben@example.com").await;
    for order in [&told, &untold] {
        shop.reaches(&order.public_id, "paid").await;
    }
    shop.settles().await;
    let heard = shop.sandbox.measurements().await;
    let events = heard.as_array().unwrap();
    assert_eq!(events.len(), 1, "{heard}");
    assert_eq!(events[0]["query"], json!({ "measurement_id": "G-TEST1", "api_secret": "shared" }));
    assert_eq!(events[0]["told"]["client_id"], "1234567890.1700000000");
    let event = &events[0]["told"]["events"][0];
    assert_eq!((&event["name"], &event["params"]["transaction_id"]), (&json!("purchase"), &json!(told.public_id)));
    let sum: f64 = event["params"]["items"].as_array().unwrap().iter().map(|item| item["price"].as_f64().unwrap()).sum();
    assert_eq!((event["params"]["value"].as_f64(), &event["params"]["currency"]), (Some(sum), &json!("EUR")));
    assert!(!heard.to_string().contains("example.com"), "no address leaves");
    assert_eq!(shop.count("SELECT COUNT(*) FROM measured_orders WHERE told_at IS NOT NULL").await, 1);
});
