//! Events in any order.

use super::{fulfilments, silent};
use crate::on_both;
use crate::support::sandbox::payment_of;
use crate::support::shop::Started;
use crate::support::signing::Sender;
use crate::support::{Plan, Shop};
use futures::StreamExt;
use futures::stream::iter;
use serde_json::{Value, json};
use std::collections::HashMap;

/// One story of one payment, in the order in which it happened.
const STORY: [&str; 5] =
    ["payment_intent.created", "payment_intent.payment_failed", "payment_intent.processing", "payment_intent.succeeded", "charge.refunded"];
/// In how many orders five events can come.
const ORDERS: usize = 120;

/// Every order of the numbers below `count`.
fn permutations(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let shorter = permutations(count - 1);
    let insert =
        |rest: &Vec<usize>, place: usize| rest.iter().take(place).chain(&[count - 1]).chain(rest.iter().skip(place)).copied().collect();
    shorter.iter().flat_map(|rest| (0..count).map(move |place| insert(rest, place))).collect()
}

/// A buyer is declined, waits, pays, and gets the money back; the shop hears nothing of it.
async fn live_through(shop: &Shop, email: &str) -> Started {
    let started = shop.start(&shop.browser(), email).await;
    let intent = format!("payment_intents/{}", started.intent);
    for (lever, body) in [("fail", json!({})), ("process", json!({})), ("succeed", json!({}))] {
        shop.sandbox.control(&format!("{intent}/{lever}"), body).await;
    }
    shop.sandbox.control("refunds", json!({ "payment_intent": started.intent })).await;
    started
}

/// The events of each payment by their types.
async fn by_payment(shop: &Shop) -> HashMap<(String, String), Value> {
    let events = shop.sandbox.events().await.into_iter();
    let key = |event: &Value| Some((payment_of(event)?.to_owned(), event["type"].as_str()?.to_owned()));
    events.filter_map(|event| Some((key(&event)?, event))).collect()
}

fn roomy() -> Plan {
    Plan { seats: 200, ..silent() }
}

on_both!(in_whatever_order_events_come_the_end_is_the_same, roomy(), |shop| async move {
    let lives = iter(0..ORDERS).map(|buyer| {
        let shop = shop.clone();
        async move { live_through(&shop, &format!("buyer{buyer}@example.com")).await }
    });
    let lives: Vec<_> = lives.buffer_unordered(6).collect().await;
    let events = by_payment(&shop).await;
    let permutations = permutations(STORY.len());
    assert_eq!((lives.len(), permutations.len()), (ORDERS, ORDERS));
    let sender = Sender::new(&shop.base);
    for place in 0..STORY.len() {
        let next = lives.iter().zip(&permutations).map(|(life, order)| &events[&(life.intent.clone(), STORY[order[place]].to_owned())]);
        iter(next).for_each_concurrent(6, |event| sender.deliver(event)).await;
        shop.settles().await;
    }
    let all = i64::try_from(ORDERS).unwrap();
    for (what, expected) in [
        ("SELECT COUNT(*) FROM orders WHERE state = 'refunded'", all),
        ("SELECT COUNT(*) FROM payments WHERE state = 'succeeded' AND refunded_minor = amount_minor", all),
        ("SELECT COUNT(*) FROM holds WHERE state = 'released'", all),
        ("SELECT COUNT(*) FROM mails WHERE kind = 'refund' AND state = 'sent'", all),
        ("SELECT COUNT(*) FROM mails WHERE kind <> 'refund'", 0),
        ("SELECT COUNT(*) FROM webhook_inbox WHERE state = 'processed'", all * 5),
        ("SELECT COUNT(*) FROM grants WHERE revoked_at IS NULL", 0),
        ("SELECT SUM(taken) FROM offers", 0),
    ] {
        assert_eq!(shop.count(what).await, expected, "{what}");
    }
});

on_both!(a_refund_that_is_heard_of_before_its_payment_leaves_no_access, silent(), |shop| async move {
    let browser = shop.browser();
    let started = live_through(&shop, "ada@example.com").await;
    let sender = Sender::new(&shop.base);
    for kind in ["charge.refunded", "payment_intent.succeeded", "charge.succeeded"] {
        sender.deliver(&shop.sandbox.event(&started.intent, kind).await).await;
        shop.settles().await;
        assert_eq!(shop.status(&browser, &started.public_id).await["state"], "refunded", "after {kind}");
    }
    let (grants, receipts, payments) = fulfilments(&shop).await;
    assert!(grants == 0 && receipts <= 1 && payments == 1, "{grants} {receipts} {payments}");
});

on_both!(a_refund_that_overtakes_its_payment_ends_what_the_payment_began, silent(), |shop| async move {
    let browser = shop.browser();
    let started = shop.buy(&browser, "ada@example.com").await;
    let sender = Sender::new(&shop.base);
    let paid = shop.sandbox.event(&started.intent, "payment_intent.succeeded").await;
    sender.deliver(&shop.sandbox.event(&started.intent, "charge.succeeded").await).await;
    shop.reaches(&started.public_id, "paid").await;
    shop.sandbox.control("refunds", json!({ "payment_intent": started.intent })).await;
    sender.deliver(&shop.sandbox.event(&started.intent, "charge.refunded").await).await;
    shop.reaches(&started.public_id, "refunded").await;
    sender.deliver(&paid).await;
    assert_eq!(fulfilments(&shop).await, (0, 1, 1));
    assert_eq!(shop.status(&browser, &started.public_id).await["state"], "refunded");
});
