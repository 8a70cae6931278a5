//! Signed events: what is believed, what is refused, and what follows.

mod forged;
mod lies;
mod logged;
mod permutations;

use crate::on_both;
use crate::support::signing::{self, Sender, event, sign};
use crate::support::{Plan, Shop, eventually};
use chrono::{DateTime, TimeDelta};
use serde_json::{Value, json};

/// The provider sends nothing by itself, and nobody asks it.
fn silent() -> Plan {
    Plan { webhooks: false, background: false, ..Plan::default() }
}

/// What is there of an order's fulfilment: grants, receipts, payments that succeeded.
async fn fulfilments(shop: &Shop) -> (i64, i64, i64) {
    shop.settles().await;
    (
        shop.count("SELECT COUNT(*) FROM grants WHERE revoked_at IS NULL").await,
        shop.count("SELECT COUNT(*) FROM mails WHERE kind = 'receipt' AND state = 'sent'").await,
        shop.count("SELECT COUNT(*) FROM payments WHERE state = 'succeeded'").await,
    )
}

on_both!(an_event_is_fresh_for_five_minutes_either_way, silent(), |shop| async move {
    let sender = Sender::new(&shop.base);
    let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
    for fraction in [TimeDelta::zero(), TimeDelta::milliseconds(999)] {
        shop.clock.stand_at(now + fraction);
        for (offset, status) in [(-301, 400), (-300, 200), (0, 200), (300, 200), (301, 400), (3600, 400)] {
            let body = serde_json::to_vec(&event("customer.created", &json!({ "id": "cus_1" }))).unwrap();
            let answer = sender.deliver_as(&["whsec_sandbox"], now.timestamp() + offset, &body).await;
            assert_eq!(answer, Some(status), "{offset} s");
        }
    }
    assert_eq!(shop.count("SELECT COUNT(*) FROM webhook_inbox").await, 6);
});

on_both!(a_rolled_secret_is_believed_beside_the_new_one, Plan { webhook_secrets: "whsec_new,whsec_old", ..silent() }, |shop| async move {
    let started = shop.buy(&shop.browser(), "ada@example.com").await;
    let paid = shop.sandbox.event(&started.intent, "payment_intent.succeeded").await;
    let sender = Sender::new(&shop.base);
    let body = serde_json::to_vec(&paid).unwrap();
    let rounds: [(&[&str], u16); 7] = [
        (&["whsec_neither"], 400),
        (&["whsec_new,whsec_old"], 400),
        (&[""], 400),
        (&["whsec_old"], 200),
        (&["whsec_new"], 200),
        (&["whsec_new", "whsec_old"], 200),
        (&["whsec_neither", "whsec_old"], 200),
    ];
    for (secrets, status) in rounds {
        assert_eq!(sender.deliver_as(secrets, signing::now(), &body).await, Some(status), "{secrets:?}");
    }
    shop.reaches(&started.public_id, "paid").await;
    assert_eq!(fulfilments(&shop).await, (1, 1, 1));
    assert_eq!(shop.count("SELECT COUNT(*) FROM webhook_inbox").await, 1);
});

on_both!(what_is_unknown_is_stored_and_harms_nothing, silent(), |shop| async move {
    let started = shop.buy(&shop.browser(), "ada@example.com").await;
    let sender = Sender::new(&shop.base);
    for kind in ["radar.early_fraud_warning.created", "v2.core.event", "payment_intent_of_the_future.succeeded", "", "…"] {
        sender.deliver(&event(kind, &json!({ "id": started.intent }))).await;
    }
    sender.deliver(&event("payment_intent.succeeded", &stranger())).await;
    sender.deliver(&event("charge.succeeded", &json!({ "id": "ch_1", "payment_intent": null }))).await;
    shop.settles().await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM webhook_inbox WHERE state = 'ignored'").await, 7);
    assert_eq!(shop.count("SELECT COUNT(*) FROM grants").await, 0);
    sender.deliver(&from_the_future(shop.sandbox.event(&started.intent, "payment_intent.succeeded").await)).await;
    shop.reaches(&started.public_id, "paid").await;
});

/// A payment that is none of ours.
fn stranger() -> Value {
    json!({ "id": "pi_stranger", "amount": 100, "currency": "eur", "status": "succeeded", "metadata": {} })
}

/// The same event from an API that does not exist yet.
fn from_the_future(mut event: Value) -> Value {
    event["api_version"] = json!("2031-01-01.zinnia");
    event["context"] = json!({ "ring": 7 });
    event["data"]["object"]["status_reasons"] = json!([{ "kind": "new" }, null, 7]);
    event["data"]["previous_attributes"] = json!({ "status": { "was": "processing" } });
    event
}

