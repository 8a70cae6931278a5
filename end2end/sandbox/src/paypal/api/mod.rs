//! What the calls do. Everything here runs under the store's lock.

mod events;
mod orders;
mod payments;
mod reports;
mod vault;

use std::collections::HashMap;

use serde_json::Value;

use super::book::{Book, Subject};
use super::operation::{Call, Operation};
use super::refusal::Refusal;
use crate::store::Store;

/// One call, ready to be executed.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// The parameters of the query.
    pub query: HashMap<String, String>,
    /// The body.
    pub body: Vec<u8>,
    /// Whether `Prefer: return=representation` asks for whole objects.
    pub full: bool,
    /// Whether a `PayPal-Request-Id` came along.
    pub has_request_id: bool,
}

/// A success.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The body, if there is one.
    pub body: Option<Value>,
    /// What it is about, if the same request must find it again.
    pub subject: Option<Subject>,
}

impl Reply {
    /// An object that exists.
    fn found(body: Value) -> Self {
        Self { status: 200, body: Some(body), subject: None }
    }

    /// An object that was made.
    fn made(body: Value, subject: Subject) -> Self {
        Self { status: 201, body: Some(body), subject: Some(subject) }
    }
}

/// Executes a call.
pub fn execute(store: &mut Store, call: &Call, ask: &Ask) -> Result<Reply, Refusal> {
    let id = call.id.as_str();
    match call.operation {
        Operation::Token => Err(Refusal::server()),
        Operation::CreateOrder => orders::create(store, ask),
        Operation::GetOrder => orders::get(&store.paypal, id),
        Operation::CaptureOrder => orders::capture(store, ask, id),
        Operation::GetCapture => payments::get_capture(&store.paypal, id),
        Operation::RefundCapture => payments::refund(store, ask, id),
        Operation::GetRefund => payments::get_refund(&store.paypal, id),
        Operation::ListDisputes => Ok(payments::list_disputes(&store.paypal, ask)),
        Operation::GetDispute => payments::get_dispute(&store.paypal, id),
        Operation::ListTokens => vault::list(&store.paypal, ask),
        Operation::GetToken => vault::get(&store.paypal, id),
        Operation::DeleteToken => vault::delete(store, id),
        Operation::ListTransactions => reports::list(&store.paypal, ask),
        Operation::ListEvents => events::list(&store.paypal, ask),
        Operation::GetEvent => events::get(&store.paypal, id),
    }
}

/// The answer to a request that was made before: its object as it is now.
pub fn again(book: &Book, subject: &Subject, full: bool) -> Result<Reply, Refusal> {
    match subject {
        Subject::Order(id) => orders::shown(book, id, full),
        Subject::Refund(id) => payments::shown(book, id, full),
    }
    .map(Reply::found)
}
