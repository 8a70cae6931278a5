//! Disputes: what they withdraw, and what they give back.

use serde_json::{Value, json};

use crate::support::Fake;

async fn disputed(fake: &Fake, status: &str) -> (String, String) {
    let id = fake.intent(1000).await;
    fake.pay(&id, "4242424242424242").await;
    let dispute = fake.control("disputes", json!({"payment_intent": id, "status": status})).await;
    assert_eq!((dispute.status, dispute.status_of()), (200, status), "{:?}", dispute.body);
    (id, dispute.id())
}

async fn told(fake: &Fake) -> Vec<String> {
    let prefix = "charge.dispute.";
    fake.event_types().await.iter().filter_map(|kind| kind.strip_prefix(prefix)).map(str::to_owned).collect()
}

async fn reversed(fake: &Fake) -> Value {
    fake.truth().await["totals"]["amount_reversed"].clone()
}

#[tokio::test]
async fn a_chargeback_withdraws_money_until_it_is_won() {
    let fake = Fake::start().await;
    for (end, kept, last) in [("won", 0, "funds_reinstated"), ("lost", 1000, "closed")] {
        fake.control("reset", json!({})).await;
        let (intent, dispute) = disputed(&fake, "needs_response").await;
        assert_eq!(reversed(&fake).await, 1000);
        let listed = fake.get(&format!("disputes?payment_intent={intent}&expand[]=data.charge")).await;
        assert_eq!((&listed.body["data"][0]["id"], &listed.body["data"][0]["charge"]["disputed"]), (&json!(dispute), &json!(true)));
        let refund = fake.post("refunds", &format!("payment_intent={intent}")).await;
        assert_eq!(refund.code(), "charge_disputed");
        fake.control(&format!("disputes/{dispute}/update"), json!({"status": "under_review"})).await;
        let closed = fake.control(&format!("disputes/{dispute}/close"), json!({"status": end})).await;
        assert_eq!(closed.status_of(), end);
        assert_eq!(reversed(&fake).await, kept, "{end}");
        let told = told(&fake).await;
        assert_eq!(told[..4], ["created", "funds_withdrawn", "updated", "closed"]);
        assert_eq!(told.last().unwrap(), last);
        let payment = fake.truth().await["payments"][0].clone();
        assert_eq!((&payment["disputed"], &payment["dispute"]["status"]), (&json!(true), &json!(end)));
        let again = fake.control(&format!("disputes/{dispute}/close"), json!({"status": end})).await;
        assert_eq!(again.status, 400);
    }
}

#[tokio::test]
async fn an_inquiry_withdraws_nothing() {
    let fake = Fake::start().await;
    let (_, dispute) = disputed(&fake, "warning_needs_response").await;
    let won = fake.control(&format!("disputes/{dispute}/close"), json!({"status": "won"})).await;
    assert_eq!(won.status, 400);
    fake.control(&format!("disputes/{dispute}/update"), json!({"status": "warning_under_review"})).await;
    fake.control(&format!("disputes/{dispute}/close"), json!({"status": "warning_closed"})).await;
    assert_eq!(told(&fake).await, ["created", "updated", "closed"]);
    assert_eq!(reversed(&fake).await, 0);
    let seen = fake.get(&format!("disputes/{dispute}")).await;
    assert_eq!((seen.status_of(), &seen.body["is_charge_refundable"]), ("warning_closed", &json!(true)));
}

#[tokio::test]
async fn an_inquiry_can_become_a_chargeback() {
    let fake = Fake::start().await;
    let (intent, dispute) = disputed(&fake, "warning_needs_response").await;
    let second = fake.control("disputes", json!({"payment_intent": intent})).await;
    assert_eq!(second.status, 400);
    let moved = fake.control(&format!("disputes/{dispute}/update"), json!({"status": "needs_response"})).await;
    assert_eq!(moved.body["payment_method_details"]["card"]["case_type"], "chargeback");
    assert_eq!(told(&fake).await, ["created", "updated", "funds_withdrawn"]);
    assert_eq!(reversed(&fake).await, 1000);
    let back = fake.control(&format!("disputes/{dispute}/update"), json!({"status": "warning_under_review"})).await;
    assert_eq!(back.status, 400);
}

#[tokio::test]
async fn only_what_was_not_given_back_is_disputed() {
    let fake = Fake::start().await;
    let id = fake.intent(1000).await;
    assert_eq!(fake.control("disputes", json!({"payment_intent": id})).await.status, 400);
    fake.pay(&id, "4242424242424242").await;
    fake.control("refunds", json!({"payment_intent": id, "amount": 400})).await;
    let dispute = fake.control("disputes", json!({"payment_intent": id})).await;
    assert_eq!(dispute.body["amount"], 600);
    assert_eq!(dispute.body["balance_transactions"][0]["amount"], -600);
}
