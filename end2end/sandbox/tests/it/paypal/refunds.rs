//! Money that goes back.

use serde_json::json;

use super::PayPal;
use super::buyer::{issue, purchase};

#[tokio::test]
async fn refunds_never_exceed_the_capture() {
    let paypal = PayPal::start().await;
    let (order, capture) = paypal.paid(purchase("o1", "EUR", "10.00")).await;
    let path = format!("/v2/payments/captures/{capture}/refund");
    let part = |value: &str| json!({"amount": {"currency_code": "EUR", "value": value}});
    let first = paypal.post_keyed(&path, part("4.00"), "r1").await;
    assert_eq!((first.status, first.status_of()), (201, "COMPLETED"));
    assert_eq!(paypal.post_keyed(&path, part("4.00"), "r1").await.id(), first.id());
    assert_eq!(paypal.get(&format!("/v2/payments/captures/{capture}")).await.status_of(), "PARTIALLY_REFUNDED");
    assert_eq!(issue(&paypal.post(&path, part("6.01")).await), "REFUND_AMOUNT_EXCEEDED");
    let foreign = json!({"amount": {"currency_code": "USD", "value": "1.00"}});
    assert_eq!(issue(&paypal.post(&path, foreign).await), "REFUND_CAPTURE_CURRENCY_MISMATCH");
    let rest = paypal.post(&path, json!({"note_to_payer": "Sorry"})).await;
    let seen = paypal.get(&format!("/v2/payments/refunds/{}", rest.id())).await.body;
    assert_eq!((&seen["amount"]["value"], &seen["note_to_payer"]), (&json!("6.00"), &json!("Sorry")));
    assert_eq!(issue(&paypal.post(&path, json!({})).await), "CAPTURE_FULLY_REFUNDED");
    let order_now = paypal.get(&format!("/v2/checkout/orders/{order}")).await.body;
    let payments = &order_now["purchase_units"][0]["payments"];
    assert_eq!((&payments["captures"][0]["status"], payments["refunds"].as_array().unwrap().len()), (&json!("REFUNDED"), 2));
    assert_eq!(paypal.truth_of(&order).await["amount_refunded"], 1000);
}

#[tokio::test]
async fn the_dashboard_refunds_too() {
    let paypal = PayPal::start().await;
    let (order, capture) = paypal.paid(purchase("o1", "EUR", "10.00")).await;
    let made = paypal.control("refunds", json!({"capture": capture, "amount": "5.00"})).await;
    assert_eq!(made.body["amount"]["value"], "5.00");
    assert_eq!(paypal.event_types().await.last().unwrap(), "PAYMENT.CAPTURE.REFUNDED");
    assert_eq!(paypal.fake.truth().await["orders"]["o1"]["amount_refunded"], 500);
    assert_eq!(paypal.truth_of(&order).await["charges"][0]["refunded"], 500);
}

#[tokio::test]
async fn pending_money_cannot_go_back() {
    let paypal = PayPal::start().await;
    paypal.control("next", json!({"outcome": "pending"})).await;
    let (_, capture) = paypal.paid(purchase("o1", "EUR", "10.00")).await;
    let refused = paypal.post(&format!("/v2/payments/captures/{capture}/refund"), json!({})).await;
    assert_eq!(issue(&refused), "PENDING_CAPTURE");
}

