//! What is around every route.

use super::shared::Sharing;
use super::{AppState, cross_site, csp, first_run, found, metrics, moved, page_cache, pages, refusal, session};
use crate::cause;
use crate::config::ClientIpSource;
use crate::telemetry::{paths, traces};
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::request_id::{MakeRequestId, MakeRequestUuid, PropagateRequestIdLayer, RequestId};
use tower_http::set_header::SetRequestHeaderLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;
use tracing::Span;
use tracing::field::Empty;

/// The largest form.
const FORM_LIMIT: usize = 64 * 1024;
/// The largest form with a text that is as long as people write, or a table of people. A text that is too long gets its answer there,
/// beside its field.
const LONG_FORM_LIMIT: usize = 4 * 1024 * 1024;
/// The largest webhook.
const WEBHOOK_LIMIT: usize = 2 * 1024 * 1024;
/// A request that is not answered by then is given up.
const DEADLINE: Duration = Duration::from_secs(20);
/// The header that names a request.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The name of a request, as logs and error pages show it.
pub fn request_id(request: &Request) -> String {
    request.headers().get(REQUEST_ID).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

/// A request of nobody for nothing, with the name of this one: what a page of its own needs.
pub fn without_content(request: &Request) -> Request {
    let mut empty = Request::builder().uri("/").body(Body::empty()).unwrap_or_default();
    if let Some(id) = request.headers().get(REQUEST_ID) {
        empty.headers_mut().insert(REQUEST_ID, id.clone());
    }
    empty
}

/// For pages and server functions: small bodies.
pub fn small(site: Router<AppState>) -> Router<AppState> {
    site.layer(RequestBodyLimitLayer::new(FORM_LIMIT))
}

/// For forms with a long text.
pub fn long_texts(forms: Router<AppState>) -> Router<AppState> {
    forms.layer(DefaultBodyLimit::disable()).layer(RequestBodyLimitLayer::new(LONG_FORM_LIMIT))
}

/// For all that browsers ask for: who asks, no forms from other sites, a calm page for a fault.
pub fn for_browsers(site: Router<AppState>, state: &AppState) -> Router<AppState> {
    site.layer(from_fn_with_state(state.clone(), moved::follow))
        .layer(from_fn_with_state(state.clone(), session::identify))
        .layer(Sharing)
        .layer(CatchPanicLayer::custom(after_panic))
        .layer(cross_site::shield(state))
        .layer(from_fn(cross_site::guard))
        .layer(Sharing)
        .layer(from_fn_with_state(state.clone(), first_run::gate))
        .layer(from_fn_with_state(state.clone(), calm_faults))
}

/// For webhooks and health.
pub fn for_machines(machines: Router<AppState>) -> Router<AppState> {
    machines.layer(CatchPanicLayer::custom(after_panic)).layer(RequestBodyLimitLayer::new(WEBHOOK_LIMIT))
}

/// The last resort: the process goes on, and the browser gets the page of a fault.
fn after_panic(_: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("a request panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// For all that is answered at once: a page that is kept, and a deadline.
pub fn in_time(router: Router<AppState>, state: &AppState) -> Router<AppState> {
    router
        .layer(Sharing)
        .layer(from_fn_with_state(state.clone(), page_cache::first))
        .layer(CatchPanicLayer::custom(after_panic))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, DEADLINE))
}

/// For every request: a name, a log line, a measure, and headers that shut the browser's doors.
pub fn for_everybody(router: Router<AppState>, state: &AppState) -> Router<AppState> {
    let has_proxy = state.core.settings.client_ip != ClientIpSource::Connection;
    let span = move |request: &http::Request<Body>| span(request, has_proxy);
    let on_response = |response: &Response, _: Duration, span: &Span| traces::answered(span, response.status());
    router
        .layer(Sharing)
        .layer(from_fn_with_state(state.clone(), look_after))
        .layer(TraceLayer::new_for_http().make_span_with(span).on_request(()).on_response(on_response).on_failure(()))
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(SetRequestHeaderLayer::overriding(REQUEST_ID, new_name))
        .layer(Sharing)
        .layer(from_fn(metrics::measure))
}

/// Method, path and name; no query, which may carry what should not be logged, and no token from a path. A trace is believed where our
/// own proxy stands before us, as the visitor's address is.
fn span(request: &http::Request<Body>, has_proxy: bool) -> Span {
    let id = request.headers().get(REQUEST_ID).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (method, path) = (request.method(), paths::shown(request.uri().path()));
    let span =
        tracing::info_span!("request", request.id = id, http.method = %method, http.path = path, otel.name = Empty, otel.kind = Empty);
    let caller = has_proxy.then_some(request.headers());
    traces::received(&span, metrics::method(method), metrics::Route::of(request).template(), caller);
    span
}

/// A request's name is ours to give, whatever it came with.
fn new_name(request: &Request) -> Option<HeaderValue> {
    MakeRequestUuid.make_request_id(request).map(RequestId::into_header_value)
}

/// What the request leaves to be done goes back to it; one line if it failed on our side; and the headers.
async fn look_after(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let id = request_id(&request);
    let mut response = cause::within(Some(id), next.run(request)).await;
    if response.status().is_server_error() {
        tracing::warn!(http.status = response.status().as_u16(), "a request was answered with a fault");
    }
    shut_doors(&state, response.headers_mut());
    response
}

/// Gives a browser a page where a layer below answered with a bare status.
async fn calm_faults(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let wants_page = super::accepts_html(request.headers());
    let again = without_content(&request);
    let response = next.run(request).await;
    let is_page = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !wants_page || is_page {
        return response;
    }
    match response.status() {
        StatusCode::NOT_FOUND => pages::not_found(&state, again).await,
        status if status.is_server_error() => pages::fault(&state, again).await,
        status if refusal::has_words(status) => refusal::page(&state, status),
        _ => response,
    }
}

/// The headers that shut the browser's doors.
fn shut_doors(state: &AppState, headers: &mut HeaderMap) {
    let always = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=(), payment=(self \"https://js.stripe.com\"), fullscreen=(self \"https://player.vimeo.com\")",
        ),
    ];
    for (name, value) in always {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(HeaderName::from_static("cross-origin-resource-policy")).or_insert(HeaderValue::from_static("same-origin"));
    headers.entry(header::REFERRER_POLICY).or_insert(HeaderValue::from_static("strict-origin-when-cross-origin"));
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(csp::NOTHING));
    // What is sent bit by bit says `no-cache` by itself.
    if headers.get(header::CACHE_CONTROL).is_none_or(|kept| kept == "no-cache") {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    }
    if !state.core.settings.indexed {
        headers.insert(found::ROBOTS, HeaderValue::from_static(found::KEEP_OUT));
    }
    if state.core.settings.is_https() {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000; includeSubDomains"));
    }
}