on_both!(a_megabyte_is_stored_and_ten_are_too_large, silent(), |shop| async move {
    let sender = Sender::new(&shop.base);
    let body = serde_json::to_vec(&event("customer.updated", &json!({ "id": "cus_1", "description": "x".repeat(1 << 20) }))).unwrap();
    assert_eq!(sender.deliver_as(&["whsec_sandbox"], signing::now(), &body).await, Some(200));
    let body = serde_json::to_vec(&event("customer.updated", &json!({ "id": "cus_1", "description": "x".repeat(10 << 20) }))).unwrap();
    let signature = signing::header(&["whsec_sandbox"], signing::now(), &body);
    let announced = format!("stripe-signature: {signature}\r\ncontent-length: {}\r\n", body.len());
    assert_eq!(sender.raw(&announced, &body).await, 413);
    let unannounced = format!("stripe-signature: {signature}\r\ntransfer-encoding: chunked\r\n");
    let mut chunk = format!("{:x}\r\n", body.len()).into_bytes();
    chunk.extend_from_slice(&body);
    chunk.extend_from_slice(b"\r\n0\r\n\r\n");
    assert_eq!(sender.raw(&unannounced, &chunk).await, 413);
    assert_eq!(shop.count("SELECT COUNT(*) FROM webhook_inbox").await, 1);
});

on_both!(an_honest_event_may_come_in_pieces, silent(), |shop| async move {
    let body = serde_json::to_vec(&event("customer.created", &json!({ "id": "cus_1" }))).unwrap();
    let (first, second) = body.split_at(7);
    let time = signing::now();
    let head =
        format!("stripe-signature: t={time},v1={}\r\ntransfer-encoding: chunked\r\n", sign("whsec_sandbox", &time.to_string(), &body));
    let mut pieces = Vec::new();
    for piece in [first, second, &[]] {
        pieces.extend_from_slice(format!("{:x}\r\n", piece.len()).as_bytes());
        pieces.extend_from_slice(piece);
        pieces.extend_from_slice(b"\r\n");
    }
    assert_eq!(Sender::new(&shop.base).raw(&head, &pieces).await, 200);
});

on_both!(events_that_overtake_the_answers_are_counted_once, |shop| async move {
    shop.sandbox.webhooks(json!({ "before_answer": true, "repeat": 3 })).await;
    for buyer in 0..5 {
        let started = shop.buy(&shop.browser(), &format!("buyer{buyer}@example.com")).await;
        shop.reaches(&started.public_id, "paid").await;
    }
    assert_eq!(fulfilments(&shop).await, (5, 5, 5));
    assert_eq!(shop.sandbox.truth().await["totals"]["payment_intents"], 5);
});

on_both!(a_payment_made_before_its_opening_was_answered_is_counted_once, |shop| async move {
    shop.sandbox.control("faults", json!({ "op": "create_payment_intent", "mode": "timeout_after", "value": 1000 })).await;
    let browser = shop.browser();
    let (answer, intent) = tokio::join!(shop.try_start(&browser, "ada@example.com"), async {
        eventually("the provider knows the payment", || async { shop.sandbox.truth().await["totals"]["payment_intents"] == 1 }).await;
        let intent = shop.sandbox.truth().await["payment_intents"][0]["id"].as_str().unwrap().to_owned();
        shop.sandbox.confirm(&intent, "4242424242424242").await;
        eventually("the order is paid", || async { shop.count("SELECT COUNT(*) FROM orders WHERE state = 'paid'").await == 1 }).await;
        intent
    });
    assert!(matches!(answer.status.as_u16(), 200 | 409), "{} {}", answer.status, answer.text);
    assert_eq!(fulfilments(&shop).await, (1, 1, 1));
    let truth = shop.sandbox.truth().await;
    assert_eq!((&truth["totals"]["payment_intents"], &truth["payment_intents"][0]["id"]), (&json!(1), &json!(intent)));
});

on_both!(a_poisoned_event_is_parked_and_harms_no_other, |shop| async move {
    let sender = Sender::new(&shop.base);
    let poisons = [json!({ "id": "pi_1", "amount": "a lot" }), json!({ "amount": 14_900, "currency": "eur" }), json!(null)];
    for object in &poisons {
        sender.deliver(&event("payment_intent.succeeded", object)).await;
    }
    sender.deliver(&json!({ "id": "evt_hollow", "type": "payment_intent.succeeded" })).await;
    for buyer in 0..3 {
        let started = shop.buy(&shop.browser(), &format!("buyer{buyer}@example.com")).await;
        shop.reaches(&started.public_id, "paid").await;
    }
    assert_eq!(shop.count("SELECT COUNT(*) FROM jobs WHERE state = 'parked'").await, 0, "the others did not wait for it");
    eventually("it is parked", || async { shop.count("SELECT COUNT(*) FROM webhook_inbox WHERE state = 'parked'").await == 4 }).await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM webhook_inbox WHERE state = 'parked' AND last_error IS NOT NULL").await, 4);
    assert_eq!(shop.count("SELECT COUNT(*) FROM jobs WHERE state = 'parked' AND attempts = 10 AND last_error IS NOT NULL").await, 4);
    assert_eq!(fulfilments(&shop).await, (3, 3, 3));
});
