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

/// Buys by PayPal with the box ticked. `saves` is what the shop says of keeping the wallet.
async fn buy_saving(shop: &Shop, browser: &Browser, saves: bool) -> Started {
    let quote = browser.call("checkout/quote", &[]).await.ok();
    let id = quote["quote"]["id"].as_str().unwrap();
    let form = [("quote", id), ("email", "ada@example.com"), ("name", "Ada"), ("pay_with", "paypal"), ("consent", "on")];
    let answer = browser.call("checkout/start", &form).await.ok();
    assert_eq!(answer["saves"], saves);
    let intent = answer["redirect_to"].as_str().unwrap().split("token=").nth(1).unwrap().to_owned();
    let amount = answer["amount"]["minor"].as_i64().unwrap();
    let started = Started { public_id: answer["public_id"].as_str().unwrap().to_owned(), intent, amount };
    approve(shop, &started).await;
    shop.reaches(&started.public_id, "paid").await;
    shop.settles().await;
    started
}

/// The stored wallet that an order's payment left at PayPal, or null.
async fn vault(shop: &Shop, started: &Started) -> Value {
    let order = shop.sandbox.paypal_get(&format!("v2/checkout/orders/{}", started.intent)).await;
    order["payment_source"]["paypal"]["attributes"]["vault"]["id"].clone()
}

/// Buys by PayPal with the box ticked, and sees the first offer.
async fn buy(shop: &Shop, browser: &Browser) -> Started {
    let started = buy_saving(shop, browser, true).await;
    assert_eq!(offer(shop, browser, &started.public_id).await["pay"], json!({ "OneClick": { "label": "PayPal" } }));
    started
}

const ACCEPTED: &str = "SELECT COUNT(*) FROM funnel_steps WHERE state = 'accepted'";

async fn accepted(shop: &Shop) {
    eventually("the offer is accepted", || async { shop.count(ACCEPTED).await == 1 }).await;
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
    let token = vault(&shop, &main).await.as_str().unwrap().to_owned();
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

on_both!(a_wallet_that_its_owner_removes_here_is_gone_at_paypal, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy(&shop, &browser).await;
    let token = format!("v3/vault/payment-tokens/{}", vault(&shop, &main).await.as_str().unwrap());
    assert!(shop.sandbox.paypal_get(&token).await["id"].is_string(), "PayPal keeps the wallet");
    let method = browser.read("account/view", &[]).await.ok()["methods"][0].clone();
    assert_eq!(method["label"], "PayPal");
    assert_eq!(browser.call("account/forget_method", &[("consent", method["consent"].as_str().unwrap())]).await.status, 200);
    eventually("PayPal forgets", || async { shop.count("SELECT COUNT(*) FROM consents WHERE detached_at IS NOT NULL").await == 1 }).await;
    assert_eq!(shop.sandbox.paypal_get(&token).await["name"], "RESOURCE_NOT_FOUND", "by PayPal's own word");
    let shown = offer(&shop, &browser, &main.public_id).await;
    assert_eq!(shown["pay"], "Paypal");
    let refused = decide(&shop, &browser, &main.public_id, "accept").await;
    assert_eq!((refused.status.as_u16(), refused.json()), (409, json!({ "Conflict": "ConsentRevoked" })));
    assert_eq!(captures(&shop).await, 1);
});

on_both!(where_paypal_may_keep_no_wallet_each_offer_is_approved_there, Plan { vault: false, ..plan() }, |shop| async move {
    shop.execute("UPDATE offers SET kind = 'upsell', downsell_of = NULL, position = position + 1 WHERE title = 'One feedback call'").await;
    let browser = shop.browser();
    let main = buy_saving(&shop, &browser, false).await;
    assert_eq!(vault(&shop, &main).await, Value::Null, "PayPal was not asked to keep it");
    let mut approvals = vec![main.intent.clone()];
    for (title, price) in [("Three feedback calls", 24_900), ("One feedback call", 9_900)] {
        let shown = offer(&shop, &browser, &main.public_id).await;
        assert_eq!((&shown["title"], &shown["pay"]), (&json!(title), &json!("Paypal")));
        let page = browser.get(&format!("/orders/{}", main.public_id)).await.text;
        assert!(page.contains("PayPal") && !page.contains("charged to"), "{page}");
        let decided = decide(&shop, &browser, &main.public_id, "accept").await.ok();
        let approval = decided["redirect_to"].as_str().expect("the way to PayPal").split("token=").nth(1).unwrap().to_owned();
        assert!(!approvals.contains(&approval), "an approval of its own");
        assert_eq!(captures(&shop).await, approvals.len(), "nothing is taken before it");
        shop.sandbox.control(&format!("paypal/orders/{approval}/approve"), Value::Null).await;
        approvals.push(approval.clone());
        let heard = i64::try_from(approvals.len() - 1).unwrap();
        eventually("it is accepted", || async { shop.count(ACCEPTED).await == heard }).await;
        assert_eq!(captures(&shop).await, approvals.len());
        assert_eq!(shop.truth_of(&approval).await["amount_received"], price);
    }
    assert_eq!(browser.read("account/view", &[]).await.ok()["methods"], json!([]));
});
