//! Misfortunes.

use axum::extract::State;
use axum::response::Json;
use serde_json::{Value, json};

use super::Outcome;
use crate::error::ApiError;
use crate::faults::Fault;
use crate::state::App;

/// `POST /_control/faults`
pub async fn add(State(app): State<App>, Json(fault): Json<Fault>) -> Outcome {
    if !fault.is_possible() {
        return Err(ApiError::invalid(format!("There is no operation {}.", fault.op)).param("op").into());
    }
    let mut store = app.store();
    store.faults.add(fault);
    Ok(Json(json!({"faults": store.faults.waiting()})))
}

/// `GET /_control/faults`
pub async fn show(State(app): State<App>) -> Json<Value> {
    Json(json!({"faults": app.store().faults.waiting()}))
}

/// `DELETE /_control/faults`
pub async fn clear(State(app): State<App>) -> Json<Value> {
    app.store().faults.clear();
    Json(json!({"faults": []}))
}

/// `POST /_control/idempotency_keys/prune`: a day passes, and the old keys are free again.
pub async fn prune(State(app): State<App>) -> Json<Value> {
    let mut store = app.store();
    store.keys.prune();
    store.paypal.requests.retain(|_, kept| kept.subject.is_none());
    Json(json!({"pruned": true}))
}
