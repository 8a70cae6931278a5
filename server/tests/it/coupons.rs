//! Selections at the checkout: bumps and coupons, their limits under load, and what happens when a choice changes.

use crate::on_both;
use crate::support::browser::Answer;
use crate::support::shop::started;
use crate::support::{Browser, Plan, Shop, eventually};
use futures::future::join_all;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::Duration;

async fn quote(browser: &Browser, arguments: &[(&str, &str)]) -> Value {
    browser.call("checkout/quote", arguments).await.ok()
}

async fn start(browser: &Browser, quote: &Value, email: &str) -> Answer {
    let id = quote["quote"]["id"].as_str().unwrap();
    browser.call("checkout/start", &[("quote", id), ("email", email), ("name", "Buyer")]).await
}

fn total(quote: &Value) -> i64 {
    quote["quote"]["total"]["minor"].as_i64().unwrap()
}

/// Changes the demo's coupon, as its creator would.
async fn coupon(shop: &Shop, change: &str) {
    shop.execute(&format!("UPDATE coupons SET {change}")).await;
}

fn short_holds() -> Plan {
    Plan { hold: Duration::from_secs(2), ..Plan::default() }
}

on_both!(a_bump_and_a_coupon_cost_the_same_on_the_page_in_the_order_and_at_the_provider, |shop| async move {
    let browser = shop.browser();
    let plain = quote(&browser, &[]).await;
    let bump = plain["choices"]["bumps"][0]["offer"].as_str().unwrap().to_owned();
    let chosen = quote(&browser, &[("bumps[0]", &bump), ("coupon", " welcome10 ")]).await;
    assert_eq!((total(&plain), total(&chosen)), (14_900, 14_900 + 2_900 - 1_780));
    assert_eq!(chosen["choices"]["coupon"], json!({ "code": "WELCOME10", "refusal": null }));
    let order = started(&start(&browser, &chosen, "ada@example.com").await.ok());
    assert_eq!(order.amount, total(&chosen));
    assert_eq!(shop.sandbox.truth().await["payment_intents"][0]["amount"], total(&chosen));
    shop.sandbox.confirm(&order.intent, "4242424242424242").await;
    shop.reaches(&order.public_id, "paid").await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM grants WHERE revoked_at IS NULL").await, 2);
    assert_eq!(shop.count("SELECT COUNT(*) FROM coupon_uses WHERE state = 'spent'").await, 1);
    assert_eq!(shop.count("SELECT SUM(uses) FROM coupons").await, 1);
});

on_both!(a_coupon_that_does_not_apply_says_why, |shop| async move {
    let browser = shop.browser();
    let refusal = |code: &'static str| {
        let browser = &browser;
        async move { quote(browser, &[("coupon", code)]).await["choices"]["coupon"]["refusal"].clone() }
    };
    assert_eq!(refusal("WELCOME10").await, Value::Null);
    for nonsense in ["NOSUCH", "' OR 1=1 --", "\u{0}", "ÜBER"] {
        assert_eq!(refusal(nonsense).await, "Unknown", "{nonsense}");
    }
    coupon(&shop, "max_uses = 0").await;
    assert_eq!(refusal("WELCOME10").await, "UsedUp");
    coupon(&shop, "enabled = false").await;
    assert_eq!(refusal("WELCOME10").await, "Expired");
    coupon(&shop, "enabled = true, max_uses = NULL, kind = 'fixed', basis_points = NULL, amount_minor = 500, currency = 'USD'").await;
    assert_eq!(refusal("WELCOME10").await, "OtherCurrency");
    coupon(&shop, "amount_minor = 14900, currency = 'EUR'").await;
    assert_eq!(refusal("WELCOME10").await, "NothingLeft");
    shop.execute("INSERT INTO coupon_offers (coupon_id, offer_id) SELECT c.id, o.id FROM coupons c, offers o WHERE o.kind = 'bump'").await;
    assert_eq!(refusal("WELCOME10").await, "NotForThis");
});

/// A hundred buyers at once take their time, and the first of them is to pay before his hold ends.
fn holds_for_a_rush() -> Plan {
    Plan { hold: Duration::from_secs(8), ..short_holds() }
}

on_both!(five_uses_go_to_five_of_a_hundred_and_come_back_once, holds_for_a_rush(), |shop| async move {
    coupon(&shop, "max_uses = 5").await;
    shop.execute("UPDATE offers SET seats = 200 WHERE kind = 'main'").await;
    let chosen = quote(&shop.browser(), &[("coupon", "WELCOME10")]).await;
    let rush = (0..100).map(|index| {
        let (shop, chosen) = (shop.clone(), chosen.clone());
        tokio::spawn(async move { start(&shop.browser(), &chosen, &format!("buyer{index}@example.com")).await })
    });
    let answers: Vec<_> = join_all(rush).await.into_iter().map(Result::unwrap).collect();
    let won: Vec<_> = answers.iter().filter(|answer| answer.status == 200).map(|answer| started(&answer.json())).collect();
    assert_eq!(won.len(), 5);
    for lost in answers.iter().filter(|answer| answer.status != 200) {
        assert_eq!((lost.status.as_u16(), lost.json()), (409, json!({ "Conflict": "CouponEnded" })));
    }
    assert_eq!(shop.count("SELECT SUM(uses) FROM coupons").await, 5);
    shop.sandbox.confirm(&won[0].intent, "4242424242424242").await;
    shop.reaches(&won[0].public_id, "paid").await;
    eventually("four uses came back", || async { shop.count("SELECT SUM(uses) FROM coupons").await == 1 }).await;
    for id in won.iter().skip(1) {
        shop.reaches(&id.public_id, "expired").await;
    }
    shop.settles().await;
    assert_eq!(shop.count("SELECT SUM(uses) FROM coupons").await, 1);
    assert_eq!(shop.count("SELECT COUNT(*) FROM coupon_uses WHERE state = 'returned'").await, 4);
});

