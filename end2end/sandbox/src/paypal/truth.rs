//! PayPal's part of the ledger, with the fields Stripe's payments have.

use serde_json::{Value, json};

use super::book::{Book, Capture, CaptureStatus, Order, OrderStatus};

/// One entry an order.
pub fn payments(book: &Book) -> Vec<Value> {
    book.orders.values().map(|order| entry(book, order)).collect()
}

/// One order with the captures that took money.
fn entry(book: &Book, order: &Order) -> Value {
    let unit = &order.unit;
    let taken: Vec<&Capture> = book.captures_of(&order.id).filter(|capture| capture.status == CaptureStatus::Completed).collect();
    let charges: Vec<Value> =
        taken.iter().map(|capture| json!({"id": capture.id, "amount": capture.money.minor, "refunded": capture.refunded})).collect();
    let dispute = book.disputes.iter().rev().find(|dispute| taken.iter().any(|capture| capture.id == dispute.capture));
    let saved = order.wallet.as_ref().is_some_and(|wallet| wallet.vault_id.is_some());
    json!({
        "provider": "paypal",
        "id": order.id,
        "reference": order.id,
        "status": status(order, !taken.is_empty()),
        "paypal_status": order.status.word(),
        "amount": unit.money.minor,
        "amount_received": taken.iter().map(|capture| capture.money.minor).sum::<i64>(),
        "amount_refunded": taken.iter().map(|capture| capture.refunded).sum::<i64>(),
        "amount_reversed":
            taken.iter().filter(|capture| capture.reversed).map(|capture| capture.money.minor - capture.refunded).sum::<i64>(),
        "currency": unit.money.currency.code.to_lowercase(),
        "customer": order.token.as_deref().and_then(|id| book.token(id).ok()).map(|token| token.customer.as_str()),
        "livemode": false,
        "order_id": unit.custom_id,
        "custom_id": unit.custom_id,
        "invoice_id": unit.invoice_id,
        "metadata": {"order_id": unit.custom_id},
        "saved_method": saved,
        "disputed": dispute.is_some(),
        "dispute": dispute.map(|dispute| json!({"id": dispute.id, "stage": dispute.stage, "outcome": dispute.outcome})),
        "charges": charges,
    })
}

/// Stripe's words for where an order stands.
fn status(order: &Order, taken: bool) -> &'static str {
    match order.status {
        OrderStatus::Created | OrderStatus::PayerActionRequired => "requires_action",
        OrderStatus::Approved => "requires_capture",
        OrderStatus::Voided => "canceled",
        OrderStatus::Completed if taken => "succeeded",
        OrderStatus::Completed => "processing",
    }
}
