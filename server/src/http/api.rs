//! Server functions: one route for all of them, with the status that their error asks for.

use super::{AppState, pages, refused_form};
use app::api::ApiError;
use app::api::ports::Viewer;
use app::forms::IN_PLACE;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};

/// An error's body is a few words; more is not one of ours.
const LONGEST_ERROR: usize = 64 * 1024;

/// Runs a server function.
pub async fn server_function(State(state): State<AppState>, request: Request) -> Response {
    let known =
        leptos::server_fn::axum::server_fn_paths().any(|(path, method)| path == request.uri().path() && method == *request.method());
    if !known {
        return unknown(request.uri().path());
    }
    let wants_page = super::accepts_html(request.headers());
    let viewer = request.extensions().get::<Viewer>().cloned().unwrap_or_default();
    let context = pages::context(&state, viewer.clone());
    let in_place = wants_page && request.headers().contains_key(IN_PLACE);
    let again = super::layers::without_content(&request);
    let (request, typed) = match keep(request, wants_page).await {
        Ok(kept) => kept,
        Err(status) => return status.into_response(),
    };
    let answer = leptos_axum::handle_server_fns_with_context(context, request).await.into_response();
    if let Some(typed) = typed {
        let request = super::layers::without_content(&again);
        if let Some(page) = refused_form::page(&state, viewer, typed, answer.headers(), request).await {
            return page;
        }
    }
    let mut answer = with_status(answer).await;
    if answer.status() == StatusCode::BAD_REQUEST {
        tracing::warn!(refused = "malformed", "a request that no page of ours sends was refused");
    }
    if wants_page && answer.status().is_server_error() {
        return pages::fault(&state, again).await;
    }
    if in_place && answer.status().is_redirection() {
        *answer.status_mut() = StatusCode::NO_CONTENT;
    }
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    answer
}

/// What a browser without scripts typed is kept until its function has taken it.
async fn keep(request: Request, wants_page: bool) -> Result<(Request, Option<refused_form::Kept>), StatusCode> {
    if wants_page { refused_form::keep(request).await } else { Ok((request, None)) }
}

fn unknown(path: &str) -> Response {
    let same_path_other_method = leptos::server_fn::axum::server_fn_paths().any(|(known, _)| known == path);
    if same_path_other_method { StatusCode::METHOD_NOT_ALLOWED.into_response() } else { StatusCode::NOT_FOUND.into_response() }
}

/// The framework answers every error with 500; the error itself knows better.
async fn with_status(answer: Response) -> Response {
    if answer.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return answer;
    }
    let (mut parts, body) = answer.into_parts();
    let Ok(bytes) = to_bytes(body, LONGEST_ERROR).await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    if let Ok(error) = serde_json::from_slice::<ApiError>(&bytes) {
        parts.status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        if let Some(wait) = error.retry_after_s() {
            parts.headers.insert(header::RETRY_AFTER, HeaderValue::from(wait));
        }
    }
    Response::from_parts(parts, Body::from(bytes))
}
