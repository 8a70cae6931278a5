//! Services that measure visits: their scripts, and what servers tell them.

use axum::Router;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Json, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};
use std::collections::BTreeMap;

use crate::state::App;

/// Google's addresses, and Clarity's.
pub fn router() -> Router<App> {
    Router::new()
        .route("/gtag/js", get(|| async { script("window.measuredByGoogle=true;") }))
        .route("/tag/{project}", get(|| async { script("window.measuredByClarity=true;") }))
        .route("/mp/collect", post(collect))
        .route("/_control/measurements", get(told))
}

fn script(text: &'static str) -> Response {
    ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], text).into_response()
}

/// Like the service itself it answers the same whatever it is told.
async fn collect(State(app): State<App>, Query(query): Query<BTreeMap<String, String>>, Json(told): Json<Value>) -> StatusCode {
    app.store().measurements.push(json!({ "query": query, "told": told }));
    StatusCode::NO_CONTENT
}

async fn told(State(app): State<App>) -> Json<Value> {
    Json(Value::Array(app.store().measurements.clone()))
}