on_both!(a_coupon_for_once_is_used_once_from_fifty_tabs_and_never_again, |shop| async move {
    let chosen = quote(&shop.browser(), &[("coupon", "WELCOME10")]).await;
    let tabs = join_all((0..50).map(|_| async { start(&shop.browser(), &chosen, "ada@example.com").await })).await;
    let orders: BTreeSet<_> = tabs.iter().map(|answer| started(&answer.ok()).intent).collect();
    assert_eq!(orders.len(), 1);
    assert_eq!(shop.count("SELECT SUM(uses) FROM coupons").await, 1);
    let order = started(&tabs[0].ok());
    shop.sandbox.confirm(&order.intent, "4242424242424242").await;
    shop.reaches(&order.public_id, "paid").await;
    shop.sandbox.control("refunds", json!({ "payment_intent": order.intent })).await;
    shop.reaches(&order.public_id, "refunded").await;
    let again = start(&shop.browser(), &chosen, "ada@example.com").await;
    assert_eq!((again.status.as_u16(), again.json()), (409, json!({ "Conflict": "CouponUsed" })));
    assert_eq!(shop.count("SELECT SUM(uses) FROM coupons").await, 1);
});

on_both!(a_coupon_that_ends_between_quote_and_start_charges_nobody, |shop| async move {
    let browser = shop.browser();
    let chosen = quote(&browser, &[("coupon", "WELCOME10")]).await;
    coupon(&shop, "enabled = false").await;
    let answer = start(&browser, &chosen, "ada@example.com").await;
    assert_eq!((answer.status.as_u16(), answer.json()), (409, json!({ "Conflict": "CouponEnded" })));
    let id = chosen["quote"]["id"].as_str().unwrap();
    let fresh = quote(&browser, &[("quote", id), ("coupon", "WELCOME10")]).await;
    assert_eq!((total(&fresh), &fresh["choices"]["coupon"]["refusal"]), (14_900, &json!("Expired")));
    assert_eq!(shop.count("SELECT COUNT(*) FROM orders").await, 0);
});

on_both!(another_selection_replaces_the_open_order, |shop| async move {
    let browser = shop.browser();
    let plain = quote(&browser, &[]).await;
    let first = started(&start(&browser, &plain, "ada@example.com").await.ok());
    let bump = plain["choices"]["bumps"][0]["offer"].as_str().unwrap().to_owned();
    let chosen = quote(&browser, &[("bumps[0]", &bump)]).await;
    assert_eq!((&chosen["buyer"]["email"], &chosen["resume"]), (&json!("ada@example.com"), &Value::Null));
    let second = started(&start(&browser, &chosen, "ada@example.com").await.ok());
    assert_ne!(first.public_id, second.public_id);
    assert_eq!((first.amount, second.amount), (14_900, 17_800));
    shop.reaches(&first.public_id, "expired").await;
    let truth = shop.sandbox.truth().await;
    let canceled = truth["payment_intents"].as_array().unwrap().iter().filter(|intent| intent["status"] == "canceled").count();
    assert_eq!((canceled, shop.count("SELECT SUM(taken) FROM offers").await), (1, 1));
});

on_both!(a_posted_selection_leads_back_to_its_quote, |shop| async move {
    let browser = shop.browser();
    let answer = browser.post_form("checkout/quote", "/checkout", &[("coupon", "WELCOME10"), ("country", "DE")]).await;
    assert_eq!(answer.status.as_u16(), 302, "{}", answer.text);
    let to = answer.headers["location"].to_str().unwrap();
    assert!(to.starts_with("/checkout?quote="), "{to}");
    assert!(browser.get(to).await.text.contains("WELCOME10"));
    let bad = browser.call("checkout/quote", &[("bumps[0]", "1")]).await;
    assert_eq!(bad.status.as_u16(), 400);
});

on_both!(a_selection_never_names_its_price, |shop| async move {
    let browser = shop.browser();
    let plain = quote(&browser, &[]).await;
    let main = shop.count("SELECT COUNT(*) FROM offers WHERE kind = 'main'").await;
    assert_eq!(main, 1);
    let nobody = "00000000-0000-0000-0000-000000000000";
    let tampered = quote(&browser, &[("bumps[0]", nobody), ("amount", "1"), ("discount", "99"), ("country", "XX"), ("vat_id", "'")]).await;
    assert_eq!(total(&tampered), total(&plain));
});
