//! Refunds, disputes, falsified objects and the ledger.

use serde_json::json;

use crate::support::Fake;

async fn paid(fake: &Fake, amount: i64) -> String {
    let id = fake.intent(amount).await;
    fake.pay(&id, "4242424242424242").await;
    id
}

#[tokio::test]
async fn a_refund_gives_a_part_or_the_rest() {
    let fake = Fake::start().await;
    let id = paid(&fake, 1000).await;
    let part = fake.post("refunds", &format!("payment_intent={id}&amount=300&reason=requested_by_customer")).await;
    assert_eq!((part.status_of(), &part.body["amount"]), ("succeeded", &json!(300)));
    let too_much = fake.post("refunds", &format!("payment_intent={id}&amount=701")).await;
    assert_eq!((too_much.status, &too_much.body["error"]["param"]), (400, &json!("amount")));
    assert_eq!(fake.post("refunds", &format!("payment_intent={id}")).await.body["amount"], 700);
    assert_eq!(fake.post("refunds", &format!("payment_intent={id}")).await.code(), "charge_already_refunded");
    let listed = fake.get(&format!("refunds?payment_intent={id}")).await;
    assert_eq!(listed.body["data"].as_array().unwrap().len(), 2);
    let charge = part.body["charge"].as_str().unwrap();
    assert_eq!(fake.get(&format!("charges/{charge}")).await.body["refunded"], true);
    let ledger = fake.truth().await;
    assert_eq!(ledger["orders"]["o1"]["amount_refunded"], 1000);
    assert_eq!(ledger["payment_intents"][0]["charges"][0]["refunded"], 1000);
}

#[tokio::test]
async fn dinars_move_by_the_hundredth() {
    let fake = Fake::start().await;
    let uneven = fake.post("payment_intents", "amount=5124&currency=kwd").await;
    assert_eq!((uneven.status, &uneven.body["error"]["param"]), (400, &json!("amount")));
    let even = fake.post("payment_intents", "amount=5120&currency=kwd&metadata[order_id]=o1").await;
    let id = even.id();
    assert_eq!(fake.post(&format!("payment_intents/{id}"), "amount=5121").await.status, 400);
    fake.pay(&id, "4242424242424242").await;
    assert_eq!(fake.post("refunds", &format!("payment_intent={id}&amount=1234")).await.status, 400);
    assert_eq!(fake.post("refunds", &format!("payment_intent={id}&amount=1230")).await.status_of(), "succeeded");
}

#[tokio::test]
async fn an_unpaid_intent_has_nothing_to_refund() {
    let fake = Fake::start().await;
    let id = fake.intent(1000).await;
    assert_eq!(fake.post("refunds", &format!("payment_intent={id}")).await.code(), "payment_intent_unexpected_state");
}

#[tokio::test]
async fn the_dashboard_refunds_and_the_bank_may_send_it_back() {
    let fake = Fake::start().await;
    let id = paid(&fake, 1000).await;
    let refund = fake.control("refunds", json!({"payment_intent": id, "amount": 400})).await;
    assert_eq!(fake.truth().await["totals"]["amount_refunded"], 400);
    fake.control(&format!("refunds/{}/fail", refund.id()), json!({})).await;
    assert_eq!(fake.truth().await["totals"]["amount_refunded"], 0);
    let told = fake.event_types().await;
    assert!(told.ends_with(&["refund.updated".to_owned(), "refund.failed".to_owned()]), "{told:?}");
}

#[tokio::test]
async fn refunds_can_be_slow_or_fail() {
    let fake = Fake::start().await;
    let id = paid(&fake, 1000).await;
    fake.control("refunds/next", json!({"status": "pending", "times": 2})).await;
    fake.control("refunds/next", json!({"status": "failed"})).await;
    let form = format!("payment_intent={id}&amount=200&metadata[refund]=r1&reason=duplicate");
    let good = fake.post("refunds", &form).await;
    assert_eq!((good.status_of(), &good.body["metadata"]["refund"], &good.body["reason"]), ("pending", &json!("r1"), &json!("duplicate")));
    let bad = fake.post("refunds", &format!("payment_intent={id}&amount=300")).await;
    let refused = fake.post("refunds", &format!("payment_intent={id}&amount=400")).await;
    assert_eq!((refused.status, refused.status_of()), (200, "failed"));
    assert_eq!(fake.truth().await["totals"]["amount_refunded"], 500);
    fake.control(&format!("refunds/{}/succeed", good.id()), json!({})).await;
    fake.control(&format!("refunds/{}/fail", bad.id()), json!({})).await;
    for (refund, status) in [(&good, "succeeded"), (&bad, "failed"), (&refused, "failed")] {
        assert_eq!(fake.get(&format!("refunds/{}", refund.id())).await.status_of(), status);
    }
    assert_eq!(fake.truth().await["totals"]["amount_refunded"], 200);
    let told: Vec<_> = fake.event_types().await.into_iter().filter(|kind| kind.contains("refund")).collect();
    assert_eq!(
        told,
        [
            "refund.created",
            "charge.refunded",
            "refund.created",
            "charge.refunded",
            "refund.created",
            "refund.failed",
            "refund.updated",
            "refund.updated",
            "refund.failed"
        ]
    );
    let whole = fake.post("refunds", &format!("payment_intent={id}")).await;
    assert_eq!((whole.status_of(), &whole.body["amount"]), ("succeeded", &json!(800)));
}

#[tokio::test]
async fn a_falsified_object_does_not_deceive_the_ledger() {
    let fake = Fake::start().await;
    let id = fake.intent(1000).await;
    let lie = json!({"amount_received": 1, "currency": "usd", "metadata": {"order_id": "o2"}, "livemode": true});
    fake.control(&format!("payment_intents/{id}/mutate"), lie).await;
    fake.control(&format!("payment_intents/{id}/succeed"), json!({})).await;
    let seen = fake.get(&format!("payment_intents/{id}")).await;
    assert_eq!((&seen.body["amount_received"], &seen.body["currency"]), (&json!(1), &json!("usd")));
    let event = fake.get("events?type=payment_intent.succeeded").await;
    assert_eq!(event.body["data"][0]["data"]["object"]["metadata"]["order_id"], "o2");
    let ledger = fake.truth().await;
    assert_eq!(ledger["orders"]["o1"]["amount_received"], 1000);
    assert_eq!(ledger["payment_intents"][0]["currency"], "eur");
    fake.control(&format!("payment_intents/{id}/mutate"), json!({})).await;
    assert_eq!(fake.get(&format!("payment_intents/{id}")).await.body["amount_received"], 1000);
}
