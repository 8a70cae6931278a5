//! What happens to captures afterwards: reviews, the dashboard and disputes.

use axum::extract::{Path, State};
use axum::response::Json;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::control::{Outcome, pull_any as pull};
use crate::paypal::book::Book;
use crate::paypal::machine::{self, NewRefund};
use crate::paypal::refusal::Refusal;
use crate::paypal::requests::Plain;
use crate::paypal::shapes;
use crate::state::App;

fn shown(book: &Book, id: &str) -> Result<Value, Refusal> {
    Ok(shapes::capture(book, book.capture(id)?))
}

/// `POST /_control/paypal/captures/{id}/complete`: pending money arrives.
pub async fn complete(State(app): State<App>, Path(id): Path<String>) -> Outcome {
    pull(&app, |store| {
        machine::complete(store, &id)?;
        shown(&store.paypal, &id)
    })
    .await
}

/// `POST /_control/paypal/captures/{id}/deny`: pending money never arrives.
pub async fn deny(State(app): State<App>, Path(id): Path<String>) -> Outcome {
    pull(&app, |store| {
        machine::deny(store, &id)?;
        shown(&store.paypal, &id)
    })
    .await
}

/// `POST /_control/paypal/captures/{id}/reverse`: PayPal takes the money back.
pub async fn reverse(State(app): State<App>, Path(id): Path<String>) -> Outcome {
    pull(&app, |store| {
        machine::reverse(store, &id)?;
        shown(&store.paypal, &id)
    })
    .await
}

/// `POST /_control/paypal/captures/{id}/mutate`: the capture lies, the ledger does not; `{}` ends it.
pub async fn mutate(State(app): State<App>, Path(id): Path<String>, Json(fields): Json<Map<String, Value>>) -> Outcome {
    pull(&app, |store| {
        store.paypal.capture_mut(&id)?.mask = fields;
        shown(&store.paypal, &id)
    })
    .await
}

/// `{"capture": "…", "amount": "5.00"}`; everything without an amount.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refund {
    capture: String,
    amount: Option<String>,
}

/// `POST /_control/paypal/refunds`: a refund from the dashboard.
pub async fn refund(State(app): State<App>, Json(asked): Json<Refund>) -> Outcome {
    pull(&app, |store| {
        let currency_code = store.paypal.capture(&asked.capture)?.money.currency.code.to_owned();
        let amount = asked.amount.map(|value| Plain { currency_code, value });
        let id = machine::refund(store, &asked.capture, NewRefund { amount, ..NewRefund::default() })?;
        Ok::<_, Refusal>(shapes::refund(&store.paypal, store.paypal.refund(&id)?, true))
    })
    .await
}

/// `{"capture": "…", "reason": "UNAUTHORISED", "stage": "CHARGEBACK"}`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenDispute {
    capture: String,
    reason: Option<String>,
    stage: Option<String>,
}

/// `POST /_control/paypal/disputes`
pub async fn open_dispute(State(app): State<App>, Json(asked): Json<OpenDispute>) -> Outcome {
    pull(&app, |store| {
        let reason = asked.reason.as_deref().unwrap_or("UNAUTHORISED");
        let stage = asked.stage.as_deref().unwrap_or("CHARGEBACK");
        let id = machine::open_dispute(store, &asked.capture, reason, stage)?;
        Ok::<_, Refusal>(shapes::dispute(&store.paypal, store.paypal.dispute(&id)?))
    })
    .await
}

/// `{"outcome": "RESOLVED_SELLER_FAVOUR"}` or `RESOLVED_BUYER_FAVOUR`, `CANCELED_BY_BUYER`, …
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resolve {
    outcome: String,
}

/// `POST /_control/paypal/disputes/{id}/resolve`
pub async fn resolve_dispute(State(app): State<App>, Path(id): Path<String>, Json(asked): Json<Resolve>) -> Outcome {
    pull(&app, |store| {
        machine::resolve_dispute(store, &id, &asked.outcome)?;
        Ok::<_, Refusal>(shapes::dispute(&store.paypal, store.paypal.dispute(&id)?))
    })
    .await
}
