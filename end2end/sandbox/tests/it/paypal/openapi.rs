//! Requests and answers against PayPal's official descriptions of them.

use std::path::Path;

use jsonschema::Draft;
use reqwest::Method;
use serde_json::{Value, json};

use super::PayPal;
use super::buyer::purchase;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/paypal");
const ORDERS: &str = "checkout_orders_v2.json";
const PAYMENTS: &str = "payments_payment_v2.json";
const VAULT: &str = "vault_payment_tokens_v3.json";
const EVENTS: &str = "notifications_webhooks_v1.json";

/// Whether the descriptions lie beside the project.
fn described() -> bool {
    let there = Path::new(FOLDER).is_dir();
    if !there {
        println!("skipped: PayPal's official descriptions are not beside the project");
    }
    there
}

/// Validates a body against a schema inside one of the files; `place` leads to it, as a JSON pointer.
fn check(file: &str, place: &str, body: &Value) {
    let text = std::fs::read_to_string(format!("{FOLDER}/{file}")).expect("a readable description");
    let whole: Value = serde_json::from_str(&text).expect("a description in JSON");
    let mut schema = whole.pointer(place).unwrap_or_else(|| panic!("{file} has no {place}")).clone();
    schema["components"] = whole["components"].clone();
    // A reference hides its siblings: it stands alone beside the components.
    if let Some(reference) = schema.get("$ref").cloned() {
        schema = json!({"allOf": [{"$ref": reference}], "components": whole["components"]});
    }
    let validator = jsonschema::options().with_draft(Draft::Draft4).build(&schema).expect("a schema");
    let complaints: Vec<String> = validator.iter_errors(body).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(complaints.is_empty(), "{file} {place}\n{complaints:#?}\n{body:#}");
}

/// One call whose request and answer are both validated.
async fn call(paypal: &PayPal, file: &str, template: &str, (method, path): (Method, &str), body: Option<Value>) -> Value {
    let operation = format!("/paths/{}/{}", template.replace('/', "~1"), method.as_str().to_lowercase());
    if let Some(body) = &body {
        check(file, &format!("{operation}/requestBody/content/application~1json/schema"), body);
    }
    let id = format!("{operation}{path}{}", body.as_ref().map(Value::to_string).unwrap_or_default());
    let reply = paypal.try_call(method, path, body, Some(&id)).await.expect("an answer");
    check(file, &format!("{operation}/responses/{}/content/application~1json/schema", reply.status), &reply.body);
    reply.body
}

async fn create(paypal: &PayPal, body: Value) -> Value {
    call(paypal, ORDERS, "/v2/checkout/orders", (Method::POST, "/v2/checkout/orders"), Some(body)).await
}

async fn get(paypal: &PayPal, file: &str, template: &str, id: &Value) -> Value {
    let (start, _) = template.split_once('{').expect("a template");
    let path = format!("{start}{}", id.as_str().unwrap_or_default());
    call(paypal, file, template, (Method::GET, &path), None).await
}

async fn capture(paypal: &PayPal, order: &Value) -> Value {
    let path = format!("/v2/checkout/orders/{}/capture", order["id"].as_str().unwrap_or_default());
    call(paypal, ORDERS, "/v2/checkout/orders/{id}/capture", (Method::POST, &path), Some(json!({}))).await
}

async fn refund(paypal: &PayPal, capture: &Value, body: Value) -> Value {
    let path = format!("/v2/payments/captures/{}/refund", capture["id"].as_str().unwrap_or_default());
    call(paypal, PAYMENTS, "/v2/payments/captures/{capture_id}/refund", (Method::POST, &path), Some(body)).await
}

/// An order with everything a shop may say, saving the wallet.
fn everything(order: &str) -> Value {
    let mut body = purchase(order, "EUR", "10.00");
    let euros = |value: &str| json!({"currency_code": "EUR", "value": value});
    let unit = &mut body["purchase_units"][0];
    unit["amount"]["breakdown"] = json!({"item_total": euros("9.00"), "tax_total": euros("2.00"), "discount": euros("1.00")});
    unit["items"] =
        json!([{"name": "Course", "quantity": "1", "unit_amount": euros("9.00"), "tax": euros("2.00"), "category": "DIGITAL_GOODS"}]);
    body["payment_source"]["paypal"]["attributes"] =
        json!({"vault": {"store_in_vault": "ON_SUCCESS", "usage_type": "MERCHANT", "usage_pattern": "IMMEDIATE"}});
    body
}

