//! Charges: read only.

use serde_json::Value;

use super::{Request, listing};
use crate::error::ApiError;
use crate::store::Store;
use crate::table::Record;

/// `GET /v1/charges/{id}`
pub fn retrieve(store: &Store, request: &Request, id: &str) -> Result<Value, ApiError> {
    store.charges.get(request.caller.live, id).map(Record::view)
}

/// `GET /v1/charges`
pub fn list(store: &Store, request: &Request) -> Result<Value, ApiError> {
    let (intent, customer) = (request.params.text("payment_intent"), request.params.text("customer"));
    listing::page(&store.charges, request, "/v1/charges", |row| {
        intent.is_none_or(|id| row.text("payment_intent") == id) && customer.is_none_or(|id| row.text("customer") == id)
    })
}
