//! The event.

use serde_json::{Value, json};

use crate::effects::Origin;
use crate::ids::{new_id, now};

/// The version of the API whose objects events carry.
pub const API_VERSION: &str = "2026-09-30.endive";

/// Something happened to an object.
pub fn event(kind: &str, live: bool, object: &Value, origin: &Origin) -> Value {
    json!({
        "id": new_id("evt"),
        "object": "event",
        "api_version": API_VERSION,
        "created": now(),
        "data": {"object": object},
        "livemode": live,
        "pending_webhooks": 1,
        "request": {"id": origin.request_id, "idempotency_key": origin.idempotency_key},
        "type": kind,
    })
}
