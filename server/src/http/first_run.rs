//! Before the first run nobody is served: there is nothing to see, and nobody to see it.

use super::{AppState, refusal};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use std::sync::atomic::Ordering;

/// What the setup page needs.
const OPEN: [&str; 4] = ["/setup", "/api/setup/", "/pkg/", "/favicon.svg"];

/// Answers everything but the setup page with 503, until somebody runs the place.
pub async fn gate(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if OPEN.iter().any(|open| if open.ends_with('/') { path.starts_with(open) } else { path == *open }) {
        return next.run(request).await;
    }
    match is_set_up(&state).await {
        Ok(true) => next.run(request).await,
        Ok(false) if super::accepts_html(request.headers()) => refusal::not_set_up(&state),
        Ok(false) | Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// Asks the database until the answer is yes.
async fn is_set_up(state: &AppState) -> app::api::Result<bool> {
    if state.set_up.load(Ordering::Relaxed) {
        return Ok(true);
    }
    let set_up = !state.services.setup.is_open().await?;
    if set_up {
        state.set_up.store(true, Ordering::Relaxed);
    }
    Ok(set_up)
}
