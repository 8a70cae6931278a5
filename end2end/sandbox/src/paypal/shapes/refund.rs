//! The refund.

use serde_json::{Value, json};

use super::{link, put};
use crate::paypal::book::{Book, Refund};

/// The whole refund, or as much as `Prefer: return=minimal` gives.
pub fn refund(book: &Book, refund: &Refund, full: bool) -> Value {
    let capture = format!("{}/v2/payments/captures/{}", book.links.api, refund.capture);
    let address = format!("{}/v2/payments/refunds/{}", book.links.api, refund.id);
    let mut object = json!({
        "id": refund.id,
        "status": "COMPLETED",
        "links": [link(address, "self", "GET"), link(capture, "up", "GET")],
    });
    if full {
        object["amount"] = refund.money.json();
        object["seller_payable_breakdown"] = json!({
            "gross_amount": refund.money.json(),
            "paypal_fee": refund.money.with(refund.fee).json(),
            "net_amount": refund.money.with(refund.money.minor - refund.fee).json(),
            "total_refunded_amount": refund.money.with(refund.total).json(),
        });
        object["create_time"] = refund.created.as_str().into();
        object["update_time"] = refund.created.as_str().into();
        put(&mut object, "custom_id", refund.custom_id.as_deref());
        put(&mut object, "invoice_id", refund.invoice_id.as_deref());
        put(&mut object, "note_to_payer", refund.note.as_deref());
    }
    object
}
