//! What a cardholder does, without a browser.

use axum::extract::{Path, State};
use axum::response::Json;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Outcome, pull};
use crate::api;
use crate::error::ApiError;
use crate::machine::{self, Confirmation};
use crate::params::Params;
use crate::state::App;
use crate::store::Store;

/// `{"card": "4242424242424242"}`; a payment method that exists can be named instead.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Confirm {
    card: Option<String>,
    payment_method: Option<String>,
    email: Option<String>,
}

/// `POST /_control/payment_intents/{id}/confirm`: a decline is a success of this call; look at the status.
pub async fn confirm(State(app): State<App>, Path(id): Path<String>, body: Option<Json<Confirm>>) -> Outcome {
    let asked = body.map(|Json(body)| body).unwrap_or_default();
    pull(&app, |store| {
        let live = store.intents.find(&id)?.live();
        let method = match asked.payment_method {
            Some(method) => method,
            None => new_card(store, live, asked.card.as_deref(), asked.email.as_deref())?,
        };
        let ask = Confirmation { method, sdk: true, ..Confirmation::default() };
        let outcome = machine::confirm(store, &id, &ask);
        told(store, &id, outcome)
    })
    .await
}

/// `{"outcome": "success"}` or `{"outcome": "fail"}`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authenticate {
    outcome: Passed,
}

/// What the cardholder did at the issuer.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Passed {
    /// They proved who they are.
    Success,
    /// They did not.
    Fail,
}

/// `POST /_control/payment_intents/{id}/authenticate`
pub async fn authenticate(State(app): State<App>, Path(id): Path<String>, Json(asked): Json<Authenticate>) -> Outcome {
    pull(&app, |store| {
        let outcome = machine::authenticate(store, &id, asked.outcome == Passed::Success);
        told(store, &id, outcome)
    })
    .await
}

/// A new payment method with this card.
pub fn new_card(store: &mut Store, live: bool, card: Option<&str>, email: Option<&str>) -> Result<String, ApiError> {
    let number = card.unwrap_or("4242424242424242");
    let params = json!({"card": {"number": number}, "billing_details": {"email": email.unwrap_or_default()}});
    api::create_payment_method_from(store, live, &Params::new(params))
}

/// The intent as it is now; a refusal that moved it is part of the story.
fn told(store: &Store, id: &str, outcome: Result<(), ApiError>) -> Result<Value, ApiError> {
    match outcome {
        Err(error) if !error.executed => Err(error),
        _ => store.intents.find(id).map(crate::table::Record::view),
    }
}
