//! Wallets that are kept with consent: one click after the purchase, every way it ends, and what happens when PayPal forgets one.

use super::{approve, captures, paypal};
use crate::funnel::{decide, offer};
use crate::on_both;
use crate::support::shop::Started;
use crate::support::{Browser, Plan, Shop, eventually};
use serde_json::{Value, json};

fn plan() -> Plan {
    Plan { funnel: true, ..paypal() }
}

/// Buys by PayPal with the box ticked, and sees the first offer.
async fn buy(shop: &Shop, browser: &Browser) -> Started {
    let quote = browser.call("checkout/quote", &[]).await.ok();
    let id = quote["quote"]["id"].as_str().unwrap();
    let form = [("quote", id), ("email", "ada@example.com"), ("name", "Ada"), ("pay_with", "paypal"), ("consent", "on")];
    let answer = browser.call("checkout/start", &form).await.ok();
    assert_eq!(answer["saves"], true);
    let intent = answer["redirect_to"].as_str().unwrap().split("token=").nth(1).unwrap().to_owned();
    let amount = answer["amount"]["minor"].as_i64().unwrap();
    let started = Started { public_id: answer["public_id"].as_str().unwrap().to_owned(), intent, amount };
    approve(shop, &started).await;
    shop.reaches(&started.public_id, "paid").await;
    shop.settles().await;
    assert_eq!(offer(shop, browser, &started.public_id).await["pay"], json!({ "OneClick": { "label": "PayPal" } }));
    started
}

async fn accepted(shop: &Shop) {
    eventually("the offer is accepted", || async { shop.count("SELECT COUNT(*) FROM funnel_steps WHERE state = 'accepted'").await == 1 })
        .await;
}

on_both!(one_click_takes_the_money_from_the_kept_wallet, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy(&shop, &browser).await;
    let decided = decide(&shop, &browser, &main.public_id, "accept").await.ok();
    assert_eq!(decided, json!({ "public_id": main.public_id, "client_secret": null, "redirect_to": null }));
    accepted(&shop).await;
    assert_eq!(captures(&shop).await, 2);
    assert_eq!(shop.status(&browser, &main.public_id).await["also"][0]["total"]["minor"], 24_900);
});

on_both!(a_wallet_whose_owner_is_asked_again_pays_after_the_answer, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy(&shop, &browser).await;
    shop.sandbox.control("paypal/next", json!({ "outcome": "payer_action" })).await;
    let decided = decide(&shop, &browser, &main.public_id, "accept").await.ok();
    let order = decided["redirect_to"].as_str().expect("the way to PayPal").split("token=").nth(1).unwrap().to_owned();
    assert_eq!(captures(&shop).await, 1);
    shop.sandbox.control(&format!("paypal/orders/{order}/approve"), Value::Null).await;
    accepted(&shop).await;
    assert_eq!(captures(&shop).await, 2);
});

on_both!(a_wallet_that_is_declined_is_not_charged, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy(&shop, &browser).await;
    shop.sandbox.control("paypal/next", json!({ "outcome": "decline" })).await;
    decide(&shop, &browser, &main.public_id, "accept").await.ok();
    assert_eq!(offer(&shop, &browser, &main.public_id).await["stage"], "Failed");
    assert_eq!(captures(&shop).await, 1);
});

on_both!(an_answer_that_never_came_is_found_with_its_key, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy(&shop, &browser).await;
    shop.sandbox.webhooks(json!({ "enabled": false })).await;
    shop.sandbox.fault("paypal_create_order", "drop_after", 6).await;
    decide(&shop, &browser, &main.public_id, "accept").await.ok();
    accepted(&shop).await;
    assert_eq!(captures(&shop).await, 2);
});

on_both!(an_answer_that_never_came_is_told_by_the_event, Plan { background: false, ..plan() }, |shop| async move {
    let browser = shop.browser();
    let main = buy(&shop, &browser).await;
    shop.sandbox.fault("paypal_create_order", "drop_after", 4).await;
    decide(&shop, &browser, &main.public_id, "accept").await.ok();
    accepted(&shop).await;
    assert_eq!(captures(&shop).await, 2);
});

on_both!(a_wallet_that_its_owner_takes_back_at_paypal_is_not_charged, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy(&shop, &browser).await;
    let order = shop.sandbox.paypal_get(&format!("v2/checkout/orders/{}", main.intent)).await;
    let token = order["payment_source"]["paypal"]["attributes"]["vault"]["id"].as_str().unwrap().to_owned();
    let liar = json!({ "id": "WH-LIE", "event_type": "VAULT.PAYMENT-TOKEN.DELETED", "resource": { "id": token } });
    crate::support::paypal::Postman::new(&shop).deliver(liar).await;
    shop.settles().await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM consents WHERE revoked_at IS NULL").await, 1, "PayPal says otherwise when it is asked");
    shop.sandbox.control(&format!("paypal/payment_tokens/{token}/delete"), Value::Null).await;
    eventually("the consent ends", || async {
        shop.count("SELECT COUNT(*) FROM consents WHERE revoked_at IS NOT NULL AND detached_at IS NOT NULL").await == 1
    })
    .await;
    assert_eq!(offer(&shop, &browser, &main.public_id).await["pay"], "Paypal");
    assert_eq!(browser.read("account/view", &[]).await.ok()["methods"], json!([]));
    let refused = decide(&shop, &browser, &main.public_id, "accept").await;
    assert_eq!((refused.status.as_u16(), refused.json()), (409, json!({ "Conflict": "ConsentRevoked" })));
    assert_eq!(captures(&shop).await, 1);
});
