//! From an order to its money.

use serde_json::{Value, json};

use super::PayPal;
use super::buyer::{capture_of, issue, purchase};

#[tokio::test]
async fn an_approved_order_is_captured_once() {
    let paypal = PayPal::start().await;
    let made = paypal.post("/v2/checkout/orders", purchase("o1", "EUR", "19.9")).await;
    assert_eq!((made.status, made.status_of()), (201, "PAYER_ACTION_REQUIRED"));
    let order = made.id();
    let link = made.body["links"].as_array().unwrap().iter().find(|link| link["rel"] == "payer-action").unwrap();
    assert_eq!(link["href"], format!("{}/checkoutnow?token={order}", paypal.fake.url()));
    assert_eq!(issue(&paypal.capture(&order).await), "ORDER_NOT_APPROVED");
    paypal.approve(&order).await;
    let done = paypal.capture(&order).await;
    assert_eq!((done.status, done.status_of()), (201, "COMPLETED"));
    let again = paypal.capture(&order).await;
    assert_eq!((again.status, issue(&again)), (422, "ORDER_ALREADY_CAPTURED"));

    let capture = paypal.get(&format!("/v2/payments/captures/{}", capture_of(&done.body))).await.body;
    assert_eq!((&capture["status"], &capture["amount"]), (&json!("COMPLETED"), &json!({"currency_code": "EUR", "value": "19.90"})));
    assert_eq!((&capture["custom_id"], &capture["invoice_id"]), (&json!("o1"), &json!("invoice-o1")));
    assert_eq!(capture["supplementary_data"]["related_ids"]["order_id"], order);
    assert_eq!(capture["payee"]["merchant_id"], "SANDB2XMERCH4");
    let seen = paypal.get(&format!("/v2/checkout/orders/{order}")).await.body;
    assert_eq!(capture_of(&seen), capture_of(&done.body));
    assert_eq!(paypal.event_types().await, ["CHECKOUT.ORDER.APPROVED", "PAYMENT.CAPTURE.COMPLETED"]);

    let entry = paypal.truth_of(&order).await;
    assert_eq!((&entry["provider"], &entry["amount_received"], &entry["currency"]), (&json!("paypal"), &json!(1990), &json!("eur")));
    assert_eq!(paypal.fake.truth().await["orders"]["o1"]["successful_charges"], 1);
}

#[tokio::test]
async fn an_order_without_a_payment_source_is_approved_by_its_link() {
    let paypal = PayPal::start().await;
    let mut body = purchase("o1", "EUR", "5.00");
    body.as_object_mut().unwrap().remove("payment_source");
    let made = paypal.post("/v2/checkout/orders", body).await;
    assert_eq!(made.status_of(), "CREATED");
    assert!(made.body["links"].as_array().unwrap().iter().any(|link| link["rel"] == "approve"));
}

#[tokio::test]
async fn amounts_have_the_form_of_their_currency() {
    let paypal = PayPal::start().await;
    for (currency, value, status, wanted) in [
        ("JPY", "1990", 201, ""),
        ("HUF", "1990", 201, ""),
        ("JPY", "1990.00", 422, "DECIMALS_NOT_SUPPORTED"),
        ("EUR", "19.999", 422, "DECIMAL_PRECISION"),
        ("EUR", "0.00", 422, "CANNOT_BE_ZERO_OR_NEGATIVE"),
        ("EUR", "-5.00", 422, "CANNOT_BE_NEGATIVE"),
        ("EUR", "5,00", 400, "INVALID_PARAMETER_SYNTAX"),
        ("KWD", "5.000", 422, "INVALID_CURRENCY_CODE"),
    ] {
        let reply = paypal.post("/v2/checkout/orders", purchase("o1", currency, value)).await;
        assert_eq!((reply.status, issue(&reply)), (status, wanted), "{currency} {value}");
    }
}

#[tokio::test]
async fn requests_that_the_documentation_does_not_know_are_refused() {
    let paypal = PayPal::start().await;
    let with = |change: fn(&mut Value)| {
        let mut body = purchase("o1", "EUR", "10.00");
        change(&mut body);
        body
    };
    let lines = |total: &str, item: &str| {
        let mut body = purchase("o1", "EUR", "10.00");
        let unit = &mut body["purchase_units"][0];
        unit["amount"]["breakdown"] = json!({"item_total": {"currency_code": "EUR", "value": total}});
        unit["items"] = json!([{"name": "Course", "quantity": "2", "unit_amount": {"currency_code": "EUR", "value": item}}]);
        body
    };
    for (body, status, wanted) in [
        (with(|body| body["surprise"] = true.into()), 400, "MALFORMED_REQUEST_JSON"),
        (with(|body| body["purchase_units"][0]["amount"]["value"] = 10.into()), 400, "MALFORMED_REQUEST_JSON"),
        (with(|body| body["purchase_units"] = json!([])), 400, "INVALID_ARRAY_MAX_ITEMS"),
        (with(|body| body["purchase_units"][0]["custom_id"] = "x".repeat(128).into()), 400, "INVALID_STRING_LENGTH"),
        (with(|body| body["payment_source"]["paypal"]["experience_context"]["user_action"] = "PAY".into()), 400, "INVALID_PARAMETER_VALUE"),
        (with(|body| body["intent"] = "AUTHORIZE".into()), 422, "UNSUPPORTED_INTENT"),
        (lines("9.00", "4.50"), 422, "AMOUNT_MISMATCH"),
        (lines("10.00", "4.50"), 422, "ITEM_TOTAL_MISMATCH"),
        (lines("10.00", "5.00"), 201, ""),
    ] {
        let reply = paypal.post("/v2/checkout/orders", body).await;
        assert_eq!((reply.status, issue(&reply)), (status, wanted));
    }
}

