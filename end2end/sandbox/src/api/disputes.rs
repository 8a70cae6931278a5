//! Disputes: read only.

use serde_json::Value;

use super::{Request, listing};
use crate::error::ApiError;
use crate::store::Store;
use crate::table::Record;

/// `GET /v1/disputes/{id}`
pub fn retrieve(store: &Store, request: &Request, id: &str) -> Result<Value, ApiError> {
    store.disputes.get(request.caller.live, id).map(Record::view)
}

/// `GET /v1/disputes`
pub fn list(store: &Store, request: &Request) -> Result<Value, ApiError> {
    let (intent, charge) = (request.params.text("payment_intent"), request.params.text("charge"));
    listing::page(&store.disputes, request, "/v1/disputes", |row| {
        intent.is_none_or(|id| row.text("payment_intent") == id) && charge.is_none_or(|id| row.text("charge") == id)
    })
}
