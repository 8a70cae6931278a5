//! What mail programs post to end mails of a kind with one click (RFC 8058). They come from anywhere and bring no cookie, so this
//! is the one form that is taken from other sites: the token in the address is all that counts.

use super::AppState;
use app::api::ApiError;
use axum::extract::{Path, State};
use http::StatusCode;

/// What the body says, in whichever of the two encodings of forms.
const FIELD: &str = "List-Unsubscribe";
const VALUE: &str = "One-Click";

/// `POST /mail/unsubscribe/{token}`. A token that is not known is answered like one that is.
pub async fn one_click(State(state): State<AppState>, Path(token): Path<String>, body: String) -> StatusCode {
    if !(body.contains(FIELD) && body.contains(VALUE)) {
        return StatusCode::BAD_REQUEST;
    }
    match state.services.mails.unsubscribe(&token).await {
        Ok(()) | Err(ApiError::DeadLink) => StatusCode::OK,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}
