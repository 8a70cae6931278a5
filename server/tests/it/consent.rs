//! The consent to later charges: given in words, recorded with its circumstances, taken back at any time.

use crate::funnel::{answer, buy_with, decide, offer, plan, start};
use crate::on_both;
use crate::support::eventually;
use serde_json::json;

const GOOD: &str = "4242424242424242";

on_both!(a_consent_is_kept_with_its_words_and_circumstances, plan(), |shop| async move {
    let browser = shop.browser();
    let asked = browser.call("checkout/quote", &[]).await.ok()["consent"].clone();
    assert!(asked["text"].as_str().unwrap().contains("Saved payment methods") && asked["version"] == 1, "{asked}");
    buy_with(&shop, &browser, GOOD, true).await;
    let whole =
        "SELECT COUNT(*) FROM consents WHERE text_version = 1 AND length(text_sha256) = 32 AND locale = 'en' AND shown_at <= given_at
        AND ip IS NOT NULL AND provider = 'stripe' AND method_ref LIKE 'pm_%' AND customer_ref LIKE 'cus_%'
        AND method_label = 'Visa •••• 4242' AND revoked_at IS NULL";
    assert_eq!(shop.count(whole).await, 1);
});

on_both!(an_unticked_box_keeps_nothing, plan(), |shop| async move {
    let browser = shop.browser();
    let main = start(&browser, "ada@example.com", false).await;
    shop.sandbox.confirm(&main.intent, GOOD).await;
    shop.reaches(&main.public_id, "paid").await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM consents").await, 0);
    assert_eq!(shop.count("SELECT COUNT(*) FROM payments WHERE saves OR method_ref IS NOT NULL").await, 0);
});

on_both!(a_box_that_is_unticked_again_lets_the_provider_forget, plan(), |shop| async move {
    let browser = shop.browser();
    let main = start(&browser, "ada@example.com", true).await;
    shop.sandbox.confirm(&main.intent, "4000000000000002").await;
    shop.reaches(&main.public_id, "failed").await;
    let again = start(&browser, "ada@example.com", false).await;
    assert_eq!(again.intent, main.intent);
    shop.sandbox.confirm(&main.intent, GOOD).await;
    shop.reaches(&main.public_id, "paid").await;
    eventually("the method is forgotten", || async {
        shop.count("SELECT COUNT(*) FROM consents WHERE detached_at IS NOT NULL").await == 1
    })
    .await;
    assert_eq!(offer(&shop, &browser, &main.public_id).await["pay"], "Card");
});

on_both!(a_consent_revoked_between_showing_and_clicking_is_told_and_the_card_offered, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, true).await;
    let shown = offer(&shop, &browser, &main.public_id).await;
    let account = browser.read("account/view", &[]).await.ok();
    assert_eq!(account["methods"][0]["label"], "Visa •••• 4242");
    let consent = account["methods"][0]["consent"].as_str().unwrap().to_owned();
    assert_eq!(browser.call("account/forget_method", &[("consent", &consent)]).await.status, 200);
    let refused = answer(&browser, &main.public_id, shown["offer"].as_str().unwrap(), "accept").await;
    assert_eq!((refused.status.as_u16(), refused.json()), (409, json!({ "Conflict": "ConsentRevoked" })));
    assert_eq!(offer(&shop, &browser, &main.public_id).await["pay"], "Card");
    let child = decide(&shop, &browser, &main.public_id, "another_card").await.ok()["public_id"].as_str().unwrap().to_owned();
    assert_ne!(child, main.public_id);
    eventually("the provider forgets", || async { shop.count("SELECT COUNT(*) FROM consents WHERE detached_at IS NOT NULL").await == 1 })
        .await;
    assert_eq!(browser.read("account/view", &[]).await.ok()["methods"], json!([]));
    assert_eq!(browser.call("account/forget_method", &[("consent", &consent)]).await.status, 200, "twice is once");
});

on_both!(nobody_removes_anothers_method, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, true).await;
    shop.status(&browser, &main.public_id).await;
    let consent = browser.read("account/view", &[]).await.ok()["methods"][0]["consent"].as_str().unwrap().to_owned();
    let admin = shop.browser();
    crate::sign_in::sign_in(&shop, &admin, server::services::seed::DEMO_ADMIN).await;
    assert_eq!(admin.call("account/forget_method", &[("consent", &consent)]).await.status, 404);
    let stranger = shop.browser();
    assert_eq!(stranger.read("account/view", &[]).await.status, 401);
    assert_eq!(stranger.call("account/forget_method", &[("consent", &consent)]).await.status, 401);
    assert_eq!(stranger.get("/account").await.status, 303);
    assert!(browser.get("/account").await.text.contains("Visa •••• 4242"));
    assert_eq!(shop.count("SELECT COUNT(*) FROM consents WHERE revoked_at IS NULL").await, 1);
});
