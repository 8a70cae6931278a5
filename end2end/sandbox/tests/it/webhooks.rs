//! What the shop is told.

use sandbox::options::Options;
use sandbox::webhooks::sign;
use serde_json::json;

use crate::support::{Delivery, Fake, Shop, eventually};

async fn with_shop(answers: &[u16]) -> (Fake, Shop) {
    let shop = Shop::start(answers).await;
    let options = Options { webhook_url: Some(shop.url.clone()), ..Options::for_tests() };
    (Fake::start_with(options).await, shop)
}

/// The parts of the header: the time and the signatures.
fn parts(delivery: &Delivery) -> (i64, Vec<String>) {
    let mut time = 0;
    let mut signatures = Vec::new();
    for part in delivery.signature.split(',') {
        match part.split_once('=') {
            Some(("t", value)) => time = value.parse().unwrap(),
            Some(("v1", value)) => signatures.push(value.to_owned()),
            _ => {}
        }
    }
    (time, signatures)
}

#[tokio::test]
async fn deliveries_are_signed() {
    let (fake, shop) = with_shop(&[]).await;
    fake.intent(500).await;
    let delivery = shop.wait_for(1).await.remove(0);
    let (time, signatures) = parts(&delivery);
    assert_eq!(signatures, [sign("whsec_sandbox", time, delivery.body.as_bytes())]);
    let event = delivery.event();
    assert_eq!(event["type"], "payment_intent.created");
    assert_eq!(event["api_version"], "2026-09-30.endive");
    assert_eq!(event["data"]["object"]["status"], "requires_payment_method");
}

#[tokio::test]
async fn a_delivery_is_repeated_until_it_is_taken() {
    let (fake, shop) = with_shop(&[500, 503, 302, 409]).await;
    fake.intent(500).await;
    let deliveries = shop.wait_for(5).await;
    assert!(deliveries.iter().all(|delivery| delivery.body == deliveries[0].body));
    eventually(async || fake.deliveries().await["open"] == 0).await;
    let log = fake.deliveries().await;
    let statuses: Vec<_> = log["deliveries"].as_array().unwrap().iter().map(|tried| tried["status"].clone()).collect();
    assert_eq!(statuses, [json!(500), json!(503), json!(302), json!(409), json!(200)]);
    assert_eq!(shop.deliveries().len(), 5);
}

#[tokio::test]
async fn it_gives_up_after_eight_tries_and_says_so() {
    let (fake, _shop) = with_shop(&[500; 8]).await;
    fake.control("webhooks", json!({"retry_base_ms": 1})).await;
    fake.intent(500).await;
    eventually(async || {
        let log = fake.deliveries().await;
        log["open"] == 0 && log["deliveries"].as_array().unwrap().len() == 8
    })
    .await;
    let missed = fake.get("events?delivery_success=false").await;
    assert_eq!(missed.body["data"][0]["type"], "payment_intent.created");
    let id = missed.body["data"][0]["id"].clone();
    let round = fake.control("events/deliver", json!({"events": [id]})).await;
    assert_eq!(round.body["statuses"], json!({"200": 1}));
    let missed = fake.get("events?delivery_success=false").await;
    assert_eq!(missed.body["data"], json!([]));
}

#[tokio::test]
async fn two_secrets_sign_while_they_are_rolled() {
    let (fake, shop) = with_shop(&[]).await;
    fake.control("webhooks", json!({"secrets": ["whsec_old", "whsec_new"]})).await;
    fake.intent(500).await;
    let delivery = shop.wait_for(1).await.remove(0);
    let (time, signatures) = parts(&delivery);
    let expected = ["whsec_old", "whsec_new"].map(|secret| sign(secret, time, delivery.body.as_bytes()));
    assert_eq!(signatures, expected);
}

#[tokio::test]
async fn an_event_can_overtake_the_answer() {
    let (fake, shop) = with_shop(&[]).await;
    fake.control("webhooks", json!({"before_answer": true})).await;
    fake.intent(500).await;
    assert_eq!(shop.deliveries().len(), 1);
}

#[tokio::test]
async fn lost_events_can_be_asked_for() {
    let (fake, shop) = with_shop(&[]).await;
    fake.control("webhooks", json!({"drop_types": ["payment_intent.succeeded"], "before_answer": true})).await;
    let id = fake.intent(500).await;
    fake.pay(&id, "4242424242424242").await;
    let told: Vec<_> = shop.deliveries().iter().map(Delivery::kind).collect();
    assert!(!told.contains(&"payment_intent.succeeded".to_owned()), "{told:?}");
    let missed = fake.get("events?delivery_success=false&types[]=payment_intent.succeeded").await;
    assert_eq!(missed.body["data"][0]["data"]["object"]["id"], id);
}

#[tokio::test]
async fn everything_can_be_told_many_times_in_any_order() {
    let (fake, shop) = with_shop(&[]).await;
    fake.control("webhooks", json!({"enabled": false})).await;
    let id = fake.intent(500).await;
    fake.pay(&id, "4242424242424242").await;
    let asked = json!({"payment_intent": id, "times": 20, "shuffle": true, "parallel": 6});
    let round = fake.control("events/deliver", asked).await;
    assert_eq!((&round.body["sent"], &round.body["statuses"]), (&json!(60), &json!({"200": 60})));
    assert_eq!(shop.deliveries().len(), 60);
    let kinds: Vec<_> = shop.deliveries().iter().map(Delivery::kind).collect();
    let sorted = ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded"].repeat(20);
    assert_ne!(kinds, sorted);
}

#[tokio::test]
async fn repeats_and_delays_are_configured() {
    let (fake, shop) = with_shop(&[]).await;
    fake.control("webhooks", json!({"repeat": [3, 3], "shuffle": true, "window_ms": 20})).await;
    fake.intent(500).await;
    assert_eq!(shop.wait_for(3).await.len(), 3);
}

#[tokio::test]
async fn a_tampered_delivery_does_not_verify() {
    let (fake, shop) = with_shop(&[]).await;
    fake.control("webhooks", json!({"before_answer": true})).await;
    for (count, tamper) in ["body", "signature", "secret", "unsigned", "stale"].iter().enumerate() {
        fake.control("webhooks", json!({"tamper": tamper})).await;
        fake.intent(500).await;
        let delivery = shop.wait_for(count + 1).await.remove(count);
        let (time, signatures) = parts(&delivery);
        let right = sign("whsec_sandbox", time, delivery.body.as_bytes());
        assert_eq!(signatures.contains(&right), *tamper == "stale", "{tamper}");
    }
}
