//! The client that shops written in Rust use reads every answer.

use std::collections::HashMap;

use serde_json::json;
use stripe::{IdempotencyKey, RequestStrategy, StripeError, StripeRequest as _};
use stripe_core::PaymentIntentStatus;
use stripe_core::customer::{CreateCustomer, ListCustomer, RetrieveCustomer};
use stripe_core::event::{ListEvent, RetrieveEvent};
use stripe_core::payment_intent::{
    CancelPaymentIntent, ConfirmPaymentIntent, CreatePaymentIntent, ListPaymentIntent, RetrievePaymentIntent, UpdatePaymentIntent,
};
use stripe_core::refund::{CreateRefund, ListRefund};
use stripe_shared::{CheckoutSession, CheckoutSessionStatus, CheckoutSessionUiMode, Dispute, DisputeStatus};
use stripe_types::Currency;

use crate::support::Fake;

fn client(fake: &Fake) -> stripe::Client {
    stripe::ClientBuilder::new("sk_test_shop").url(fake.url()).build().expect("a client")
}

fn order(amount: i64) -> CreatePaymentIntent {
    CreatePaymentIntent::new(amount, Currency::EUR).metadata(HashMap::from([("order_id".to_owned(), "o1".to_owned())]))
}

#[tokio::test]
async fn it_creates_pays_and_refunds() {
    let fake = Fake::start().await;
    let client = client(&fake);
    let customer = CreateCustomer::new().email("ann@example.org").name("Ann").send(&client).await.unwrap();
    let intent = order(1900).customer(customer.id.as_str()).send(&client).await.unwrap();
    assert_eq!(intent.status, PaymentIntentStatus::RequiresPaymentMethod);
    let changed = UpdatePaymentIntent::new(intent.id.clone()).amount(1700).send(&client).await.unwrap();
    assert_eq!(changed.amount, 1700);
    let paid = ConfirmPaymentIntent::new(intent.id.clone()).payment_method("pm_card_visa").send(&client).await.unwrap();
    assert_eq!(paid.status, PaymentIntentStatus::Succeeded);
    let seen = RetrievePaymentIntent::new(intent.id.clone())
        .expand(["latest_charge".to_owned(), "latest_charge.refunds".to_owned(), "payment_method".to_owned(), "customer".to_owned()])
        .send(&client)
        .await
        .unwrap();
    let charge = seen.latest_charge.as_ref().and_then(|charge| charge.as_object()).expect("the charge itself");
    assert_eq!((seen.amount_received, charge.amount_captured), (1700, 1700));
    let refund = CreateRefund::new().payment_intent(intent.id.as_str()).amount(500).send(&client).await.unwrap();
    assert_eq!(refund.status.as_deref(), Some("succeeded"));
    let refunds = ListRefund::new().payment_intent(intent.id.as_str()).send(&client).await.unwrap();
    assert_eq!(refunds.data.len(), 1);
    let intents = ListPaymentIntent::new().customer(customer.id.as_str()).limit(5).send(&client).await.unwrap();
    assert_eq!(intents.data.len(), 1);
    assert_eq!(ListCustomer::new().email("ann@example.org").send(&client).await.unwrap().data.len(), 1);
    RetrieveCustomer::new(customer.id.clone()).send(&client).await.unwrap();
}

#[tokio::test]
async fn it_reads_every_event() {
    let fake = Fake::start().await;
    let client = client(&fake);
    let id = fake.intent(500).await;
    for card in ["4000000000000002", "4000000000003220", "4242424242424242"] {
        fake.pay(&id, card).await;
    }
    fake.control("refunds", json!({"payment_intent": id})).await;
    fake.control(&format!("payment_intents/{}/process", fake.intent(1).await), json!({})).await;
    let events = ListEvent::new().limit(100).delivery_success(false).send(&client).await.unwrap();
    assert!(events.data.len() >= 10, "{}", events.data.len());
    for event in &events.data {
        RetrieveEvent::new(event.id.clone()).send(&client).await.unwrap();
    }
    let some = ListEvent::new().types(["charge.refunded".to_owned()]).send(&client).await.unwrap();
    assert_eq!(some.data.len(), 1);
}

