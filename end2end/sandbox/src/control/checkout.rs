//! What a buyer does on the page of a Checkout Session, without a browser.

use axum::extract::{Path, State};
use axum::response::Json;
use serde::Deserialize;
use serde_json::json;

use super::{Outcome, pull};
use crate::checkout;
use crate::machine;
use crate::params::Params;
use crate::state::App;
use crate::table::Record;

/// `{"card": "4242424242424242", "email": "ann@example.org"}`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Pay {
    card: Option<String>,
    email: Option<String>,
}

/// `POST /_control/checkout/sessions/{id}/pay`: a decline is a success of this call; look at the status.
pub async fn pay(State(app): State<App>, Path(id): Path<String>, body: Option<Json<Pay>>) -> Outcome {
    let asked = body.map(|Json(body)| body).unwrap_or_default();
    pull(&app, |store| {
        let number = asked.card.as_deref().unwrap_or("4242424242424242");
        let typed = json!({"card": {"number": number}, "billing_details": {"email": asked.email.unwrap_or_default()}});
        match checkout::pay(store, &id, &Params::new(typed)) {
            Err(error) if !error.executed => Err(error),
            _ => store.sessions.find(&id).map(Record::view),
        }
    })
    .await
}

/// `POST /_control/checkout/sessions/{id}/expire`: its time passes.
pub async fn expire(State(app): State<App>, Path(id): Path<String>) -> Outcome {
    pull(&app, |store| {
        machine::checkout::expire(store, &id)?;
        store.sessions.find(&id).map(Record::view)
    })
    .await
}
