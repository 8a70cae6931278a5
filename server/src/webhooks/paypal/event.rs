//! The shape of PayPal's events, as much of it as is needed. Unknown fields and types are no error.
//!
//! Nothing of an event is held against what we wrote down: its signature does not vouch for its words.

use crate::webhooks::Doorbell;
use serde::Deserialize;
use serde_json::Value;

/// An event.
#[derive(Clone, Debug, Deserialize)]
pub struct Event {
    /// Its type: `PAYMENT.CAPTURE.COMPLETED`.
    #[serde(rename = "event_type")]
    kind: String,
    resource: Value,
}

impl Event {
    /// What the event rings for; `None` for types that concern no payment.
    pub fn doorbell(&self) -> Result<Option<Doorbell>, String> {
        let resource = &self.resource;
        let kind = self.kind.as_str();
        let found = match kind {
            "PAYMENT.CAPTURE.REFUNDED" | "PAYMENT.CAPTURE.REVERSED" => of_refund(resource),
            "CHECKOUT.PAYMENT-APPROVAL.REVERSED" => of_approval(resource),
            _ if kind.starts_with("CHECKOUT.ORDER.") => of_order(resource),
            _ if kind.starts_with("PAYMENT.CAPTURE.") => of_capture(resource),
            _ if kind.starts_with("CUSTOMER.DISPUTE.") => of_dispute(resource),
            _ => return Ok(None),
        };
        found.map(Some).ok_or_else(|| format!("{kind} about nothing"))
    }
}

fn of_order(order: &Value) -> Option<Doorbell> {
    ring(text(order, "/id"), text(order, "/purchase_units/0/custom_id"))
}

fn of_approval(approval: &Value) -> Option<Doorbell> {
    ring(text(approval, "/order_id").or_else(|| text(approval, "/id")), text(approval, "/purchase_units/0/custom_id"))
}

fn of_capture(capture: &Value) -> Option<Doorbell> {
    let order = text(capture, "/supplementary_data/related_ids/order_id").or_else(|| text(capture, "/id"));
    ring(order, text(capture, "/custom_id"))
}

/// The object is the refund; the way up leads to its capture.
fn of_refund(refund: &Value) -> Option<Doorbell> {
    let links = refund.get("links").and_then(Value::as_array);
    let up = links.and_then(|links| links.iter().find(|link| text(link, "/rel") == Some("up")));
    let capture = up.and_then(|link| text(link, "/href")).and_then(|address| address.rsplit('/').next());
    ring(capture.or_else(|| text(refund, "/id")), text(refund, "/custom_id"))
}

fn of_dispute(dispute: &Value) -> Option<Doorbell> {
    let transaction = dispute.pointer("/disputed_transactions/0")?;
    ring(text(transaction, "/seller_transaction_id"), text(transaction, "/custom"))
}

fn ring(payment: Option<&str>, custom_id: Option<&str>) -> Option<Doorbell> {
    let order = custom_id.and_then(|id| id.parse().ok());
    Some(Doorbell { payment: payment?.to_owned(), order, snapshot: None })
}

fn text<'a>(value: &'a Value, pointer: &str) -> Option<&'a str> {
    value.pointer(pointer)?.as_str().filter(|text| !text.is_empty())
}
