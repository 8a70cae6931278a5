//! Disputes: the cardholder asks the bank for the money back.

use axum::extract::{Path, State};
use axum::response::Json;
use serde::Deserialize;

use super::{Outcome, pull};
use crate::machine::disputes;
use crate::state::App;

/// `{"payment_intent": "pi_…", "reason": "fraudulent", "status": "needs_response"}`; a status that begins
/// with `warning_` is an inquiry and withdraws nothing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Open {
    payment_intent: String,
    reason: Option<String>,
    status: Option<String>,
}

/// `POST /_control/disputes`
pub async fn open(State(app): State<App>, Json(asked): Json<Open>) -> Outcome {
    let reason = asked.reason.as_deref().unwrap_or("fraudulent");
    let status = asked.status.as_deref().unwrap_or("needs_response");
    pull(&app, |store| disputes::open(store, &asked.payment_intent, reason, status)).await
}

/// `{"status": "under_review"}`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    status: String,
}

/// `POST /_control/disputes/{id}/update`: evidence was sent, or an inquiry becomes a chargeback.
pub async fn update(State(app): State<App>, Path(id): Path<String>, Json(asked): Json<Move>) -> Outcome {
    pull(&app, |store| disputes::update(store, &id, &asked.status)).await
}

/// `POST /_control/disputes/{id}/close`: a chargeback as `won` or `lost`, an inquiry as `warning_closed`.
pub async fn close(State(app): State<App>, Path(id): Path<String>, Json(asked): Json<Move>) -> Outcome {
    pull(&app, |store| disputes::close(store, &id, &asked.status)).await
}