#[tokio::test]
async fn it_reads_errors_with_the_intent_inside() {
    let fake = Fake::start().await;
    let client = client(&fake);
    let declined = order(500).payment_method("pm_card_visa_chargeDeclined").confirm(true).send(&client).await;
    let Err(StripeError::Stripe(error, 402)) = declined else { panic!("declined") };
    assert_eq!(error.decline_code.as_deref(), Some("generic_decline"));
    let inside = error.payment_intent.as_ref().expect("the intent");
    assert_eq!(inside.status, PaymentIntentStatus::RequiresPaymentMethod);
    let paid = order(500).payment_method("pm_card_visa").confirm(true).send(&client).await.unwrap();
    let Err(StripeError::Stripe(error, 400)) = CancelPaymentIntent::new(paid.id).send(&client).await else { panic!("refused") };
    assert_eq!(error.code.as_ref().map(ToString::to_string).as_deref(), Some("payment_intent_unexpected_state"));
}

#[tokio::test]
async fn its_keys_are_kept() {
    let fake = Fake::start().await;
    let client = client(&fake);
    let mut ids = Vec::new();
    for _ in 0..2 {
        let key = IdempotencyKey::new("o1:pay:1").expect("a key");
        let strategy = RequestStrategy::Idempotent(key);
        ids.push(order(500).customize().request_strategy(strategy).send(&client).await.unwrap().id);
    }
    assert_eq!(ids[0], ids[1]);
}

#[tokio::test]
async fn it_reads_the_next_action() {
    let fake = Fake::start().await;
    let client = client(&fake);
    let asked = order(500)
        .payment_method("pm_card_threeDSecure2Required")
        .confirm(true)
        .return_url("https://shop.test/done")
        .send(&client)
        .await
        .unwrap();
    assert_eq!(asked.status, PaymentIntentStatus::RequiresAction);
    let action = asked.next_action.expect("an action");
    assert!(action.redirect_to_url.and_then(|redirect| redirect.url).is_some());
    let slow = order(500).payment_method("pm_card_bypassPending").confirm(true).send(&client).await.unwrap();
    assert_eq!(slow.status, PaymentIntentStatus::Processing);
}

#[tokio::test]
async fn it_reads_sessions_and_disputes() {
    let fake = Fake::start().await;
    let form = "mode=payment&success_url=https%3A%2F%2Fshop.test&line_items[0][price_data][currency]=eur&line_items[0][quantity]=1\
        &line_items[0][price_data][unit_amount]=1000&line_items[0][price_data][product_data][name]=Course";
    let open = fake.post("checkout/sessions", form).await;
    fake.control(&format!("checkout/sessions/{}/pay", open.id()), json!({})).await;
    let path = format!("checkout/sessions/{}?expand[]=payment_intent.latest_charge&expand[]=line_items", open.id());
    let paid = fake.get(&path).await;
    let [before, after] = [open.body, paid.body].map(|body| serde_json::from_value::<CheckoutSession>(body).expect("a session"));
    assert_eq!((before.status, after.status), (Some(CheckoutSessionStatus::Open), Some(CheckoutSessionStatus::Complete)));
    assert_eq!((before.ui_mode, after.line_items.map(|items| items.data.len())), (Some(CheckoutSessionUiMode::HostedPage), Some(1)));
    let intent = after.payment_intent.expect("an intent").into_object().expect("the intent itself");
    let dispute = fake.control("disputes", json!({"payment_intent": intent.id.as_str()})).await;
    let closed = fake.control(&format!("disputes/{}/close", dispute.id()), json!({"status": "won"})).await;
    for body in [dispute.body, closed.body] {
        let read = serde_json::from_value::<Dispute>(body).expect("a dispute");
        assert!(matches!(read.status, DisputeStatus::NeedsResponse | DisputeStatus::Won), "{:?}", read.status);
    }
}
