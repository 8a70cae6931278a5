//! What the dashboard does with money that was taken.

use axum::extract::{Path, State};
use axum::response::Json;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Outcome, pull};
use crate::api;
use crate::machine::refunds::{self, RefundStart};
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

/// `{"status": "pending", "times": 1}`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Next {
    status: RefundStart,
    times: Option<usize>,
}

/// `POST /_control/refunds/next`: so many of the next refunds begin like this, whoever asks for them.
pub async fn next(State(app): State<App>, Json(asked): Json<Next>) -> Json<Value> {
    let mut store = app.store();
    store.next_refunds.extend(std::iter::repeat_n(asked.status, asked.times.unwrap_or(1)));
    Json(json!({"next": store.next_refunds}))
}

/// `POST /_control/refunds/{id}/succeed`: what was pending goes through.
pub async fn succeed(State(app): State<App>, Path(id): Path<String>) -> Outcome {
    pull(&app, |store| refunds::succeed(store, &id)).await
}

/// `POST /_control/refunds/{id}/fail`: the bank sends the refund back.
pub async fn fail(State(app): State<App>, Path(id): Path<String>) -> Outcome {
    pull(&app, |store| refunds::fail(store, &id)).await
}