#[tokio::test]
async fn a_payment_and_its_refunds_speak_as_described() {
    if !described() {
        return;
    }
    let paypal = PayPal::start().await;
    let order = create(&paypal, everything("o1")).await;
    get(&paypal, ORDERS, "/v2/checkout/orders/{id}", &order["id"]).await;
    paypal.approve(order["id"].as_str().expect("an identifier")).await;
    get(&paypal, ORDERS, "/v2/checkout/orders/{id}", &order["id"]).await;
    let done = capture(&paypal, &order).await;
    let taken = &done["purchase_units"][0]["payments"]["captures"][0];
    refund(&paypal, taken, json!({"amount": {"currency_code": "EUR", "value": "4.00"}, "note_to_payer": "Sorry"})).await;
    get(&paypal, PAYMENTS, "/v2/payments/captures/{capture_id}", &taken["id"]).await;
    let rest = refund(&paypal, taken, json!({})).await;
    get(&paypal, PAYMENTS, "/v2/payments/refunds/{refund_id}", &rest["id"]).await;
    get(&paypal, ORDERS, "/v2/checkout/orders/{id}", &order["id"]).await;

    let vault = &done["payment_source"]["paypal"]["attributes"]["vault"];
    get(&paypal, VAULT, "/v3/vault/payment-tokens/{id}", &vault["id"]).await;
    let path = format!("/v3/vault/payment-tokens?customer_id={}", vault["customer"]["id"].as_str().expect("a customer"));
    call(&paypal, VAULT, "/v3/vault/payment-tokens", (Method::GET, &path), None).await;
    let mut again = purchase("o2", "EUR", "7.00");
    again["payment_source"]["paypal"]["vault_id"] = vault["id"].clone();
    assert_eq!(create(&paypal, again).await["status"], "COMPLETED");
    let events = "/v1/notifications/webhooks-events";
    call(&paypal, EVENTS, events, (Method::GET, events), None).await;
}

#[tokio::test]
async fn refusals_speak_as_described() {
    if !described() {
        return;
    }
    let paypal = PayPal::start().await;
    for (currency, value) in [("EUR", "19.999"), ("EUR", "0.00"), ("KWD", "5.00")] {
        create(&paypal, purchase("o1", currency, value)).await;
    }
    let order = create(&paypal, purchase("o1", "EUR", "10.00")).await;
    let twin = create(&paypal, purchase("o1", "EUR", "10.00").as_object().cloned().map(reordered).unwrap_or_default()).await;
    let id = order["id"].as_str().expect("an identifier");
    assert_eq!(issue(&capture(&paypal, &order).await), "ORDER_NOT_APPROVED");
    paypal.approve(id).await;
    paypal.control("next", json!({"outcome": "decline"})).await;
    assert_eq!(issue(&capture(&paypal, &order).await), "INSTRUMENT_DECLINED");
    let done = capture(&paypal, &order).await;
    assert_eq!(issue(&create(&paypal, purchase("o1", "EUR", "10.01")).await), "DUPLICATE_INVOICE_ID");
    paypal.approve(twin["id"].as_str().expect("an identifier")).await;
    assert_eq!(issue(&capture(&paypal, &twin).await), "DUPLICATE_INVOICE_ID");
    let taken = &done["purchase_units"][0]["payments"]["captures"][0];
    for (value, currency, wanted) in [("99.00", "EUR", "REFUND_AMOUNT_EXCEEDED"), ("1.00", "USD", "REFUND_CAPTURE_CURRENCY_MISMATCH")] {
        let refused = refund(&paypal, taken, json!({"amount": {"currency_code": currency, "value": value}})).await;
        assert_eq!(issue(&refused), wanted);
    }
    refund(&paypal, taken, json!({})).await;
    let path = format!("/v2/payments/captures/{}/refund", taken["id"].as_str().expect("an identifier"));
    let again = paypal.post(&path, json!({})).await;
    let place = "/paths/~1v2~1payments~1captures~1{capture_id}~1refund/post/responses/422/content/application~1json/schema";
    check(PAYMENTS, place, &again.body);
    assert_eq!(issue(&again.body), "CAPTURE_FULLY_REFUNDED");
    get(&paypal, ORDERS, "/v2/checkout/orders/{id}", &json!("NONE")).await;
    get(&paypal, PAYMENTS, "/v2/payments/captures/{capture_id}", &json!("NONE")).await;
}

/// The same order under another `PayPal-Request-Id`.
fn reordered(mut body: serde_json::Map<String, Value>) -> Value {
    body["purchase_units"][0]["description"] = "The same again".into();
    Value::Object(body)
}

fn issue(body: &Value) -> &str {
    body["details"][0]["issue"].as_str().unwrap_or_default()
}
