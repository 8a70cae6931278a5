//! Signatures for deliveries that tests make themselves.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Json, Response};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::paypal::signature::{Overrides, headers};
use crate::state::App;

/// A body and what is wrong with its delivery.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sign {
    body: String,
    #[serde(default)]
    overrides: Overrides,
}

/// `POST /_control/paypal/sign`: the headers by their names.
pub async fn sign(State(app): State<App>, Json(asked): Json<Sign>) -> Response {
    let webhook_id = app.desk().settings.paypal_webhook_id.clone();
    let made = headers(&app.certificates, &app.options().paypal_cert_base, &webhook_id, asked.body.as_bytes(), &asked.overrides);
    let Some(made) = made else { return StatusCode::UNPROCESSABLE_ENTITY.into_response() };
    let named: Map<String, Value> = made.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
    Json(json!({"headers": named})).into_response()
}

/// `GET /_control/paypal/ca.pem`: the root that the shop is told to trust.
pub async fn root(State(app): State<App>) -> Response {
    match app.certificates.chain() {
        Some(chain) => ([(header::CONTENT_TYPE, "application/x-pem-file")], chain.root_pem()).into_response(),
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
