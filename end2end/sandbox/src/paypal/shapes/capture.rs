//! The capture.

use serde_json::{Value, json};

use super::{link, payee, put};
use crate::fees;
use crate::paypal::book::{Book, Capture, CaptureStatus};

/// A capture as `GET /v2/payments/captures/{id}` gives it.
pub fn capture(book: &Book, capture: &Capture) -> Value {
    let fee = capture.money.with(fees::of_charge(capture.money.minor).min(capture.money.minor));
    let address = format!("{}/v2/payments/captures/{}", book.links.api, capture.id);
    let order = format!("{}/v2/checkout/orders/{}", book.links.api, capture.order);
    let mut object = json!({
        "id": capture.id,
        "status": word(capture),
        "amount": capture.money.json(),
        "final_capture": true,
        "disbursement_mode": "INSTANT",
        "seller_protection": {"status": "ELIGIBLE", "dispute_categories": ["ITEM_NOT_RECEIVED", "UNAUTHORIZED_TRANSACTION"]},
        "payee": payee(),
        "supplementary_data": {"related_ids": {"order_id": capture.order}},
        "create_time": capture.created,
        "update_time": capture.updated,
        "links": [link(address.clone(), "self", "GET"), link(format!("{address}/refund"), "refund", "POST"), link(order, "up", "GET")],
    });
    match &capture.status {
        CaptureStatus::Pending(reason) => object["status_details"] = json!({"reason": reason}),
        CaptureStatus::Completed => {
            object["seller_receivable_breakdown"] = json!({
                "gross_amount": capture.money.json(),
                "paypal_fee": fee.json(),
                "net_amount": capture.money.with(capture.money.minor - fee.minor).json(),
            });
        }
        CaptureStatus::Declined => {}
    }
    if let Some(order) = book.orders.get(&capture.order) {
        put(&mut object, "custom_id", order.unit.custom_id.as_deref());
        put(&mut object, "invoice_id", order.unit.invoice_id.as_deref());
    }
    if let Some(map) = object.as_object_mut() {
        map.extend(capture.mask.clone());
    }
    object
}

/// PayPal's word for where it stands.
fn word(capture: &Capture) -> &'static str {
    match capture.status {
        CaptureStatus::Pending(_) => "PENDING",
        CaptureStatus::Declined => "DECLINED",
        CaptureStatus::Completed if capture.reversed || capture.refunded == capture.money.minor => "REFUNDED",
        CaptureStatus::Completed if capture.refunded > 0 => "PARTIALLY_REFUNDED",
        CaptureStatus::Completed => "COMPLETED",
    }
}

/// What is told when PayPal took the money back.
pub fn reversal(book: &Book, capture: &Capture) -> Value {
    let address = format!("{}/v2/payments/captures/{}", book.links.api, capture.id);
    let mut object = json!({
        "id": crate::paypal::ids::transaction_id(),
        "status": "COMPLETED",
        "amount": capture.money.with(capture.money.minor - capture.refunded).json(),
        "note_to_payer": "Payment reversed",
        "create_time": capture.updated,
        "update_time": capture.updated,
        "links": [link(address, "up", "GET")],
    });
    if let Some(order) = book.orders.get(&capture.order) {
        put(&mut object, "custom_id", order.unit.custom_id.as_deref());
        put(&mut object, "invoice_id", order.unit.invoice_id.as_deref());
    }
    object
}
