//! Rightly signed, and not true: what does not fit in everything opens no door.

use super::silent;
use crate::on_both;
use crate::support::shop::Started;
use crate::support::signing::Sender;
use crate::support::{Plan, Shop};
use serde_json::{Value, json};
use server::services::seed::DEMO_ADMIN;
use std::sync::Arc;

/// What the provider and we write down on purpose differs, so the ledgers must too.
fn deceived() -> Plan {
    Plan { compare_ledgers: false, ..silent() }
}

/// Fields of a payment of 149 € that are not true.
fn lies(other_order: &str) -> Vec<(&'static str, Value)> {
    vec![
        ("a cent too much", json!({ "amount": 14_901, "amount_received": 14_901 })),
        ("a cent too little", json!({ "amount": 14_899, "amount_received": 14_899 })),
        ("a cent more received", json!({ "amount_received": 14_901 })),
        ("a cent less received", json!({ "amount_received": 14_899 })),
        ("nothing received", json!({ "amount_received": 0 })),
        ("another currency", json!({ "currency": "usd" })),
        ("yen", json!({ "currency": "jpy" })),
        ("a currency that is not sold in", json!({ "currency": "thb" })),
        ("another order", json!({ "metadata": { "order_id": other_order } })),
        ("no order", json!({ "metadata": {} })),
        ("a foreign customer", json!({ "customer": "cus_foreign" })),
        ("no customer", json!({ "customer": null })),
        ("the other mode", json!({ "livemode": true })),
    ]
}

/// Orders that are paid at the provider, one for each lie and one about which nobody lies.
async fn purchases(shop: &Shop) -> (Started, Vec<(Started, &'static str, Value)>) {
    let honest = shop.buy(&shop.browser(), "honest@example.com").await;
    let id = shop.sandbox.event(&honest.intent, "payment_intent.succeeded").await["data"]["object"]["metadata"]["order_id"].clone();
    let mut told = Vec::new();
    for (number, (name, fields)) in lies(id.as_str().unwrap()).into_iter().enumerate() {
        told.push((shop.buy(&shop.browser(), &format!("buyer{number}@example.com")).await, name, fields));
    }
    (honest, told)
}

/// Nobody got in, and the admin was told of each order once.
async fn waits_for_a_person(shop: &Shop, told: &[(Started, &'static str, Value)]) {
    let browser = shop.browser();
    shop.settles().await;
    for (started, name, _) in told {
        assert_eq!(shop.status(&browser, &started.public_id).await["state"], "needs_review", "{name}");
    }
    let orders = i64::try_from(told.len()).unwrap();
    assert_eq!(shop.count("SELECT COUNT(*) FROM webhook_inbox WHERE state <> 'processed'").await, 0);
    assert_eq!(shop.count("SELECT COUNT(*) FROM grants").await, 0);
    assert_eq!(shop.count("SELECT COUNT(*) FROM mails WHERE kind = 'receipt'").await, 0);
    assert_eq!(shop.count("SELECT COUNT(DISTINCT order_id) FROM mails WHERE kind = 'alert' AND state = 'sent'").await, orders);
    let alerts: Vec<_> = shop.mails().await.into_iter().filter(|mail| mail.subject == "A payment does not fit its order").collect();
    assert_eq!(alerts.len(), told.len());
    assert!(alerts.iter().all(|mail| mail.to == DEMO_ADMIN));
}

async fn settle_the_honest_one(shop: &Shop, honest: &Started) {
    Sender::new(&shop.base).deliver(&shop.sandbox.event(&honest.intent, "payment_intent.succeeded").await).await;
    shop.reaches(&honest.public_id, "paid").await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM grants WHERE revoked_at IS NULL").await, 1);
}

on_both!(an_event_that_contradicts_us_calls_a_person, deceived(), |shop: Arc<Shop>| async move {
    let sender = Sender::new(&shop.base);
    let (honest, told) = purchases(&shop).await;
    for (started, _, fields) in &told {
        let mut event = shop.sandbox.event(&started.intent, "payment_intent.succeeded").await;
        if let Some(mode) = fields.get("livemode") {
            event["livemode"] = mode.clone();
        }
        event["data"]["object"].as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        sender.deliver(&event).await;
    }
    waits_for_a_person(&shop, &told).await;
    // The truth, told afterwards, opens no door either: that is for the person.
    for (started, ..) in &told {
        sender.deliver(&shop.sandbox.event(&started.intent, "charge.succeeded").await).await;
    }
    waits_for_a_person(&shop, &told).await;
    settle_the_honest_one(&shop, &honest).await;
});

on_both!(a_payment_that_contradicts_us_calls_a_person, deceived(), |shop: Arc<Shop>| async move {
    let sender = Sender::new(&shop.base);
    let (honest, told) = purchases(&shop).await;
    for (started, _, fields) in &told {
        shop.sandbox.control(&format!("payment_intents/{}/mutate", started.intent), fields.clone()).await;
        sender.deliver(&shop.sandbox.event(&started.intent, "payment_intent.succeeded").await).await;
    }
    waits_for_a_person(&shop, &told).await;
    settle_the_honest_one(&shop, &honest).await;
});