#[tokio::test]
async fn disputes_are_opened_found_and_resolved() {
    let paypal = PayPal::start().await;
    let (order, capture) = paypal.paid(purchase("o1", "EUR", "10.00")).await;
    let opened = paypal.control("disputes", json!({"capture": capture})).await.body;
    let id = opened["dispute_id"].as_str().unwrap();
    assert_eq!(opened["disputed_transactions"][0]["seller_transaction_id"], capture);
    let refused = paypal.post(&format!("/v2/payments/captures/{capture}/refund"), json!({})).await;
    assert_eq!(issue(&refused), "REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK");
    let listed = paypal.get(&format!("/v1/customer/disputes?disputed_transaction_id={capture}")).await;
    assert_eq!(listed.body["items"][0]["status"], "WAITING_FOR_SELLER_RESPONSE");
    paypal.control(&format!("disputes/{id}/resolve"), json!({"outcome": "RESOLVED_SELLER_FAVOUR"})).await;
    let seen = paypal.get(&format!("/v1/customer/disputes/{id}")).await.body;
    assert_eq!((&seen["status"], &seen["dispute_outcome"]["outcome_code"]), (&json!("RESOLVED"), &json!("RESOLVED_SELLER_FAVOUR")));
    let kinds = paypal.event_types().await;
    assert_eq!(kinds[2..], ["CUSTOMER.DISPUTE.CREATED", "CUSTOMER.DISPUTE.RESOLVED"]);
    assert_eq!(paypal.truth_of(&order).await["disputed"], true);
}

#[tokio::test]
async fn an_inquiry_leaves_full_refunds_only() {
    let paypal = PayPal::start().await;
    let (order, capture) = paypal.paid(purchase("o1", "EUR", "10.00")).await;
    paypal.control("disputes", json!({"capture": capture, "stage": "INQUIRY", "reason": "MERCHANDISE_OR_SERVICE_NOT_RECEIVED"})).await;
    let path = format!("/v2/payments/captures/{capture}/refund");
    let part = paypal.post(&path, json!({"amount": {"currency_code": "EUR", "value": "1.00"}})).await;
    assert_eq!(issue(&part), "TRANSACTION_DISPUTED");
    assert_eq!(paypal.post(&path, json!({})).await.status, 201);
    assert_eq!(paypal.truth_of(&order).await["amount_refunded"], 1000);
}

#[tokio::test]
async fn paypal_takes_money_back() {
    let paypal = PayPal::start().await;
    let (order, capture) = paypal.paid(purchase("o1", "EUR", "10.00")).await;
    paypal.control(&format!("captures/{capture}/reverse"), json!({})).await;
    assert_eq!(paypal.event_types().await.last().unwrap(), "PAYMENT.CAPTURE.REVERSED");
    assert_eq!(paypal.get(&format!("/v2/payments/captures/{capture}")).await.status_of(), "REFUNDED");
    assert_eq!(paypal.truth_of(&order).await["amount_reversed"], 1000);
}

#[tokio::test]
async fn what_came_and_went_is_searched_by_its_time() {
    let paypal = PayPal::start().await;
    let (_, capture) = paypal.paid(purchase("o1", "EUR", "10.00")).await;
    let path = format!("/v2/payments/captures/{capture}/refund");
    let body = json!({"amount": {"currency_code": "EUR", "value": "4.00"}, "custom_id": "k.1"});
    let refund = paypal.post_keyed(&path, body, "k1").await.id();
    let search = async |span: &str, page: u32| {
        paypal.get(&format!("/v1/reporting/transactions?{span}&fields=transaction_info&page_size=1&page={page}")).await
    };
    let span = |from: i64, to: i64| {
        let written = |hours: i64| sandbox::paypal::ids::written(sandbox::ids::now() + hours * 3600);
        format!("start_date={}&end_date={}", written(from), written(to))
    };
    let mut found = Vec::new();
    for page in [1, 2] {
        let answer = search(&span(-1, 1), page).await.body;
        assert_eq!((&answer["total_items"], &answer["total_pages"]), (&json!(2), &json!(2)));
        let info = answer["transaction_details"][0]["transaction_info"].clone();
        assert_eq!(info["custom_field"], "o1");
        found.push((info["transaction_id"].as_str().unwrap().to_owned(), info["transaction_amount"]["value"].clone()));
    }
    assert_eq!(found, [(capture, json!("10.00")), (refund, json!("-4.00"))]);
    assert_eq!(search(&span(1, 2), 1).await.body["total_items"], 0);
    assert_eq!(search(&span(-24 * 32, 0), 1).await.status, 400);
    assert_eq!(paypal.get("/v1/reporting/transactions").await.status, 400);
}
