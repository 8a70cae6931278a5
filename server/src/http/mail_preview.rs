//! A mail as its reader sees it: a document of its own, in which nothing runs.

use super::AppState;
use crate::services::machine::mails;
use app::api::ports::{AdminActor, Viewer};
use app::api::{self, ApiError};
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use http::{StatusCode, header};

/// What it may do: look as it was written.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

/// `GET /admin/mails/{id}/html`.
pub async fn show(State(state): State<AppState>, Extension(viewer): Extension<Viewer>, Path(id): Path<String>) -> Response {
    let found = async {
        AdminActor::of(&viewer).ok_or(ApiError::NotFound)?;
        Ok::<_, ApiError>(mails::html(&state.core, &id).await?)
    };
    let found: api::Result<String> = found.await;
    match found {
        Ok(html) => ([(header::CONTENT_SECURITY_POLICY, POLICY)], Html(html)).into_response(),
        Err(error) => StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response(),
    }
}
