//! What a browser may do with a publishable key and a client secret.

use serde_json::Value;

use crate::support::Fake;

const CARD: &str = "payment_method_data[type]=card&payment_method_data[card][number]";

async fn made(fake: &Fake) -> (String, String) {
    let made = fake.post("payment_intents", "amount=1200&currency=eur&metadata[secret]=x").await;
    (made.id(), made.body["client_secret"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn it_sees_the_public_part_with_the_secret_only() {
    let fake = Fake::start().await;
    let (id, secret) = made(&fake).await;
    let seen = fake.get_as("pk_test_shop", &format!("payment_intents/{id}?client_secret={secret}")).await;
    assert_eq!((seen.status, &seen.body["metadata"], &seen.body["customer"]), (200, &Value::Null, &Value::Null));
    let guessed = fake.get_as("pk_test_shop", &format!("payment_intents/{id}?client_secret={id}_secret_no")).await;
    assert_eq!(guessed.status, 400);
    assert_eq!(fake.get_as("pk_test_shop", "payment_intents").await.status, 403);
    assert_eq!(fake.post_as("pk_test_shop", &format!("payment_intents/{id}/cancel"), "").await.status, 403);
}

#[tokio::test]
async fn it_confirms_and_authenticates() {
    let fake = Fake::start().await;
    let (id, secret) = made(&fake).await;
    let path = format!("payment_intents/{id}");
    let declined = format!("client_secret={secret}&{CARD}=4000000000000002");
    let declined = fake.post_as("pk_test_shop", &format!("{path}/confirm"), &declined).await;
    assert_eq!((declined.status, declined.code()), (402, "card_declined"));
    assert_eq!(declined.body["error"]["payment_intent"]["metadata"], Value::Null);
    let asked = format!("client_secret={secret}&{CARD}=4000000000003220");
    let asked = fake.post_as("pk_test_shop", &format!("{path}/confirm"), &asked).await;
    assert_eq!(asked.status_of(), "requires_action");
    let answer = format!("client_secret={secret}&outcome=success");
    let done = fake.post_as("pk_test_shop", &format!("{path}/authenticate"), &answer).await;
    assert_eq!(done.status_of(), "succeeded");
}

#[tokio::test]
async fn an_element_made_for_another_amount_does_not_pay() {
    let fake = Fake::start().await;
    let (id, secret) = made(&fake).await;
    for other in ["expected_amount=1", "expected_currency=usd", "expected_setup_future_usage=off_session"] {
        let form = format!("client_secret={secret}&{CARD}=4242424242424242&{other}");
        let refused = fake.post_as("pk_test_shop", &format!("payment_intents/{id}/confirm"), &form).await;
        assert_eq!(refused.status, 400, "{other}");
    }
    let form = format!("client_secret={secret}&{CARD}=4242424242424242&expected_amount=1200&expected_currency=eur");
    let paid = fake.post_as("pk_test_shop", &format!("payment_intents/{id}/confirm"), &form).await;
    assert_eq!(paid.status_of(), "succeeded");
}
