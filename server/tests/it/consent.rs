//! The consent to later charges: given in words, recorded with its circumstances, taken back at any time.

use crate::funnel::{answer, buy_with, decide, offer, plan, start};
use crate::on_both;
use crate::support::browser::USER_AGENT;
use crate::support::shop::started;
use crate::support::{Browser, Plan, Shop, eventually};
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const GOOD: &str = "4242424242424242";

on_both!(a_consent_is_kept_with_its_words_and_circumstances, plan(), |shop| async move {
    let browser = shop.browser();
    let asked = browser.call("checkout/quote", &[]).await.ok()["consent"].clone();
    let words = asked["text"].as_str().unwrap();
    assert!(words.contains("this card or PayPal account") && words.contains("Saved payment methods"), "{words}");
    assert_eq!(asked["version"], 2);
    buy_with(&shop, &browser, GOOD, true).await;
    let stored = entity::consent::Entity::find().one(shop.core.db.read()).await.unwrap().unwrap();
    assert_eq!(stored.text_sha256, Sha256::digest(words).to_vec(), "the words that were read, to the letter");
    assert_eq!(stored.user_agent, USER_AGENT);
    let whole =
        "SELECT COUNT(*) FROM consents WHERE text_version = 2 AND length(text_sha256) = 32 AND locale = 'en' AND shown_at <= given_at
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

/// Begins to pay in one of the ways, with or without the box ticked.
async fn begin(browser: &Browser, pay_with: &str, consent: bool) -> Value {
    let quote = browser.call("checkout/quote", &[]).await.ok();
    let mut form =
        vec![("quote", quote["quote"]["id"].as_str().unwrap()), ("email", "ada@example.com"), ("name", "Ada"), ("pay_with", pay_with)];
    form.extend(consent.then_some(("consent", "on")));
    browser.call("checkout/start", &form).await.ok()
}

/// What the provider says of keeping the method of a payment intent.
async fn usage(shop: &Shop, intent: &str) -> Value {
    shop.sandbox.stripe_get(&format!("payment_intents/{intent}")).await["setup_future_usage"].clone()
}

async fn kept(shop: &Shop) -> i64 {
    shop.count("SELECT COUNT(*) FROM consents WHERE revoked_at IS NULL AND method_ref IS NOT NULL").await
}

on_both!(a_box_that_is_unticked_again_keeps_nothing, plan(), |shop| async move {
    let browser = shop.browser();
    let main = start(&browser, "ada@example.com", true).await;
    assert_eq!(usage(&shop, &main.intent).await, "on_session");
    shop.sandbox.confirm(&main.intent, "4000000000000002").await;
    shop.reaches(&main.public_id, "failed").await;
    let again = begin(&browser, "card", false).await;
    assert_eq!((&started(&again).intent, &again["saves"]), (&main.intent, &json!(false)));
    assert_eq!(usage(&shop, &main.intent).await, Value::Null);
    shop.sandbox.confirm(&main.intent, GOOD).await;
    shop.reaches(&main.public_id, "paid").await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM payments WHERE saves OR method_ref IS NOT NULL").await, 0);
    assert_eq!(shop.count("SELECT COUNT(*) FROM consents WHERE revoked_at IS NULL OR method_ref IS NOT NULL").await, 0);
    assert_eq!(offer(&shop, &browser, &main.public_id).await["pay"], "Card");
});

on_both!(a_box_that_is_ticked_on_a_later_try_counts_and_so_does_the_last_word, plan(), |shop| async move {
    let browser = shop.browser();
    let main = started(&begin(&browser, "card", false).await);
    for (ticked, stored) in [(true, json!("on_session")), (false, json!(null)), (true, json!("on_session"))] {
        let again = begin(&browser, "card", ticked).await;
        assert_eq!((&started(&again).intent, &again["saves"]), (&main.intent, &json!(ticked)));
        assert_eq!(usage(&shop, &main.intent).await, stored);
        let live = shop.count("SELECT COUNT(*) FROM consents WHERE revoked_at IS NULL").await;
        assert_eq!(live, i64::from(ticked));
    }
    let session = browser.call("orders/payment", &[("public_id", &main.public_id)]).await.ok();
    assert_eq!(session["saves"], true);
    shop.sandbox.confirm(&main.intent, GOOD).await;
    shop.reaches(&main.public_id, "paid").await;
    assert_eq!(kept(&shop).await, 1);
    assert!(offer(&shop, &browser, &main.public_id).await["pay"]["OneClick"].is_object());
});

on_both!(a_consent_that_ends_while_its_payment_arrives_lets_the_provider_forget, plan(), |shop| async move {
    let browser = shop.browser();
    let main = start(&browser, "ada@example.com", true).await;
    shop.execute("UPDATE consents SET revoked_at = given_at").await;
    shop.sandbox.confirm(&main.intent, GOOD).await;
    shop.reaches(&main.public_id, "paid").await;
    eventually("the method is forgotten", || async {
        shop.count("SELECT COUNT(*) FROM consents WHERE detached_at IS NOT NULL").await == 1
    })
    .await;
    assert_eq!(offer(&shop, &browser, &main.public_id).await["pay"], "Card");
});

on_both!(on_the_providers_page_another_word_is_another_session, plan(), |shop| async move {
    let browser = shop.browser();
    let session = |answer: &Value| {
        let address = answer["redirect_to"].as_str().unwrap().to_owned();
        address.split("/c/pay/").nth(1).unwrap().split(['#', '?']).next().unwrap().to_owned()
    };
    let plain = begin(&browser, "hosted", false).await;
    let saving = begin(&browser, "hosted", true).await;
    assert_eq!((&plain["saves"], &saving["saves"], &plain["public_id"]), (&json!(false), &json!(true), &saving["public_id"]));
    assert_ne!(session(&plain), session(&saving));
    assert_eq!(shop.sandbox.stripe_get(&format!("checkout/sessions/{}", session(&plain))).await["status"], "expired");
    assert_eq!(begin(&browser, "hosted", true).await["redirect_to"], saving["redirect_to"]);
    shop.sandbox.control(&format!("checkout/sessions/{}/pay", session(&saving)), json!({ "card": GOOD })).await;
    shop.reaches(saving["public_id"].as_str().unwrap(), "paid").await;
    assert_eq!(kept(&shop).await, 1);
});

on_both!(at_paypal_another_word_is_another_approval, Plan { paypal: true, ..plan() }, |shop| async move {
    let browser = shop.browser();
    let approval = |answer: &Value| answer["redirect_to"].as_str().unwrap().split("token=").nth(1).unwrap().to_owned();
    let plain = begin(&browser, "paypal", false).await;
    let saving = begin(&browser, "paypal", true).await;
    assert_ne!(approval(&plain), approval(&saving));
    shop.sandbox.control(&format!("paypal/orders/{}/approve", approval(&plain)), Value::Null).await;
    shop.settles().await;
    assert_eq!(shop.truth_of(&approval(&plain)).await["amount_received"], 0, "what was left is not captured");
    shop.sandbox.control(&format!("paypal/orders/{}/approve", approval(&saving)), Value::Null).await;
    shop.reaches(saving["public_id"].as_str().unwrap(), "paid").await;
    assert_eq!(kept(&shop).await, 1);
});

on_both!(a_consent_revoked_between_showing_and_clicking_is_told_and_the_card_offered, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, true).await;
    let shown = offer(&shop, &browser, &main.public_id).await;
    let method = shop.sandbox.stripe_get(&format!("payment_intents/{}", main.intent)).await["payment_method"].as_str().unwrap().to_owned();
    let owner = || async { shop.sandbox.stripe_get(&format!("payment_methods/{method}")).await["customer"].clone() };
    assert!(owner().await.is_string(), "the provider keeps the card");
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
    assert_eq!(owner().await, Value::Null, "by the provider's own word");
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

on_both!(a_card_that_is_detached_at_the_provider_ends_its_consent, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, true).await;
    shop.settles().await;
    let payment = shop.sandbox.stripe_get(&format!("payment_intents/{}", main.intent)).await;
    let method = payment["payment_method"].as_str().unwrap();
    crate::support::browser::client()
        .post(format!("{}/v1/payment_methods/{method}/detach", shop.sandbox.url))
        .bearer_auth("sk_test_sandbox")
        .send()
        .await
        .unwrap();
    eventually("the consent ends", || async {
        shop.count("SELECT COUNT(*) FROM consents WHERE revoked_at IS NOT NULL AND detached_at IS NOT NULL").await == 1
    })
    .await;
    assert_eq!(offer(&shop, &browser, &main.public_id).await["pay"], "Card");
});
