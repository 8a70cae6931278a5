//! Events: what happened, and whether the shop was told.

use serde_json::Value;

use super::{Request, listing};
use crate::error::ApiError;
use crate::ids::now;
use crate::store::Store;
use crate::table::Record;

/// Older events are not listed.
const DAYS_KEPT: i64 = 30;

/// `GET /v1/events/{id}`
pub fn retrieve(store: &Store, request: &Request, id: &str) -> Result<Value, ApiError> {
    store.events.get(request.caller.live, id).map(Record::view)
}

/// `GET /v1/events`
pub fn list(store: &Store, request: &Request) -> Result<Value, ApiError> {
    let params = &request.params;
    let mut kinds = params.list("types");
    kinds.extend(params.text("type").map(str::to_owned));
    if kinds.len() > 20 {
        return Err(ApiError::invalid("You may specify at most 20 types.").param("types"));
    }
    let success = params.flag("delivery_success")?;
    let oldest = now() - DAYS_KEPT * 24 * 60 * 60;
    listing::page(&store.events, request, "/v1/events", |row| {
        let told = row.int("pending_webhooks") == 0;
        row.int("created") >= oldest
            && success.is_none_or(|wanted| wanted == told)
            && (kinds.is_empty() || kinds.iter().any(|kind| matches(kind, row.text("type"))))
    })
}

/// `charge.*` stands for every event of a charge.
fn matches(pattern: &str, kind: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(prefix) => kind.starts_with(prefix),
        None => pattern == kind,
    }
}
