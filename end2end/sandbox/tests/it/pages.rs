//! What browsers load.

use std::time::Duration;

use serde_json::json;

use crate::support::Fake;

#[tokio::test]
async fn scripts_and_frames_are_served_for_any_page() {
    let fake = Fake::start().await;
    for (path, kind, part) in [
        ("/v3/", "text/javascript", "window.Stripe"),
        ("/v3", "text/javascript", "window.Stripe"),
        ("/basil/stripe.js", "text/javascript", "window.Stripe"),
        ("/v3/elements-inner-payment.html", "text/html", "name=\"number\""),
        ("/v3/three-ds-2-challenge.html", "text/html", "data-testid=\"test-source-authorize-3ds\""),
        ("/video/76979871", "text/html", "Video player"),
        ("/video/assets/player.js", "text/javascript", "addEventListener"),
    ] {
        let page = fake.page(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.header("content-type").unwrap().starts_with(kind), "{path}");
        assert!(page.body.as_str().unwrap().contains(part), "{path}");
        assert_eq!(page.header("x-frame-options"), None, "{path}");
    }
}

#[tokio::test]
async fn the_script_styles_nothing_by_markup() {
    let fake = Fake::start().await;
    let script = fake.page("/v3/").await;
    let script = script.body.as_str().unwrap();
    for forbidden in ["innerHTML", "<style", "cssText", "setAttribute('style'", "eval("] {
        assert!(!script.contains(forbidden), "{forbidden}");
    }
}

#[tokio::test]
async fn the_script_can_be_kept_away() {
    let fake = Fake::start().await;
    fake.control("stripe_js", json!({"mode": "fail"})).await;
    assert_eq!(fake.page("/v3/").await.status, 503);
    assert_eq!(fake.page("/v3/frame.js").await.status, 200);
    fake.control("stripe_js", json!({"mode": "hang"})).await;
    let hung = tokio::time::timeout(Duration::from_millis(300), fake.page("/v3/")).await;
    assert!(hung.is_err(), "it answered");
    assert_eq!(fake.control("stripe_js", json!({"mode": "slow"})).await.status, 422);
    fake.control("reset", json!({})).await;
    assert_eq!(fake.page("/v3/").await.status, 200);
}
