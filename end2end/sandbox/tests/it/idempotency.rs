//! One key, one execution.

use serde_json::json;

use crate::support::{Fake, eventually};

const FORM: &str = "amount=1200&currency=eur&metadata[order_id]=o1";

#[tokio::test]
async fn the_same_key_gives_the_same_answer() {
    let fake = Fake::start().await;
    let first = fake.post_keyed("payment_intents", FORM, Some("o1:pay:1")).await.unwrap();
    let second = fake.post_keyed("payment_intents", FORM, Some("o1:pay:1")).await.unwrap();
    assert_eq!(first.header("idempotent-replayed"), None);
    assert_eq!(second.header("idempotent-replayed"), Some("true"));
    assert_eq!(first.body, second.body);
    assert_eq!(fake.truth().await["orders"]["o1"]["intents"], 1);
}

#[tokio::test]
async fn the_same_key_with_other_parameters_is_an_error() {
    let fake = Fake::start().await;
    fake.post_keyed("payment_intents", FORM, Some("k")).await.unwrap();
    let other = fake.post_keyed("payment_intents", "amount=1&currency=eur", Some("k")).await.unwrap();
    assert_eq!(other.status, 400);
    assert_eq!(other.body["error"]["type"], "idempotency_error");
}

#[tokio::test]
async fn a_key_in_use_is_a_conflict() {
    let fake = Fake::start().await;
    fake.control("faults", json!({"op": "create_payment_intent", "mode": "hang_ms", "value": 400})).await;
    let slow = fake.post_keyed("payment_intents", FORM, Some("k"));
    let quick = async {
        eventually(async || fake.truth().await["calls"]["create_payment_intent"] == 1).await;
        fake.post_keyed("payment_intents", FORM, Some("k")).await
    };
    let (slow, quick) = tokio::join!(slow, quick);
    assert_eq!(slow.unwrap().status, 200);
    let quick = quick.unwrap();
    assert_eq!((quick.status, quick.code()), (409, "idempotency_key_in_use"));
}

#[tokio::test]
async fn a_request_that_was_never_executed_leaves_the_key_free() {
    let fake = Fake::start().await;
    let refused = fake.post_keyed("payment_intents", "currency=eur", Some("k")).await.unwrap();
    assert_eq!(refused.code(), "parameter_missing");
    assert_eq!(fake.post_keyed("payment_intents", FORM, Some("k")).await.unwrap().status, 200);
}

#[tokio::test]
async fn a_server_error_is_replayed_though_the_work_is_done() {
    let fake = Fake::start().await;
    fake.control("faults", json!({"op": "create_payment_intent", "mode": "error_500_but_done"})).await;
    for _ in 0..3 {
        assert_eq!(fake.post_keyed("payment_intents", FORM, Some("k")).await.unwrap().status, 500);
    }
    assert_eq!(fake.truth().await["orders"]["o1"]["intents"], 1);
    fake.control("idempotency_keys/prune", json!({})).await;
    assert_eq!(fake.post_keyed("payment_intents", FORM, Some("k")).await.unwrap().status, 200);
    assert_eq!(fake.truth().await["orders"]["o1"]["intents"], 2);
}

#[tokio::test]
async fn a_decline_is_replayed_and_charges_once() {
    let fake = Fake::start().await;
    let form = "amount=700&currency=eur&confirm=true&payment_method=pm_card_visa_chargeDeclined";
    let first = fake.post_keyed("payment_intents", form, Some("k")).await.unwrap();
    let second = fake.post_keyed("payment_intents", form, Some("k")).await.unwrap();
    assert_eq!((first.status, first.code()), (402, "card_declined"));
    assert_eq!(first.body, second.body);
    assert_eq!(fake.truth().await["totals"]["payment_intents"], 1);
}

#[tokio::test]
async fn keys_of_the_two_modes_are_apart() {
    let fake = Fake::start().await;
    let test = fake.post_keyed("payment_intents", FORM, Some("k")).await.unwrap();
    let live = fake.post_as("sk_live_shop", "payment_intents", FORM).await;
    assert_eq!((&test.body["livemode"], &live.body["livemode"]), (&json!(false), &json!(true)));
    assert_eq!(fake.get(&format!("payment_intents/{}", live.id())).await.code(), "resource_missing");
}
