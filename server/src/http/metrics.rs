//! `GET /metrics`: for Prometheus, at an address of its own that the public never sees, or to whoever shows the token.

use super::AppState;
use crate::metrics::{MEDIA_TYPE, REQUESTS};
use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use leptos::server_fn::axum::server_fn_paths;
use secrecy::ExposeSecret;
use std::collections::HashSet;
use std::sync::LazyLock;
use std::time::Instant;
use subtle::ConstantTimeEq;

/// Where it is, at the address of the site too.
pub const PATH: &str = "/metrics";

/// At the address of the site: without a token in the settings there is nothing here, and without it in the request neither.
pub async fn to_bearer(State(state): State<AppState>, headers: HeaderMap) -> Response {
    if shows_token(&state, &headers) { page(&state).await } else { StatusCode::NOT_FOUND.into_response() }
}

/// All that an address of its own answers to. If there is a token, it is wanted here too.
pub fn router(state: AppState) -> Router {
    Router::new().route(PATH, get(at_own_address)).with_state(state)
}

async fn at_own_address(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let open = state.core.settings.metrics.token.is_none();
    if open || shows_token(&state, &headers) { page(&state).await } else { StatusCode::UNAUTHORIZED.into_response() }
}

async fn page(state: &AppState) -> Response {
    let no_store = (header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    ([(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE)), no_store], state.vitals.page(&state.core).await).into_response()
}

fn shows_token(state: &AppState, headers: &HeaderMap) -> bool {
    let Some(token) = &state.core.settings.metrics.token else { return false };
    let shown = headers.get(header::AUTHORIZATION).and_then(|value| value.as_bytes().strip_prefix(b"Bearer "));
    shown.is_some_and(|shown| shown.ct_eq(token.expose_secret().as_bytes()).into())
}

/// Measures every request by the template of its route.
pub async fn measure(request: Request, next: Next) -> Response {
    let began = Instant::now();
    let (route, method) = (Route::of(&request), method(request.method()));
    let response = next.run(request).await;
    REQUESTS.observe([route.template(), method, class(response.status())], began.elapsed());
    response
}

/// The route that a request takes.
pub struct Route {
    function: Option<&'static str>,
    matched: Option<MatchedPath>,
}

impl Route {
    /// That of a request within the router.
    pub fn of(request: &Request) -> Self {
        Self { function: function(request.uri().path()), matched: request.extensions().get().cloned() }
    }

    /// As it was registered: `/learn/{lesson}`.
    pub fn template(&self) -> &str {
        self.function.or_else(|| self.matched.as_ref().map(MatchedPath::as_str)).unwrap_or("/*")
    }
}

/// The server function that a path names: they share one route.
fn function(path: &str) -> Option<&'static str> {
    static FUNCTIONS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| server_fn_paths().map(|(path, _)| path).collect());
    path.starts_with("/api/").then(|| FUNCTIONS.get(path).copied()).flatten()
}

/// Whoever asks may invent methods.
pub fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    }
}

fn class(status: StatusCode) -> &'static str {
    match status.as_u16() {
        ..200 => "1xx",
        200..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        500.. => "5xx",
    }
}
