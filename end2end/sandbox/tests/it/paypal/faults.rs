//! Misfortunes, and one request that is sent twice.

use serde_json::json;

use super::PayPal;
use super::buyer::{issue, purchase};
use crate::support::eventually;

const ORDERS: &str = "/v2/checkout/orders";

async fn orders(paypal: &PayPal) -> usize {
    paypal.fake.truth().await["payments"].as_array().unwrap().len()
}

#[tokio::test]
async fn the_same_request_finds_what_it_made() {
    let paypal = PayPal::start().await;
    let first = paypal.post_keyed(ORDERS, purchase("o1", "EUR", "10.00"), "k").await;
    let order = first.id();
    paypal.approve(&order).await;
    let second = paypal.post_keyed(ORDERS, purchase("o1", "EUR", "10.00"), "k").await;
    assert_eq!((first.status, second.status, second.id(), second.status_of()), (201, 200, order.clone(), "APPROVED"));
    let path = format!("{ORDERS}/{order}/capture");
    assert_eq!(paypal.post_keyed(&path, json!({}), "k").await.status, 201);
    let again = paypal.post_keyed(&path, json!({}), "k").await;
    assert_eq!((again.status, again.status_of()), (200, "COMPLETED"));
    let other = paypal.post_keyed(ORDERS, purchase("o2", "EUR", "10.00"), "k").await;
    assert_eq!((other.status, issue(&other)), (422, "DUPLICATE_REQUEST_ID"));
    assert_eq!(orders(&paypal).await, 1);
}

#[tokio::test]
async fn without_an_identifier_there_are_two() {
    let paypal = PayPal::start().await;
    for _ in 0..2 {
        paypal.order(purchase("o1", "EUR", "10.00")).await;
    }
    assert_eq!(orders(&paypal).await, 2);
}

#[tokio::test]
async fn after_a_while_identifiers_are_forgotten() {
    let paypal = PayPal::start().await;
    paypal.post_keyed(ORDERS, purchase("o1", "EUR", "10.00"), "k").await;
    paypal.fake.control("idempotency_keys/prune", json!({})).await;
    assert_eq!(paypal.post_keyed(ORDERS, purchase("o1", "EUR", "10.00"), "k").await.status, 201);
    assert_eq!(orders(&paypal).await, 2);
}

#[tokio::test]
async fn of_two_at_once_the_second_is_told_to_wait() {
    let paypal = PayPal::start().await;
    paypal.fake.control("faults", json!({"op": "paypal_create_order", "mode": "hang_ms", "value": 400})).await;
    let slow = paypal.post_keyed(ORDERS, purchase("o1", "EUR", "10.00"), "k");
    let quick = async {
        eventually(async || paypal.fake.truth().await["calls"]["paypal_create_order"] == 1).await;
        paypal.post_keyed(ORDERS, purchase("o1", "EUR", "10.00"), "k").await
    };
    let (slow, quick) = tokio::join!(slow, quick);
    assert_eq!((slow.status, quick.status, issue(&quick)), (201, 409, "PREVIOUS_REQUEST_IN_PROGRESS"));
}

#[tokio::test]
async fn a_capture_breaks_before_or_after_the_money_moved() {
    let paypal = PayPal::start().await;
    for (mode, received) in [("timeout_before", 0), ("timeout_after", 1000), ("drop_after", 1000)] {
        let order = paypal.order(purchase(mode, "EUR", "10.00")).await;
        paypal.approve(&order).await;
        paypal.fake.control("faults", json!({"op": "paypal_capture_order", "mode": mode, "value": 20})).await;
        let path = format!("{ORDERS}/{order}/capture");
        let broken = paypal.try_call(reqwest::Method::POST, &path, Some(json!({})), Some(mode)).await;
        assert!(broken.is_err(), "{mode}");
        assert_eq!(paypal.truth_of(&order).await["amount_received"], received, "{mode}");
        let again = paypal.post_keyed(&path, json!({}), mode).await;
        assert_eq!(again.status_of(), "COMPLETED", "{mode}");
        assert_eq!(paypal.truth_of(&order).await["amount_received"], 1000, "{mode}");
    }
}

#[tokio::test]
async fn errors_come_with_and_without_the_work() {
    let paypal = PayPal::start().await;
    for (mode, status, received) in [
        ("error_500_before", 500, 0),
        ("error_500_but_done", 500, 1000),
        ("error_429", 429, 0),
        ("error_403", 403, 0),
        ("error_402", 422, 0),
    ] {
        let order = paypal.order(purchase(mode, "EUR", "10.00")).await;
        paypal.approve(&order).await;
        paypal.fake.control("faults", json!({"op": "paypal_capture_order", "mode": mode})).await;
        assert_eq!(paypal.capture(&order).await.status, status, "{mode}");
        assert_eq!(paypal.truth_of(&order).await["amount_received"], received, "{mode}");
    }
    paypal.fake.control("faults", json!({"op": "paypal_create_order", "mode": "malformed_json"})).await;
    assert!(paypal.post(ORDERS, purchase("half", "EUR", "10.00")).await.body.is_string());
    paypal.fake.control("faults", json!({"op": "paypal_token", "mode": "error_500_before"})).await;
    assert_eq!(paypal.grant("paypal_sandbox_client", "paypal_sandbox_secret").await.status, 500);
}
