//! Each test card and its issuer.

use serde_json::{Value, json};

use crate::support::{Fake, eventually};

#[tokio::test]
async fn cards_without_authentication_answer_at_once() {
    let fake = Fake::start().await;
    for (card, status, decline) in [
        ("4242424242424242", "succeeded", Value::Null),
        ("4000000000000002", "requires_payment_method", json!("generic_decline")),
        ("4000000000009995", "requires_payment_method", json!("insufficient_funds")),
    ] {
        let id = fake.intent(500).await;
        let paid = fake.pay(&id, card).await;
        assert_eq!(paid.status_of(), status, "{card}");
        assert_eq!(paid.body["last_payment_error"]["decline_code"], decline, "{card}");
    }
}

#[tokio::test]
async fn cards_with_authentication_answer_after_it() {
    let fake = Fake::start().await;
    for (card, outcome, status, code) in [
        ("4000000000003220", "success", "succeeded", Value::Null),
        ("4000002500003155", "success", "succeeded", Value::Null),
        ("4000002760003184", "success", "succeeded", Value::Null),
        ("4000008400001629", "success", "requires_payment_method", json!("card_declined")),
        ("4000008260003178", "success", "requires_payment_method", json!("card_declined")),
        ("4000000000003220", "fail", "requires_payment_method", json!("payment_intent_authentication_failure")),
    ] {
        let id = fake.intent(500).await;
        let asked = fake.pay(&id, card).await;
        assert_eq!(asked.status_of(), "requires_action", "{card}");
        assert_eq!(asked.body["next_action"]["type"], "use_stripe_sdk");
        let path = format!("payment_intents/{id}/authenticate");
        let answered = fake.control(&path, json!({"outcome": outcome})).await;
        assert_eq!(answered.status_of(), status, "{card}");
        assert_eq!(answered.body["last_payment_error"]["code"], code, "{card}");
        assert_eq!(answered.body["next_action"], Value::Null);
    }
}

#[tokio::test]
async fn a_declined_intent_can_be_paid_with_another_card() {
    let fake = Fake::start().await;
    let id = fake.intent(500).await;
    fake.pay(&id, "4000000000000002").await;
    assert_eq!(fake.pay(&id, "4242424242424242").await.status_of(), "succeeded");
    assert_eq!(
        fake.event_types().await,
        ["payment_intent.created", "charge.failed", "payment_intent.payment_failed", "charge.succeeded", "payment_intent.succeeded",]
    );
    assert_eq!(fake.truth().await["orders"]["o1"]["successful_charges"], 1);
}

#[tokio::test]
async fn a_slow_card_pays_later() {
    let fake = Fake::start().await;
    let id = fake.intent(500).await;
    assert_eq!(fake.pay(&id, "4000000000000077").await.status_of(), "processing");
    let path = format!("payment_intents/{id}");
    eventually(async || fake.get(&path).await.status_of() == "succeeded").await;
}

#[tokio::test]
async fn a_mistyped_number_is_refused() {
    let fake = Fake::start().await;
    let id = fake.intent(500).await;
    let form = "payment_method_data[type]=card&payment_method_data[card][number]=4242424242424241";
    let refused = fake.post(&format!("payment_intents/{id}/confirm"), form).await;
    assert_eq!(refused.code(), "incorrect_number");
    let old = "type=card&card[number]=4242424242424242&card[exp_month]=1&card[exp_year]=2020&card[cvc]=123";
    assert_eq!(fake.post("payment_methods", old).await.code(), "invalid_expiry_year");
}

/// A saved card: kept for the customer by the first payment, used again without the cardholder.
async fn saved(fake: &Fake, card: &str) -> (String, String) {
    let customer = fake.post("customers", "email=ann%40example.org").await.id();
    let form = format!("amount=500&currency=eur&customer={customer}&setup_future_usage=off_session");
    let id = fake.post("payment_intents", &form).await.id();
    let asked = fake.pay(&id, card).await;
    if asked.status_of() == "requires_action" {
        fake.control(&format!("payment_intents/{id}/authenticate"), json!({"outcome": "success"})).await;
    }
    let methods = fake.get(&format!("payment_methods?customer={customer}&type=card")).await;
    let method = methods.body["data"][0]["id"].as_str().expect("a saved card").to_owned();
    (customer, method)
}

#[tokio::test]
async fn a_saved_card_pays_with_one_click() {
    let fake = Fake::start().await;
    let (customer, method) = saved(&fake, "4242424242424242").await;
    let form = format!("amount=300&currency=eur&customer={customer}&payment_method={method}&confirm=true");
    assert_eq!(fake.post("payment_intents", &form).await.status_of(), "succeeded");
    let stranger = fake.post("customers", "email=bob%40example.org").await.id();
    let form = format!("amount=300&currency=eur&customer={stranger}&payment_method={method}&confirm=true");
    assert_eq!(fake.post("payment_intents", &form).await.status, 400);
    fake.post(&format!("payment_methods/{method}/detach"), "").await;
    let form = format!("amount=300&currency=eur&customer={customer}&payment_method={method}&confirm=true");
    assert_eq!(fake.post("payment_intents", &form).await.code(), "payment_method_unexpected_state");
}

