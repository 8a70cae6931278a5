//! Moving a payment intent by force.

use axum::extract::{Path, State};
use axum::response::Json;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Outcome, payments, pull};
use crate::error::ApiError;
use crate::machine;
use crate::state::App;
use crate::store::Store;

/// `POST /_control/payment_intents/{id}/succeed`: the money is taken.
pub async fn succeed(State(app): State<App>, Path(id): Path<String>) -> Outcome {
    moved(&app, &id, |store| {
        with_card(store, &id)?;
        machine::succeed(store, &id)
    })
    .await
}

/// `{"decline_code": "insufficient_funds"}`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fail {
    decline_code: Option<String>,
}

/// `POST /_control/payment_intents/{id}/fail`
pub async fn fail(State(app): State<App>, Path(id): Path<String>, body: Option<Json<Fail>>) -> Outcome {
    let code = body.and_then(|Json(body)| body.decline_code).unwrap_or_else(|| "generic_decline".to_owned());
    moved(&app, &id, |store| {
        with_card(store, &id)?;
        machine::fail(store, &id, &code)
    })
    .await
}

/// `POST /_control/payment_intents/{id}/require_action`
pub async fn require_action(State(app): State<App>, Path(id): Path<String>) -> Outcome {
    moved(&app, &id, |store| {
        with_card(store, &id)?;
        machine::require_action(store, &id)
    })
    .await
}

/// `POST /_control/payment_intents/{id}/process`: it stays so until it is told otherwise.
pub async fn process(State(app): State<App>, Path(id): Path<String>) -> Outcome {
    moved(&app, &id, |store| {
        with_card(store, &id)?;
        let intent = store.intents.find(&id)?;
        if matches!(intent.text("status"), "succeeded" | "canceled") {
            return Err(machine::already(intent, "confirm"));
        }
        machine::process(store, &id)
    })
    .await
}

/// `POST /_control/payment_intents/{id}/mutate`: from now on the object and its events show these fields;
/// the ledger does not believe them. An empty object shows the truth again.
pub async fn mutate(State(app): State<App>, Path(id): Path<String>, Json(fields): Json<Map<String, Value>>) -> Outcome {
    moved(&app, &id, |store| {
        store.intents.find_mut(&id)?.falsify(fields);
        Ok(())
    })
    .await
}

async fn moved(app: &App, id: &str, lever: impl FnOnce(&mut Store) -> Result<(), ApiError>) -> Outcome {
    pull(app, |store| {
        lever(store)?;
        store.intents.find(id).map(crate::table::Record::view)
    })
    .await
}

/// Money comes from a card: gives the intent one if it has none.
fn with_card(store: &mut Store, id: &str) -> Result<(), ApiError> {
    let intent = store.intents.find(id)?;
    if intent.text("payment_method").is_empty() {
        let method = payments::new_card(store, intent.live(), None, None)?;
        store.intents.find_mut(id)?.set("payment_method", method.as_str());
        store.flows.entry(id.to_owned()).or_default().method = Some(method);
    }
    Ok(())
}
