//! Paying on Stripe's own page, and paying twice by two ways.

use crate::on_both;
use crate::support::{Browser, Plan, Shop, eventually};
use serde_json::{Value, json};
use std::time::Duration;

const GOOD: &str = "4242424242424242";
const DECLINED: &str = "4000000000000002";

/// Begins to pay on Stripe's page. Gives the order's public id and the session.
async fn begin(browser: &Browser, email: &str) -> (String, String) {
    let quote = browser.call("checkout/quote", &[]).await.ok();
    let id = quote["quote"]["id"].as_str().unwrap();
    let form = [("quote", id), ("email", email), ("name", "Ada Lovelace"), ("pay_with", "hosted")];
    let answer = browser.call("checkout/start", &form).await.ok();
    assert_eq!(answer["client_secret"], Value::Null);
    (answer["public_id"].as_str().unwrap().to_owned(), session_of(answer["redirect_to"].as_str().unwrap()))
}

/// The session that an address of Stripe's page leads to.
pub fn session_of(address: &str) -> String {
    let (_, id) = address.split_once("/c/pay/").unwrap();
    id.split(['#', '?']).next().unwrap().to_owned()
}

/// Pays on Stripe's page.
pub async fn pay(shop: &Shop, session: &str, card: &str) -> Value {
    shop.sandbox.control(&format!("checkout/sessions/{session}/pay"), json!({ "card": card })).await
}

on_both!(a_buyer_pays_on_the_providers_own_page, |shop| async move {
    let browser = shop.browser();
    let (order, session) = begin(&browser, "ada@example.com").await;
    pay(&shop, &session, GOOD).await;
    shop.reaches(&order, "paid").await;
    assert_eq!(shop.status(&browser, &order).await["signed_in"], true);
});

on_both!(a_form_without_scripts_leads_to_the_providers_page, |shop| async move {
    let browser = shop.browser();
    let quote = browser.call("checkout/quote", &[]).await.ok();
    let id = quote["quote"]["id"].as_str().unwrap();
    let form = [("quote", id), ("email", "ada@example.com"), ("name", "Ada"), ("pay_with", "hosted")];
    let answer = browser.post_form("checkout/start", "/checkout", &form).await;
    assert!(answer.status.is_redirection(), "{}", answer.status);
    let session = session_of(answer.headers["location"].to_str().unwrap());
    pay(&shop, &session, GOOD).await;
    shop.settles().await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM orders WHERE state = 'paid'").await, 1);
});

on_both!(lost_events_of_a_page_are_made_up_for, Plan { webhooks: false, ..Plan::default() }, |shop| async move {
    let (order, session) = begin(&shop.browser(), "ada@example.com").await;
    pay(&shop, &session, GOOD).await;
    shop.reaches(&order, "paid").await;
});

on_both!(a_refused_card_can_be_followed_by_another_on_the_same_page, |shop| async move {
    let (order, session) = begin(&shop.browser(), "ada@example.com").await;
    let path = format!("{}/_control/checkout/sessions/{session}/pay", shop.sandbox.url);
    drop(crate::support::browser::client().post(path).json(&json!({ "card": DECLINED })).send().await.unwrap());
    pay(&shop, &session, GOOD).await;
    shop.reaches(&order, "paid").await;
});

on_both!(asking_again_gives_the_same_page, |shop| async move {
    let browser = shop.browser();
    let (order, session) = begin(&browser, "ada@example.com").await;
    let again = browser.call("orders/payment", &[("public_id", &order), ("pay_with", "hosted")]).await.ok();
    assert_eq!(session_of(again["redirect_to"].as_str().unwrap()), session);
    assert_eq!(shop.count("SELECT COUNT(*) FROM payments").await, 1);
});

fn short_hold() -> Plan {
    Plan { hold: Duration::from_secs(2), ..Plan::default() }
}

