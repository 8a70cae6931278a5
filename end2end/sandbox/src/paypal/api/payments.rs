//! Captures, refunds and disputes.

use serde_json::{Value, json};

use super::{Ask, Reply};
use crate::paypal::book::{Book, Subject};
use crate::paypal::machine::{self, NewRefund};
use crate::paypal::refusal::Refusal;
use crate::paypal::requests::{self, RefundCapture};
use crate::paypal::shapes;
use crate::store::Store;

/// `GET /v2/payments/captures/{id}`
pub fn get_capture(book: &Book, id: &str) -> Result<Reply, Refusal> {
    Ok(Reply::found(shapes::capture(book, book.capture(id)?)))
}

/// `POST /v2/payments/captures/{id}/refund`
pub fn refund(store: &mut Store, ask: &Ask, id: &str) -> Result<Reply, Refusal> {
    let asked: RefundCapture = requests::read(&ask.body)?;
    let new = NewRefund { amount: asked.amount, custom_id: asked.custom_id, invoice_id: asked.invoice_id, note: asked.note_to_payer };
    let made = machine::refund(store, id, new)?;
    Ok(Reply::made(shown(&store.paypal, &made, ask.full)?, Subject::Refund(made)))
}

/// `GET /v2/payments/refunds/{id}`
pub fn get_refund(book: &Book, id: &str) -> Result<Reply, Refusal> {
    shown(book, id, true).map(Reply::found)
}

/// A refund as it is now.
pub fn shown(book: &Book, id: &str, full: bool) -> Result<Value, Refusal> {
    Ok(shapes::refund(book, book.refund(id)?, full))
}

/// `GET /v1/customer/disputes/{id}`
pub fn get_dispute(book: &Book, id: &str) -> Result<Reply, Refusal> {
    Ok(Reply::found(shapes::dispute(book, book.dispute(id)?)))
}

/// `GET /v1/customer/disputes?disputed_transaction_id=`
pub fn list_disputes(book: &Book, ask: &Ask) -> Reply {
    let about = ask.query.get("disputed_transaction_id");
    let chosen = book.disputes.iter().rev().filter(|dispute| about.is_none_or(|id| *id == dispute.capture));
    let items: Vec<Value> = chosen.map(|dispute| shapes::dispute(book, dispute)).collect();
    Reply::found(json!({"items": items, "links": []}))
}
