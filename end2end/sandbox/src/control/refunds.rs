//! What the dashboard does with money that was taken.

use axum::extract::{Path, State};
use axum::response::Json;
use serde::Deserialize;
use serde_json::json;

use super::{Outcome, pull};
use crate::api;
use crate::params::Params;
use crate::state::App;

/// `{"payment_intent": "pi_…", "amount": 500}`; everything without an amount.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refund {
    payment_intent: String,
    amount: Option<i64>,
}

/// `POST /_control/refunds`
pub async fn create(State(app): State<App>, Json(asked): Json<Refund>) -> Outcome {
    pull(&app, |store| {
        let live = store.intents.find(&asked.payment_intent)?.live();
        let amount = asked.amount.map(|amount| amount.to_string()).unwrap_or_default();
        let params = json!({"payment_intent": asked.payment_intent, "amount": amount});
        api::give_back(store, live, &Params::new(params))
    })
    .await
}

/// `POST /_control/refunds/{id}/fail`: the bank sends the refund back.
pub async fn fail(State(app): State<App>, Path(id): Path<String>) -> Outcome {
    pull(&app, |store| {
        let refund = store.refunds.find_mut(&id)?;
        if refund.text("status") != "succeeded" {
            return Ok(refund.view());
        }
        refund.set("status", "failed");
        refund.set("failure_reason", "expired_or_canceled_card");
        let (live, view, amount) = (refund.live(), refund.view(), refund.int("amount"));
        let charge = store.charges.find_mut(view["charge"].as_str().unwrap_or_default())?;
        let refunded = charge.int("amount_refunded") - amount;
        charge.set("amount_refunded", refunded);
        charge.set("refunded", false);
        store.emit("refund.updated", live, &view);
        store.emit("refund.failed", live, &view);
        Ok(view)
    })
    .await
}