#[tokio::test]
async fn a_saved_card_can_turn_bad() {
    let fake = Fake::start().await;
    let (customer, method) = saved(&fake, "4242424242424242").await;
    fake.control(&format!("payment_methods/{method}/become"), json!({"card": "4000000000009995"})).await;
    let form = format!("amount=300&currency=eur&customer={customer}&payment_method={method}&confirm=true");
    let declined = fake.post("payment_intents", &form).await;
    assert_eq!(declined.body["error"]["decline_code"], "insufficient_funds");
}

#[tokio::test]
async fn some_saved_cards_want_their_owner() {
    let fake = Fake::start().await;
    for (card, status, code) in [("4000002500003155", 200, ""), ("4000002760003184", 402, "authentication_required")] {
        let (customer, method) = saved(&fake, card).await;
        let form = format!("amount=300&currency=eur&customer={customer}&payment_method={method}&confirm=true");
        let away = fake.post("payment_intents", &format!("{form}&off_session=true")).await;
        assert_eq!((away.status, away.code()), (status, code), "{card}");
        let here = fake.post("payment_intents", &format!("{form}&use_stripe_sdk=true")).await;
        assert_eq!(here.status_of(), "requires_action", "{card}");
    }
}

#[tokio::test]
async fn a_payment_can_refuse_to_be_asked() {
    let fake = Fake::start().await;
    let (customer, method) = saved(&fake, "4000002760003184").await;
    let form = format!("amount=300&currency=eur&customer={customer}&payment_method={method}&confirm=true&error_on_requires_action=true");
    let refused = fake.post("payment_intents", &form).await;
    assert_eq!((refused.status, refused.code()), (402, "authentication_required"));
    let inside = &refused.body["error"]["payment_intent"];
    assert_eq!((&inside["status"], &inside["next_action"]), (&json!("requires_payment_method"), &Value::Null));
    let confirmed = format!("payment_intents/{}/confirm", inside["id"].as_str().unwrap());
    let asked = fake.post(&confirmed, &format!("payment_method={method}")).await;
    assert_eq!((asked.status_of(), &asked.body["next_action"]["type"]), ("requires_action", &json!("use_stripe_sdk")));
}

#[tokio::test]
async fn a_saved_card_can_be_taken_back() {
    let fake = Fake::start().await;
    let (customer, method) = saved(&fake, "4242424242424242").await;
    assert_eq!(fake.get(&format!("payment_methods/{method}")).await.body["customer"], customer);
    let gone = fake.post(&format!("payment_methods/{method}/detach"), "").await;
    assert_eq!(gone.body["customer"], Value::Null);
    assert_eq!(fake.event_types().await.last().unwrap(), "payment_method.detached");
    let left = fake.get(&format!("customers/{customer}/payment_methods")).await;
    assert_eq!(left.body["data"], json!([]));
    assert_eq!(fake.post(&format!("payment_methods/{method}/detach"), "").await.status, 400);
    let form = format!("amount=300&currency=eur&customer={customer}&payment_method=pm_unknown&confirm=true");
    let unknown = fake.post("payment_intents", &form).await;
    assert_eq!((unknown.status, unknown.code()), (400, "resource_missing"));
}

#[tokio::test]
async fn the_ledger_tells_saved_cards_from_new_ones() {
    let fake = Fake::start().await;
    let (customer, method) = saved(&fake, "4242424242424242").await;
    let form = format!("amount=300&currency=eur&customer={customer}&payment_method={method}&confirm=true&metadata[order_id]=o2");
    fake.post("payment_intents", &form).await;
    let payments = fake.truth().await["payments"].as_array().unwrap().clone();
    let told: Vec<_> = payments.iter().map(|payment| (payment["amount"].clone(), payment["saved_method"].clone())).collect();
    assert_eq!(told, [(json!(500), json!(false)), (json!(300), json!(true))]);
    assert_eq!(
        (&payments[1]["provider"], &payments[1]["order_id"], &payments[1]["customer"]),
        (&json!("stripe"), &json!("o2"), &json!(customer))
    );
}

#[tokio::test]
async fn a_card_without_a_customer_pays_once() {
    let fake = Fake::start().await;
    let method = fake.post("payment_methods", "type=card&card[number]=4242424242424242").await.id();
    let form = format!("amount=300&currency=eur&payment_method={method}&confirm=true");
    assert_eq!(fake.post("payment_intents", &form).await.status_of(), "succeeded");
    assert_eq!(fake.post("payment_intents", &form).await.code(), "payment_method_unexpected_state");
}
