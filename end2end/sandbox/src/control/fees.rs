//! How the balance is kept.

use axum::extract::State;
use axum::response::Json;
use serde_json::Value;

use crate::fees::{self, Fees};
use crate::state::App;

/// `POST /_control/fees`
pub async fn set(State(app): State<App>, Json(asked): Json<Fees>) -> Json<Value> {
    Json(fees::set(&mut app.store(), asked))
}
