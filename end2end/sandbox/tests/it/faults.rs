//! Every misfortune, and what the ledger says afterwards.

use serde_json::json;

use crate::support::Fake;

const FORM: &str = "amount=1200&currency=eur&metadata[order_id]=o1";

async fn intents(fake: &Fake) -> i64 {
    fake.truth().await["totals"]["payment_intents"].as_i64().unwrap()
}

#[tokio::test]
async fn connections_break_before_or_after_the_work() {
    let fake = Fake::start().await;
    for (mode, done) in [("timeout_before", 0), ("timeout_after", 1), ("drop_after", 1)] {
        fake.control("reset", json!({})).await;
        fake.control("faults", json!({"op": "create_payment_intent", "mode": mode, "value": 20})).await;
        assert!(fake.post_keyed("payment_intents", FORM, Some("k")).await.is_err(), "{mode}");
        assert_eq!(intents(&fake).await, done, "{mode}");
        let again = fake.post_keyed("payment_intents", FORM, Some("k")).await.unwrap();
        assert_eq!(again.status, 200, "{mode}");
        assert_eq!(intents(&fake).await, 1, "{mode}");
    }
}

#[tokio::test]
async fn errors_come_with_and_without_the_work() {
    let fake = Fake::start().await;
    for (mode, status, done) in
        [("error_500_before", 500, 0), ("error_500_but_done", 500, 1), ("error_429", 429, 0), ("error_403", 403, 0), ("error_402", 402, 0)]
    {
        fake.control("reset", json!({})).await;
        fake.control("faults", json!({"op": "create_payment_intent", "mode": mode})).await;
        assert_eq!(fake.post("payment_intents", FORM).await.status, status, "{mode}");
        assert_eq!(intents(&fake).await, done, "{mode}");
    }
}

#[tokio::test]
async fn half_an_answer_is_no_json() {
    let fake = Fake::start().await;
    fake.control("faults", json!({"op": "create_payment_intent", "mode": "malformed_json"})).await;
    let half = fake.post("payment_intents", FORM).await;
    assert!(half.body.is_string());
    assert_eq!(intents(&fake).await, 1);
}

#[tokio::test]
async fn a_fault_hits_its_operation_so_often_and_no_other() {
    let fake = Fake::start().await;
    fake.control("faults", json!({"op": "list", "mode": "error_429", "times": 2, "after": 1})).await;
    fake.intent(500).await;
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(fake.get("payment_intents").await.status);
    }
    assert_eq!(statuses, [200, 429, 429, 200]);
}

#[tokio::test]
async fn a_fault_that_could_never_hit_is_refused() {
    let fake = Fake::start().await;
    let refused = fake.control("faults", json!({"op": "cancel_intent", "mode": "error_429"})).await;
    assert_eq!(refused.status, 400);
}

#[tokio::test]
async fn a_fault_of_any_operation_spares_browsers() {
    let fake = Fake::start().await;
    let made = fake.post("payment_intents", FORM).await;
    let secret = made.body["client_secret"].as_str().unwrap();
    fake.control("faults", json!({"op": "any", "mode": "error_500_before"})).await;
    let seen = fake.get_as("pk_test_shop", &format!("payment_intents/{}?client_secret={secret}", made.id())).await;
    assert_eq!(seen.status, 200);
    assert_eq!(fake.get("customers").await.status, 500);
}
