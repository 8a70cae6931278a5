//! Disputes: the cardholder asks the bank for the money back.

use axum::extract::{Path, State};
use axum::response::Json;
use serde::Deserialize;

use super::{Outcome, pull};
use crate::error::ApiError;
use crate::shapes;
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
    pull(&app, |store| {
        let intent = store.intents.find(&asked.payment_intent)?;
        if intent.text("status") != "succeeded" {
            return Err(ApiError::invalid("Only a payment that succeeded can be disputed."));
        }
        let status = asked.status.as_deref().unwrap_or("needs_response");
        let charge = store.charges.find_mut(intent.text("latest_charge"))?;
        charge.set("disputed", true);
        let live = charge.live();
        let object = shapes::dispute(charge.real(), asked.reason.as_deref().unwrap_or("fraudulent"), status);
        store.disputes.insert(live, object.clone());
        store.emit("charge.dispute.created", live, &object);
        if !status.starts_with("warning_") {
            store.emit("charge.dispute.funds_withdrawn", live, &object);
        }
        Ok(object)
    })
    .await
}

/// `{"status": "won"}`, `lost` or `warning_closed`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Close {
    status: String,
}

/// `POST /_control/disputes/{id}/close`
pub async fn close(State(app): State<App>, Path(id): Path<String>, Json(asked): Json<Close>) -> Outcome {
    pull(&app, |store| {
        if !matches!(asked.status.as_str(), "won" | "lost" | "warning_closed") {
            return Err(ApiError::invalid("A dispute is closed as won, lost or warning_closed.").param("status"));
        }
        let dispute = store.disputes.find_mut(&id)?;
        dispute.set("status", asked.status.as_str());
        let (live, view) = (dispute.live(), dispute.view());
        store.emit("charge.dispute.closed", live, &view);
        if asked.status == "won" {
            store.emit("charge.dispute.funds_reinstated", live, &view);
        }
        Ok(view)
    })
    .await
}
