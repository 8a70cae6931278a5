//! What the shop is told.

use serde_json::json;

use super::PayPal;
use super::buyer::purchase;
use super::signatures::genuine;
use crate::support::{Delivery, eventually};

#[tokio::test]
async fn events_are_delivered_and_signed() {
    let (paypal, shop) = PayPal::with_shop(&[]).await;
    let (order, capture) = paypal.paid(purchase("o1", "EUR", "10.00")).await;
    let deliveries = shop.wait_for(2).await;
    for delivery in &deliveries {
        assert!(genuine(&paypal, &delivery.headers, &delivery.body).await);
    }
    let events: Vec<_> = deliveries.iter().map(Delivery::event).collect();
    let approved = events.iter().find(|event| event["event_type"] == "CHECKOUT.ORDER.APPROVED").expect("the approval");
    assert_eq!((&approved["resource"]["id"], &approved["resource"]["status"]), (&json!(order), &json!("APPROVED")));
    let paid = events.iter().find(|event| event["event_type"] == "PAYMENT.CAPTURE.COMPLETED").expect("the payment");
    assert_eq!((&paid["resource"]["id"], &paid["resource"]["custom_id"]), (&json!(capture), &json!("o1")));
    assert_eq!(paid["resource"]["supplementary_data"]["related_ids"]["order_id"], order);
}

#[tokio::test]
async fn a_delivery_is_repeated_until_it_is_taken() {
    let (paypal, shop) = PayPal::with_shop(&[500, 503]).await;
    let order = paypal.order(purchase("o1", "EUR", "10.00")).await;
    paypal.approve(&order).await;
    let deliveries = shop.wait_for(3).await;
    assert!(deliveries.iter().all(|delivery| delivery.body == deliveries[0].body));
    eventually(async || paypal.fake.deliveries().await["open"] == 0).await;
    assert_eq!(shop.deliveries().len(), 3);
}

#[tokio::test]
async fn the_levers_of_deliveries_hold_for_paypal() {
    let (paypal, shop) = PayPal::with_shop(&[]).await;
    paypal.fake.control("webhooks", json!({"drop_types": ["CHECKOUT.ORDER.APPROVED"], "repeat": 3, "before_answer": true})).await;
    let (order, _) = paypal.paid(purchase("o1", "EUR", "10.00")).await;
    let told = shop.wait_for(3).await;
    assert!(told.iter().all(|delivery| delivery.event()["event_type"] == "PAYMENT.CAPTURE.COMPLETED"));
    let asked = json!({"types": ["CHECKOUT.ORDER.APPROVED"], "paypal_order": order, "times": 10, "parallel": 5, "shuffle": true});
    let round = paypal.fake.control("events/deliver", asked).await;
    assert_eq!(round.body["statuses"], json!({"200": 10}));
}

#[tokio::test]
async fn a_tampered_delivery_does_not_verify() {
    let (paypal, shop) = PayPal::with_shop(&[]).await;
    for (count, tamper) in ["body", "signature", "secret", "unsigned", "stale"].iter().enumerate() {
        paypal.fake.control("webhooks", json!({"tamper": tamper, "before_answer": true})).await;
        let order = paypal.order(purchase("o1", "EUR", "10.00")).await;
        paypal.approve(&order).await;
        let delivery = shop.wait_for(count + 1).await.remove(count);
        assert_eq!(genuine(&paypal, &delivery.headers, &delivery.body).await, *tamper == "stale", "{tamper}");
    }
}

#[tokio::test]
async fn missed_events_are_listed() {
    let paypal = PayPal::start().await;
    for order in ["a", "b", "c"] {
        paypal.paid(purchase(order, "EUR", "10.00")).await;
    }
    let first = paypal.get("/v1/notifications/webhooks-events?event_type=PAYMENT.CAPTURE.COMPLETED&page_size=2").await.body;
    assert_eq!(first["events"].as_array().unwrap().len(), 2);
    let next = first["links"][0]["href"].as_str().unwrap().strip_prefix(&paypal.fake.url()).unwrap();
    let second = paypal.get(next).await.body;
    assert_eq!(second["events"][0]["resource"]["custom_id"], "a");
    assert_eq!(second["links"], json!([]));
    let later = paypal.get("/v1/notifications/webhooks-events?start_time=2100-01-01T00:00:00Z").await.body;
    assert_eq!(later["count"], 0);
    let id = second["events"][0]["id"].as_str().unwrap();
    assert_eq!(paypal.get(&format!("/v1/notifications/webhooks-events/{id}")).await.id(), id);
}
