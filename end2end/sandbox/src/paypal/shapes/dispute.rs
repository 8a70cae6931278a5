//! The dispute.

use serde_json::{Value, json};

use super::{link, payee, put};
use crate::paypal::book::{Book, Dispute};

/// A dispute as `GET /v1/customer/disputes/{id}` gives it.
pub fn dispute(book: &Book, dispute: &Dispute) -> Value {
    let mut transaction = json!({"seller_transaction_id": dispute.capture, "seller": payee(), "buyer": {"name": "Ada Buyer"}});
    if let Some(order) = book.capture(&dispute.capture).ok().and_then(|capture| book.orders.get(&capture.order)) {
        put(&mut transaction, "custom", order.unit.custom_id.as_deref());
        put(&mut transaction, "invoice_number", order.unit.invoice_id.as_deref());
    }
    let mut object = json!({
        "dispute_id": dispute.id,
        "create_time": dispute.created,
        "update_time": dispute.updated,
        "disputed_transactions": [transaction],
        "reason": dispute.reason,
        "status": if dispute.outcome.is_some() { "RESOLVED" } else { "WAITING_FOR_SELLER_RESPONSE" },
        "dispute_state": if dispute.outcome.is_some() { "RESOLVED" } else { "REQUIRED_ACTION" },
        "dispute_amount": dispute.money.json(),
        "dispute_life_cycle_stage": dispute.stage,
        "dispute_channel": "INTERNAL",
        "links": [link(format!("{}/v1/customer/disputes/{}", book.links.api, dispute.id), "self", "GET")],
    });
    if let Some(outcome) = &dispute.outcome {
        object["dispute_outcome"] = json!({"outcome_code": outcome, "amount_refunded": refunded(dispute, outcome)});
    }
    object
}

/// Only a dispute that the buyer won moved money.
fn refunded(dispute: &Dispute, outcome: &str) -> Value {
    let minor = if outcome == "RESOLVED_BUYER_FAVOUR" { dispute.money.minor } else { 0 };
    dispute.money.with(minor).json()
}