on_both!(an_ended_hold_ends_the_page_first, short_hold(), |shop| async move {
    let (order, session) = begin(&shop.browser(), "ada@example.com").await;
    shop.reaches(&order, "expired").await;
    let path = format!("{}/_control/checkout/sessions/{session}/pay", shop.sandbox.url);
    let answer = crate::support::browser::client().post(path).json(&json!({ "card": GOOD })).send().await.unwrap();
    assert!(answer.status().is_client_error(), "{}", answer.status());
    assert_eq!(shop.count("SELECT taken FROM offers WHERE kind = 'main'").await, 0);
});

on_both!(an_unanswered_opening_leads_to_one_page, |shop| async move {
    shop.sandbox.fault("create_checkout_session", "drop_after", 1).await;
    let (order, session) = begin(&shop.browser(), "ada@example.com").await;
    pay(&shop, &session, GOOD).await;
    shop.reaches(&order, "paid").await;
});

on_both!(while_a_payment_is_under_way_no_other_can_be_opened, Plan { paypal: true, ..Plan::default() }, |shop| async move {
    let browser = shop.browser();
    let card = shop.start(&browser, "ada@example.com").await;
    shop.sandbox.control(&format!("payment_intents/{}/process", card.intent), json!({})).await;
    let processing = || async { shop.count("SELECT COUNT(*) FROM payments WHERE state = 'processing'").await == 1 };
    eventually("the provider is at work", processing).await;
    let under_way = json!({ "Conflict": "PaymentUnderWay" });
    for way in ["hosted", "paypal", "card"] {
        let again = browser.call("orders/payment", &[("public_id", &card.public_id), ("pay_with", way)]).await;
        assert_eq!((again.status.as_u16(), again.json()), (409, under_way.clone()), "{way}");
        let anew = crate::support::shop::begin_with(&browser, "ada@example.com", way).await;
        assert_eq!((anew.status.as_u16(), anew.json()), (409, under_way.clone()), "{way}");
    }
    let other = browser.call("checkout/quote", &[("coupon", "WELCOME10")]).await.ok();
    let form = [("quote", other["quote"]["id"].as_str().unwrap()), ("email", "ada@example.com"), ("name", "Ada")];
    assert_eq!(browser.call("checkout/start", &form).await.json(), under_way, "not for another choice either");
    let page = browser.get("/checkout").await;
    let order = format!("/orders/{}", card.public_id);
    assert_eq!((page.status.as_u16(), page.headers["location"].to_str().unwrap()), (302, order.as_str()));
    assert_eq!(shop.count("SELECT COUNT(*) FROM payments").await, 1);
    shop.sandbox.control(&format!("payment_intents/{}/succeed", card.intent), json!({})).await;
    shop.reaches(&card.public_id, "paid").await;
});

on_both!(two_ways_paid_for_one_order_give_one_access_and_one_refund, |shop| async move {
    let browser = shop.browser();
    let card = shop.start(&browser, "ada@example.com").await;
    let page = browser.call("orders/payment", &[("public_id", &card.public_id), ("pay_with", "hosted")]).await.ok();
    let session = session_of(page["redirect_to"].as_str().unwrap());
    let (first, second) = tokio::join!(shop.sandbox.confirm(&card.intent, GOOD), pay(&shop, &session, GOOD));
    drop((first, second));
    shop.reaches(&card.public_id, "paid").await;
    let refunded = || async { shop.sandbox.truth().await["totals"]["amount_refunded"] == card.amount };
    eventually("the second payment went back", refunded).await;
    shop.settles().await;
    let truth = shop.sandbox.truth().await;
    assert_eq!(truth["totals"]["refunds"], 1);
    assert_eq!(truth["totals"]["amount_received"], 2 * card.amount);
    assert_eq!(shop.count("SELECT COUNT(*) FROM grants WHERE revoked_at IS NULL").await, 1);
    assert_eq!(shop.count("SELECT COUNT(*) FROM payments WHERE surplus_at IS NOT NULL AND refunded_minor = amount_minor").await, 1);
    assert_eq!(shop.count("SELECT COUNT(*) FROM mails WHERE kind = 'paid_twice'").await, 1);
    assert_eq!(shop.status(&browser, &card.public_id).await["state"], "paid");
});
