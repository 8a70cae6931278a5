//! What buyers do, without a browser, and what the next payment comes to.

use axum::extract::{Path, State};
use axum::response::Json;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::control::{Outcome, pull_any as pull};
use crate::paypal::book::{self, Book};
use crate::paypal::refusal::Refusal;
use crate::paypal::{machine, shapes};
use crate::state::App;

fn shown(book: &Book, id: &str) -> Result<Value, Refusal> {
    Ok(shapes::order(book, book.order(id)?, true))
}

/// `POST /_control/paypal/orders/{id}/approve`
pub async fn approve(State(app): State<App>, Path(id): Path<String>) -> Outcome {
    pull(&app, |store| {
        machine::approve(store, &id)?;
        shown(&store.paypal, &id)
    })
    .await
}

/// `POST /_control/paypal/orders/{id}/cancel`: the buyer goes back; PayPal tells nobody and the order stays as it is.
pub async fn cancel(State(app): State<App>, Path(id): Path<String>) -> Outcome {
    pull(&app, |store| shown(&store.paypal, &id)).await
}

/// `POST /_control/paypal/orders/{id}/lapse`: nobody captured in time.
pub async fn lapse(State(app): State<App>, Path(id): Path<String>) -> Outcome {
    pull(&app, |store| {
        machine::lapse(store, &id)?;
        shown(&store.paypal, &id)
    })
    .await
}

/// `POST /_control/paypal/orders/{id}/mutate`: the order lies, the ledger does not; `{}` ends it.
pub async fn mutate(State(app): State<App>, Path(id): Path<String>, Json(fields): Json<Map<String, Value>>) -> Outcome {
    pull(&app, |store| {
        store.paypal.order_mut(&id)?.mask = fields;
        shown(&store.paypal, &id)
    })
    .await
}

/// `{"outcome": "decline", "times": 1}`; `pending` may have a `reason`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Next {
    outcome: Kind,
    reason: Option<String>,
    times: Option<u32>,
}

/// What the next payment comes to.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// `INSTRUMENT_DECLINED`: no capture is made.
    Decline,
    /// The capture is pending.
    Pending,
    /// The capture is made and declined.
    Denied,
    /// The owner of a saved wallet must agree once more.
    PayerAction,
}

/// `POST /_control/paypal/next`
pub async fn next(State(app): State<App>, Json(asked): Json<Next>) -> Json<Value> {
    let outcome = match asked.outcome {
        Kind::Decline => book::Outcome::Decline,
        Kind::Pending => book::Outcome::Pending(asked.reason.unwrap_or_else(|| "PENDING_REVIEW".to_owned())),
        Kind::Denied => book::Outcome::Denied,
        Kind::PayerAction => book::Outcome::PayerAction,
    };
    let mut store = app.store();
    store.paypal.outcomes.push((outcome, asked.times.unwrap_or(1).max(1)));
    Json(json!({"waiting": store.paypal.outcomes.len()}))
}

/// `POST /_control/paypal/tokens/expire`: every access token is void from now on.
pub async fn expire_access_tokens(State(app): State<App>) -> Json<Value> {
    let mut store = app.store();
    let expired = store.paypal.access_tokens.len();
    store.paypal.access_tokens.clear();
    Json(json!({"expired": expired}))
}

/// `POST /_control/paypal/payment_tokens/{id}/delete`: the buyer takes a saved wallet back at PayPal.
pub async fn delete_payment_token(State(app): State<App>, Path(id): Path<String>) -> Outcome {
    pull(&app, |store| machine::delete_token(store, &id).map(|()| json!({"deleted": id}))).await
}
