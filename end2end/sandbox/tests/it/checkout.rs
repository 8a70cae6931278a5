//! Checkout Sessions and the page where they are paid.

use sandbox::ids::now;
use serde_json::{Value, json};

use crate::support::{Fake, Reply, eventually};

const TWO_ITEMS: &str = "mode=payment&success_url=https%3A%2F%2Fshop.test%2Fdone%3Fs%3D%7BCHECKOUT_SESSION_ID%7D\
    &cancel_url=https%3A%2F%2Fshop.test%2Fback&client_reference_id=o1&metadata[seen_by]=session\
    &payment_intent_data[metadata][order_id]=o1\
    &line_items[0][price_data][currency]=eur&line_items[0][price_data][unit_amount]=1000\
    &line_items[0][price_data][product_data][name]=Course%20%3Cb%3E&line_items[0][quantity]=1\
    &line_items[1][price_data][currency]=eur&line_items[1][price_data][unit_amount]=250\
    &line_items[1][price_data][product_data][name]=Workbook&line_items[1][quantity]=2";

async fn session(fake: &Fake, more: &str) -> Reply {
    let made = fake.post("checkout/sessions", &format!("{TWO_ITEMS}{more}")).await;
    assert_eq!(made.status, 200, "{:?}", made.body);
    made
}

async fn submit(fake: &Fake, id: &str, card: &str) -> Reply {
    fake.submit(&format!("/c/pay/{id}"), &format!("number={card}&expiry=12+%2F+34&cvc=123&email=ann%40example.org")).await
}

async fn seen(fake: &Fake, id: &str) -> Value {
    fake.get(&format!("checkout/sessions/{id}?expand[]=payment_intent.latest_charge&expand[]=line_items")).await.body
}

#[tokio::test]
async fn a_session_waits_for_its_page_to_be_paid() {
    let fake = Fake::start().await;
    let made = session(&fake, "").await;
    let (id, body) = (made.id(), &made.body);
    assert_eq!((made.status_of(), &body["payment_status"], &body["payment_intent"]), ("open", &json!("unpaid"), &Value::Null));
    assert_eq!((&body["amount_total"], &body["currency"]), (&json!(1500), &json!("eur")));
    assert_eq!(body["url"], format!("{}/c/pay/{id}", fake.url()));
    let page = fake.page(&format!("/c/pay/{id}")).await;
    let text = page.body.as_str().unwrap();
    for part in
        ["EUR 15.00", "Course &lt;b&gt; × 1: EUR 10.00", "Workbook × 2: EUR 5.00", "href=\"https://shop.test/back\"", "name=\"cvc\""]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("<script"));
    assert_eq!(fake.truth().await["totals"]["payment_intents"], 0);
    assert_eq!(fake.page("/c/pay/cs_test_none").await.status, 404);
}

#[tokio::test]
async fn a_paid_page_leads_back_to_the_shop() {
    let fake = Fake::start().await;
    let id = session(&fake, "").await.id();
    let paid = submit(&fake, &id, "4242+4242+4242+4242").await;
    assert_eq!((paid.status, paid.header("location")), (303, Some(format!("https://shop.test/done?s={id}").as_str())));
    let body = seen(&fake, &id).await;
    assert_eq!((&body["status"], &body["payment_status"], &body["url"]), (&json!("complete"), &json!("paid"), &Value::Null));
    assert_eq!(body["customer_details"]["email"], "ann@example.org");
    let intent = &body["payment_intent"];
    assert_eq!((&intent["status"], &intent["amount_received"]), (&json!("succeeded"), &json!(1500)));
    assert_eq!((&intent["metadata"], &intent["latest_charge"]["paid"]), (&json!({"order_id": "o1"}), &json!(true)));
    assert_eq!(body["line_items"]["data"][1]["amount_total"], 500);
    assert!(fake.page(&format!("/c/pay/{id}")).await.body.as_str().unwrap().contains("complete"));
    assert_eq!(submit(&fake, &id, "4242424242424242").await.status, 200);
    assert_eq!(fake.truth().await["orders"]["o1"]["successful_charges"], 1);
    assert_eq!(
        fake.event_types().await,
        ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"]
    );
    let found = fake.get(&format!("checkout/sessions?payment_intent={}", intent["id"].as_str().unwrap())).await;
    assert_eq!((&found.body["data"][0]["id"], found.body["data"].as_array().unwrap().len()), (&json!(id), 1));
}

#[tokio::test]
async fn a_decline_shows_the_page_again() {
    let fake = Fake::start().await;
    let id = session(&fake, "").await.id();
    for (form, message) in [
        ("number=4242424242424241&expiry=1234&cvc=123", "Your card number is incorrect."),
        ("number=4242424242424242&expiry=1&cvc=123", "expiration date is incomplete"),
        ("number=4242424242424242&expiry=1220&cvc=123", "expiration year is invalid"),
        ("number=4242424242424242&expiry=1234&cvc=", "security code is incomplete"),
        ("number=4000000000009995&expiry=1234&cvc=123", "Your card has insufficient funds."),
    ] {
        let again = fake.submit(&format!("/c/pay/{id}"), form).await;
        assert_eq!(again.status, 402, "{form}");
        assert!(again.body.as_str().unwrap().contains(&message.replace('\'', "&#39;")), "{form}: {:?}", again.body);
    }
    let body = seen(&fake, &id).await;
    assert_eq!((&body["status"], &body["payment_intent"]["status"]), (&json!("open"), &json!("requires_payment_method")));
    assert_eq!(submit(&fake, &id, "4242424242424242").await.status, 303);
    assert_eq!(fake.truth().await["totals"]["payment_intents"], 1);
}

