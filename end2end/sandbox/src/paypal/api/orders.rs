//! Orders.

use serde_json::Value;

use super::{Ask, Reply};
use crate::paypal::book::{Book, Subject};
use crate::paypal::refusal::Refusal;
use crate::paypal::requests::{self, CaptureOrder, CreateOrder};
use crate::paypal::{machine, shapes};
use crate::store::Store;

/// `POST /v2/checkout/orders`
pub fn create(store: &mut Store, ask: &Ask) -> Result<Reply, Refusal> {
    let asked: CreateOrder = requests::read(&ask.body)?;
    let saved = asked.payment_source.as_ref().is_some_and(|source| source.paypal.vault_id.is_some());
    if saved && !ask.has_request_id {
        let description = "A PayPal-Request-Id is required if you are trying to process payment for an Order. \
                           Please specify a PayPal-Request-Id or Create the Order without a 'payment_source' specified.";
        return Err(Refusal::invalid("PAYPAL_REQUEST_ID_REQUIRED", description, ""));
    }
    let id = machine::create(store, asked)?;
    Ok(Reply::made(shown(&store.paypal, &id, ask.full)?, Subject::Order(id)))
}

/// `GET /v2/checkout/orders/{id}`
pub fn get(book: &Book, id: &str) -> Result<Reply, Refusal> {
    shown(book, id, true).map(Reply::found)
}

/// `POST /v2/checkout/orders/{id}/capture`
pub fn capture(store: &mut Store, ask: &Ask, id: &str) -> Result<Reply, Refusal> {
    let _: CaptureOrder = requests::read(&ask.body)?;
    machine::capture(store, id)?;
    Ok(Reply::made(shown(&store.paypal, id, ask.full)?, Subject::Order(id.to_owned())))
}

/// An order as it is now.
pub fn shown(book: &Book, id: &str, full: bool) -> Result<Value, Refusal> {
    Ok(shapes::order(book, book.order(id)?, full))
}
