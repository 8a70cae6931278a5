//! What a payment intent allows, and when.

use serde_json::json;

use crate::support::Fake;

#[tokio::test]
async fn a_new_intent_waits_for_a_payment_method() {
    let fake = Fake::start().await;
    let made = fake
        .post("payment_intents", "amount=900&currency=EUR&automatic_payment_methods[enabled]=true&setup_future_usage=off_session")
        .await;
    assert_eq!(made.status_of(), "requires_payment_method");
    assert_eq!(made.body["currency"], "eur");
    assert_eq!(made.body["automatic_payment_methods"]["enabled"], true);
    assert!(made.body["client_secret"].as_str().unwrap().starts_with(&format!("{}_secret_", made.id())));
    assert!(made.header("request-id").unwrap().starts_with("req_"));
    assert_eq!(fake.event_types().await, ["payment_intent.created"]);
}

#[tokio::test]
async fn a_paid_intent_cannot_be_canceled_confirmed_or_changed() {
    let fake = Fake::start().await;
    let id = fake.intent(900).await;
    fake.pay(&id, "4242424242424242").await;
    for (path, form) in [("/cancel", ""), ("/confirm", "payment_method=pm_card_visa"), ("", "amount=5")] {
        let refused = fake.post(&format!("payment_intents/{id}{path}"), form).await;
        assert_eq!((refused.status, refused.code()), (400, "payment_intent_unexpected_state"), "{path}");
        assert_eq!(refused.body["error"]["payment_intent"]["status"], "succeeded");
    }
    let noted = fake.post(&format!("payment_intents/{id}"), "metadata[note]=x&metadata[order_id]=").await;
    assert_eq!(noted.body["metadata"], json!({"note": "x"}));
}

#[tokio::test]
async fn a_canceled_intent_takes_no_money() {
    let fake = Fake::start().await;
    let id = fake.intent(900).await;
    let canceled = fake.post(&format!("payment_intents/{id}/cancel"), "cancellation_reason=abandoned").await;
    assert_eq!((canceled.status_of(), &canceled.body["cancellation_reason"]), ("canceled", &json!("abandoned")));
    assert!(canceled.body["canceled_at"].is_i64());
    let late = fake.pay(&id, "4242424242424242").await;
    assert_eq!((late.status, late.code()), (400, "payment_intent_unexpected_state"));
    assert_eq!(fake.truth().await["totals"]["amount_received"], 0);
    assert_eq!(fake.event_types().await, ["payment_intent.created", "payment_intent.canceled"]);
}

#[tokio::test]
async fn the_amount_may_change_until_the_payment() {
    let fake = Fake::start().await;
    let id = fake.intent(900).await;
    let cheaper = fake.post(&format!("payment_intents/{id}"), "amount=600").await;
    assert_eq!(cheaper.body["amount"], 600);
    fake.pay(&id, "4242424242424242").await;
    let paid = fake.get(&format!("payment_intents/{id}?expand[]=latest_charge")).await;
    assert_eq!(paid.body["amount_received"], 600);
    assert_eq!(paid.body["latest_charge"]["amount"], 600);
    assert_eq!(paid.body["latest_charge"]["paid"], true);
}

#[tokio::test]
async fn confirming_needs_a_payment_method_and_a_way_back() {
    let fake = Fake::start().await;
    let id = fake.intent(900).await;
    let without = fake.post(&format!("payment_intents/{id}/confirm"), "").await;
    assert_eq!(without.code(), "payment_intent_unexpected_state");
    let form = "amount=900&currency=eur&automatic_payment_methods[enabled]=true&confirm=true&payment_method=pm_card_visa";
    let lost = fake.post("payment_intents", form).await;
    assert_eq!(lost.status, 400);
    assert!(lost.body["error"]["message"].as_str().unwrap().contains("return_url"));
    let back = fake.post("payment_intents", &format!("{form}&return_url=https%3A%2F%2Fshop.test%2Fdone")).await;
    assert_eq!(back.status_of(), "succeeded");
}

#[tokio::test]
async fn a_redirect_names_the_page_of_the_issuer() {
    let fake = Fake::start().await;
    let form =
        "amount=900&currency=eur&confirm=true&payment_method=pm_card_threeDSecure2Required&return_url=https%3A%2F%2Fshop.test%2Fdone";
    let asked = fake.post("payment_intents", form).await;
    assert_eq!(asked.status_of(), "requires_action");
    let action = &asked.body["next_action"];
    assert_eq!(action["type"], "redirect_to_url");
    assert!(action["redirect_to_url"]["url"].as_str().unwrap().starts_with(&fake.url()));
    let by_script = fake.post("payment_intents", &format!("{form}&use_stripe_sdk=true")).await;
    assert_eq!(by_script.body["next_action"]["type"], "use_stripe_sdk");
}

#[tokio::test]
async fn parameters_are_checked() {
    let fake = Fake::start().await;
    for (form, code) in [
        ("currency=eur", "parameter_missing"),
        ("amount=x&currency=eur", "parameter_invalid_integer"),
        ("amount=0&currency=eur", "parameter_invalid_integer"),
        ("amount=5&currency=eur&colour=red", "parameter_unknown"),
        ("amount=5&currency=eur&customer=cus_nobody", "resource_missing"),
    ] {
        assert_eq!(fake.post("payment_intents", form).await.code(), code, "{form}");
    }
    assert_eq!(fake.truth().await["totals"]["payment_intents"], 0);
}

#[tokio::test]
async fn a_key_is_needed() {
    let fake = Fake::start().await;
    for key in ["", "nonsense", "sk_test_"] {
        let refused = fake.get_as(key, "payment_intents").await;
        assert_eq!((refused.status, &refused.body["error"]["type"]), (401, &json!("invalid_request_error")), "{key}");
    }
}

#[tokio::test]
async fn the_levers_move_an_intent() {
    let fake = Fake::start().await;
    let id = fake.intent(900).await;
    for (lever, status) in
        [("require_action", "requires_action"), ("fail", "requires_payment_method"), ("process", "processing"), ("succeed", "succeeded")]
    {
        let moved = fake.control(&format!("payment_intents/{id}/{lever}"), json!({})).await;
        assert_eq!(moved.status_of(), status, "{lever}: {:?}", moved.body);
    }
    let again = fake.control(&format!("payment_intents/{id}/succeed"), json!({})).await;
    assert_eq!(again.status, 400);
    assert_eq!(fake.truth().await["orders"]["o1"]["successful_charges"], 1);
}
