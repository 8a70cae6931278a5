//! What the API is, for programs and for people. The document is written from the sources when the program is built
//! (`server/build`); the page says the same in a form that is read.

mod page;
mod words;

use super::AppState;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header;

/// The description of every server function and webhook, as OpenAPI 3.1.
pub const DOCUMENT: &str = include_str!(concat!(env!("OUT_DIR"), "/openapi.json"));
/// Where programs read it.
pub const PATH: &str = "/api/openapi.json";
/// Where people read it.
pub const PAGE: &str = "/api";

/// `GET /api/openapi.json`
pub async fn document() -> Response {
    let kept = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "public, max-age=300")];
    (kept, DOCUMENT).into_response()
}

/// `GET /api`
pub async fn page(State(state): State<AppState>) -> Response {
    page::show(state.assets.css.as_deref())
}
