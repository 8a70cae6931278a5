//! Stripe's list of endpoints: the one that the settings name.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Json, Response};
use serde_json::{Value, json};

use crate::auth;
use crate::form;
use crate::params::Params;
use crate::state::App;

/// `GET /v1/webhook_endpoints`
pub async fn list(State(app): State<App>, headers: HeaderMap) -> Response {
    if let Err(error) = auth::caller(&headers, &Params::new(form::parse(b""))) {
        return error.into_response_with("req_endpoints", false);
    }
    let settings = app.desk().settings.clone();
    let status = if settings.enabled { "enabled" } else { "disabled" };
    let described =
        |url: String| json!({ "id": "we_1", "object": "webhook_endpoint", "url": url, "status": status, "enabled_events": ["*"] });
    let data: Vec<Value> = settings.url.into_iter().map(described).collect();
    Json(json!({ "object": "list", "url": "/v1/webhook_endpoints", "has_more": false, "data": data })).into_response()
}
