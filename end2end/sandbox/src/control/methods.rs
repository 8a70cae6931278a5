//! What happens to saved cards.

use axum::extract::{Path, State};
use axum::response::Json;
use serde::Deserialize;

use super::{Outcome, pull};
use crate::cards;
use crate::error::ApiError;
use crate::state::App;
use crate::table::Record;

/// `{"card": "4000000000000002"}`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Become {
    card: String,
}

/// `POST /_control/payment_methods/{id}/become`: from now on the issuer answers as it does for that test card.
pub async fn become_card(State(app): State<App>, Path(id): Path<String>, Json(asked): Json<Become>) -> Outcome {
    pull(&app, |store| {
        let behaviour = cards::behaviour(&asked.card)?;
        let card = store.cards.get_mut(&id).ok_or_else(|| ApiError::missing("PaymentMethod", &id, "payment_method"))?;
        card.behaviour = behaviour;
        store.methods.find(&id).map(Record::view)
    })
    .await
}