#[tokio::test]
async fn an_invoice_is_paid_once() {
    let paypal = PayPal::start().await;
    let second = paypal.order(purchase("o1", "EUR", "10.00")).await;
    paypal.approve(&second).await;
    paypal.paid(purchase("o1", "EUR", "10.00")).await;
    assert_eq!(issue(&paypal.capture(&second).await), "DUPLICATE_INVOICE_ID");
    let third = paypal.post("/v2/checkout/orders", purchase("o1", "EUR", "10.00")).await;
    assert_eq!((third.status, issue(&third)), (422, "DUPLICATE_INVOICE_ID"));
    assert_eq!(paypal.fake.truth().await["orders"]["o1"]["successful_charges"], 1);
}

#[tokio::test]
async fn a_declined_instrument_leaves_the_order_open() {
    let paypal = PayPal::start().await;
    let order = paypal.order(purchase("o1", "EUR", "10.00")).await;
    paypal.approve(&order).await;
    paypal.control("next", json!({"outcome": "decline"})).await;
    let declined = paypal.capture(&order).await;
    assert_eq!((declined.status, issue(&declined)), (422, "INSTRUMENT_DECLINED"));
    assert_eq!(paypal.truth_of(&order).await["amount_received"], 0);
    paypal.approve(&order).await;
    assert_eq!(paypal.capture(&order).await.status, 201);
}

#[tokio::test]
async fn pending_money_arrives_or_does_not() {
    let paypal = PayPal::start().await;
    for (lever, status, received) in [("complete", "COMPLETED", 1000), ("deny", "DECLINED", 0)] {
        paypal.control("next", json!({"outcome": "pending", "reason": "ECHECK"})).await;
        let (order, capture) = paypal.paid(purchase(lever, "EUR", "10.00")).await;
        let path = format!("/v2/payments/captures/{capture}");
        let pending = paypal.get(&path).await.body;
        assert_eq!((&pending["status"], &pending["status_details"]["reason"]), (&json!("PENDING"), &json!("ECHECK")));
        assert_eq!(paypal.truth_of(&order).await["amount_received"], 0);
        paypal.control(&format!("captures/{capture}/{lever}"), json!({})).await;
        assert_eq!(paypal.get(&path).await.body["status"], status);
        assert_eq!(paypal.truth_of(&order).await["amount_received"], received);
    }
    let kinds = paypal.event_types().await;
    for kind in ["PAYMENT.CAPTURE.PENDING", "PAYMENT.CAPTURE.COMPLETED", "PAYMENT.CAPTURE.DENIED"] {
        assert!(kinds.iter().any(|told| told == kind), "{kind}");
    }
}

#[tokio::test]
async fn an_approval_that_nobody_used_lapses() {
    let paypal = PayPal::start().await;
    let order = paypal.order(purchase("o1", "EUR", "10.00")).await;
    paypal.approve(&order).await;
    paypal.control(&format!("orders/{order}/lapse"), json!({})).await;
    assert_eq!(paypal.capture(&order).await.status, 422);
    assert_eq!(paypal.event_types().await, ["CHECKOUT.ORDER.APPROVED", "CHECKOUT.PAYMENT-APPROVAL.REVERSED"]);
}

#[tokio::test]
async fn objects_lie_and_the_ledger_does_not() {
    let paypal = PayPal::start().await;
    let (order, capture) = paypal.paid(purchase("o1", "EUR", "10.00")).await;
    let path = format!("/v2/payments/captures/{capture}");
    let lie = json!({"amount": {"currency_code": "EUR", "value": "0.01"}});
    paypal.control(&format!("captures/{capture}/mutate"), lie).await;
    assert_eq!(paypal.get(&path).await.body["amount"]["value"], "0.01");
    assert_eq!(paypal.truth_of(&order).await["amount_received"], 1000);
    paypal.control(&format!("captures/{capture}/mutate"), json!({})).await;
    assert_eq!(paypal.get(&path).await.body["amount"]["value"], "10.00");
}