#[tokio::test]
async fn the_issuer_asks_on_a_page_of_its_own() {
    let fake = Fake::start().await;
    let id = session(&fake, "").await.id();
    let path = format!("/c/pay/{id}/authenticate");
    for (outcome, status) in [("fail", 400), ("success", 303)] {
        let asked = submit(&fake, &id, "4000000000003220").await;
        assert_eq!((asked.status, asked.header("location")), (303, Some(path.as_str())));
        let page = fake.page(&path).await;
        assert!(page.body.as_str().unwrap().contains("test-source-authorize-3ds"), "{:?}", page.body);
        assert_eq!(fake.submit(&path, &format!("outcome={outcome}")).await.status, status, "{outcome}");
    }
    assert_eq!(seen(&fake, &id).await["payment_status"], "paid");
    assert_eq!(fake.page(&path).await.header("location"), Some(format!("/c/pay/{id}").as_str()));
}

#[tokio::test]
async fn a_slow_card_completes_before_it_pays() {
    let fake = Fake::start().await;
    let slow = session(&fake, "").await.id();
    assert_eq!(submit(&fake, &slow, "4000000000000077").await.status, 303);
    let body = seen(&fake, &slow).await;
    assert_eq!((&body["status"], &body["payment_status"]), (&json!("complete"), &json!("unpaid")));
    eventually(async || seen(&fake, &slow).await["payment_status"] == "paid").await;
    assert_eq!(fake.event_types().await.last().unwrap(), "checkout.session.async_payment_succeeded");
    let never = session(&fake, "").await.id();
    fake.control(&format!("checkout/sessions/{never}/pay"), json!({"card": "4000000000000077"})).await;
    let intent = seen(&fake, &never).await["payment_intent"]["id"].as_str().unwrap().to_owned();
    fake.control(&format!("payment_intents/{intent}/fail"), json!({})).await;
    assert_eq!(fake.event_types().await.last().unwrap(), "checkout.session.async_payment_failed");
    assert_eq!(seen(&fake, &never).await["payment_status"], "unpaid");
}

#[tokio::test]
async fn an_expired_session_takes_no_money() {
    let fake = Fake::start().await;
    let id = session(&fake, "").await.id();
    submit(&fake, &id, "4000000000000002").await;
    let intent = seen(&fake, &id).await["payment_intent"]["id"].as_str().unwrap().to_owned();
    let around = fake.post(&format!("payment_intents/{intent}/cancel"), "").await;
    assert_eq!((around.status, around.code()), (400, "payment_intent_unexpected_state"));
    let expired = fake.post(&format!("checkout/sessions/{id}/expire"), "").await;
    assert_eq!((expired.status_of(), &expired.body["url"]), ("expired", &Value::Null));
    assert_eq!(fake.get(&format!("payment_intents/{intent}")).await.status_of(), "canceled");
    let late = submit(&fake, &id, "4242424242424242").await;
    assert!(late.body.as_str().unwrap().contains("expired"), "{:?}", late.body);
    assert_eq!(fake.truth().await["totals"]["amount_received"], 0);
    assert_eq!(fake.post(&format!("checkout/sessions/{id}/expire"), "").await.status, 400);
    assert_eq!(fake.event_types().await.last().unwrap(), "checkout.session.expired");
    let paid = session(&fake, "").await.id();
    submit(&fake, &paid, "4242424242424242").await;
    assert_eq!(fake.post(&format!("checkout/sessions/{paid}/expire"), "").await.status, 400);
}

#[tokio::test]
async fn a_card_is_kept_for_the_customer() {
    let fake = Fake::start().await;
    let usage = "&payment_intent_data[setup_future_usage]=off_session";
    let ann = fake.post("customers", "email=ann%40example.org").await.id();
    let known = session(&fake, &format!("{usage}&customer={ann}")).await;
    assert!(!fake.page(&format!("/c/pay/{}", known.id())).await.body.as_str().unwrap().contains("name=\"email\""));
    let unknown = session(&fake, usage).await;
    for made in [&known, &unknown] {
        submit(&fake, &made.id(), "4242424242424242").await;
        let body = seen(&fake, &made.id()).await;
        let customer = body["customer"].as_str().expect("a customer");
        let methods = fake.get(&format!("customers/{customer}/payment_methods")).await;
        assert_eq!(methods.body["data"].as_array().unwrap().len(), 1);
        assert_eq!(body["payment_intent"]["customer"], customer);
    }
    assert_eq!(seen(&fake, &known.id()).await["customer"], ann);
    let hers = fake.get(&format!("checkout/sessions?customer={ann}&status=complete")).await;
    assert_eq!(hers.body["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_a_session_needs_is_checked() {
    let fake = Fake::start().await;
    let soon = format!("&expires_at={}", now() + 600);
    let far = format!("&expires_at={}", now() + 90_000);
    for more in [
        "&customer=cus_nobody",
        "&colour=red",
        "&payment_intent_data[colour]=red",
        "&success_url=shop",
        "&line_items[1][price_data][currency]=usd",
        "&line_items[0][quantity]=0",
        "&line_items[0][price_data][unit_amount]=-1",
        "&customer_email=a%40b.c&customer=cus_x",
        &soon,
        &far,
    ] {
        assert_eq!(fake.post("checkout/sessions", &format!("{TWO_ITEMS}{more}")).await.status, 400, "{more}");
    }
    assert_eq!(fake.post("checkout/sessions", "mode=payment&success_url=https%3A%2F%2Fshop.test").await.code(), "parameter_missing");
    session(&fake, &format!("&expires_at={}", now() + 1900)).await;
    assert_eq!(fake.get("checkout/sessions").await.body["data"].as_array().unwrap().len(), 1);
}
