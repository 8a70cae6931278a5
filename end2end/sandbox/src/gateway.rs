//! The door of Stripe's API: keys, faults and idempotency around the operations.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::Value;

use crate::api::{self, Call, Operation};
use crate::auth;
use crate::effects::Origin;
use crate::error::ApiError;
use crate::faults::{Fault, Mode};
use crate::form;
use crate::idempotency::{Answer, Verdict};
use crate::ids::new_id;
use crate::params::Params;
use crate::shapes::API_VERSION;
use crate::state::App;

/// On a response: the connection breaks instead of carrying it.
#[derive(Clone, Copy, Debug)]
pub struct DropConnection;

/// Answers any request below `/v1/`.
pub async fn handle(State(app): State<App>, request: axum::extract::Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, 1 << 20).await else {
        return ApiError::invalid("The request body is too large.").into_response_with("req_too_large", false);
    };
    // What the provider has begun it ends, even if the caller hangs up.
    let work = tokio::spawn(async move { answer(&app, &parts, &body).await });
    work.await.unwrap_or_else(|_| ApiError::server().into_response_with("req_broken", false))
}

async fn answer(app: &App, parts: &Parts, body: &Bytes) -> Response {
    let request_id = new_id("req");
    let prepared = match prepare(app, parts, body) {
        Ok(prepared) => prepared,
        Err(error) => return error.into_response_with(&request_id, false),
    };
    let fault = app.store().faults.strike(prepared.call.operation.name());
    match fault.as_ref().map(|fault| fault.mode) {
        Some(Mode::TimeoutBefore) => return hang_up(fault.as_ref()).await,
        Some(Mode::Error500Before) => return ApiError::server().into_response_with(&request_id, false),
        Some(Mode::Error429) => return too_many().into_response_with(&request_id, false),
        Some(Mode::Error403) => return not_permitted().into_response_with(&request_id, false),
        _ => {}
    }
    let (answer, replayed) = match keyed(app, &prepared, &request_id, fault.as_ref()).await {
        Ok(answered) => answered,
        Err(error) => return error.into_response_with(&request_id, false),
    };
    match fault.as_ref().map(|fault| fault.mode) {
        Some(Mode::TimeoutAfter) => return hang_up(fault.as_ref()).await,
        Some(Mode::DropAfter) => return broken(),
        Some(Mode::MalformedJson) => {
            let whole = answer.body.to_string();
            let half = whole.chars().take(whole.chars().count() / 2).collect();
            return respond(answer.status, half, &request_id, prepared.key.as_deref(), replayed);
        }
        _ => {}
    }
    respond(answer.status, answer.body.to_string(), &request_id, prepared.key.as_deref(), replayed)
}

struct Prepared {
    call: Call,
    request: api::Request,
    key: Option<String>,
    fingerprint: String,
}

/// Reads the request, knows its sender and counts the call.
fn prepare(app: &App, parts: &Parts, body: &Bytes) -> Result<Prepared, ApiError> {
    let path = parts.uri.path();
    let mut tree = form::parse(parts.uri.query().unwrap_or_default().as_bytes());
    if parts.method != Method::GET
        && let (Some(all), Value::Object(sent)) = (tree.as_object_mut(), form::parse(body))
    {
        all.extend(sent);
    }
    let fingerprint = format!("{} {path} {tree}", parts.method);
    let params = Params::new(tree);
    let caller = auth::caller(&parts.headers, &params)?;
    let mut call = Call::of(&parts.method, path.trim_start_matches("/v1/")).ok_or_else(|| {
        let mut error = ApiError::invalid(format!("Unrecognized request URL ({}: {path}).", parts.method));
        error.status = 404;
        error
    })?;
    if caller.publishable {
        call.operation = call.operation.for_browser().ok_or_else(|| {
            let mut error = ApiError::invalid("This API call cannot be made with a publishable API key. Please use a secret API key.")
                .code("secret_key_required");
            error.status = 403;
            error
        })?;
    } else if call.operation == Operation::BrowserAuthenticatePaymentIntent {
        return Err(ApiError::invalid("Only a browser authenticates a cardholder."));
    }
    *app.store().calls.entry(call.operation.name().to_owned()).or_default() += 1;
    let key = header_text(&parts.headers, "idempotency-key").filter(|_| parts.method == Method::POST);
    let host = header_text(&parts.headers, "host").unwrap_or_else(|| app.options().listen.to_string());
    let base = format!("http://{host}");
    let checkout_base = app.options().checkout_base.clone().unwrap_or_else(|| base.clone());
    let request = api::Request { caller, params, base, checkout_base };
    Ok(Prepared { call, request, key, fingerprint })
}

/// Executes the call unless its key was answered before; whether the answer is an old one.
async fn keyed(app: &App, prepared: &Prepared, request_id: &str, fault: Option<&Fault>) -> Result<(Answer, bool), ApiError> {
    let live = prepared.request.caller.live;
    if let Some(key) = &prepared.key {
        match app.store().keys.begin(live, key, &prepared.fingerprint) {
            Verdict::Fresh => {}
            Verdict::Replay(answer) => return Ok((answer, true)),
            Verdict::Refused(error) => return Err(error),
        }
    }
    if let Some(fault) = fault.filter(|fault| fault.mode == Mode::HangMs) {
        tokio::time::sleep(Duration::from_millis(fault.wait_ms())).await;
    }
    let (answer, effects) = {
        let mut store = app.store();
        store.origin = Origin { request_id: Some(request_id.to_owned()), idempotency_key: prepared.key.clone() };
        let outcome = match fault.map(|fault| fault.mode) {
            Some(Mode::Error402) => Err(crate::cards::decline("generic_decline")),
            _ => api::execute(&mut store, &prepared.call, &prepared.request),
        };
        let executed = outcome.as_ref().map_or_else(|error| error.executed, |_| true);
        let mut answer = match outcome {
            Ok(body) => Answer { status: 200, body },
            Err(error) => Answer::from(&error),
        };
        if executed && fault.is_some_and(|fault| fault.mode == Mode::Error500ButDone) {
            answer = Answer::from(&ApiError::server());
        }
        if let Some(key) = &prepared.key {
            if executed {
                store.keys.keep(live, key, answer.clone());
            } else {
                store.keys.release(live, key);
            }
        }
        store.origin = Origin::default();
        (answer, std::mem::take(&mut store.effects))
    };
    app.follow_up(effects).await;
    Ok((answer, false))
}

/// No answer, after a while.
pub async fn hang_up(fault: Option<&Fault>) -> Response {
    tokio::time::sleep(Duration::from_millis(fault.map_or(0, Fault::wait_ms))).await;
    broken()
}

/// No answer at all.
pub fn broken() -> Response {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(DropConnection);
    response
}

fn too_many() -> ApiError {
    let mut error =
        ApiError::invalid("Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.")
            .code("rate_limit");
    error.status = 429;
    error
}

fn not_permitted() -> ApiError {
    ApiError::new(403, "invalid_request_error", "The provided key does not have the required permissions for this endpoint.")
}

impl ApiError {
    /// The answer that says so.
    pub fn into_response_with(self, request_id: &str, replayed: bool) -> Response {
        respond(self.status, self.body().to_string(), request_id, None, replayed)
    }
}

fn respond(status: u16, body: String, request_id: &str, key: Option<&str>, replayed: bool) -> Response {
    let mut response = body.into_response();
    *response.status_mut() = axum::http::StatusCode::from_u16(status).unwrap_or_default();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(HeaderName::from_static("stripe-version"), HeaderValue::from_static(API_VERSION));
    put(headers, "request-id", request_id);
    if let Some(key) = key {
        put(headers, "idempotency-key", key);
    }
    if replayed {
        put(headers, "idempotent-replayed", "true");
    }
    if matches!(status, 409 | 429) {
        put(headers, "stripe-should-retry", "true");
    }
    response
}

fn put(headers: &mut HeaderMap, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(HeaderName::from_static(name), value);
    }
}

fn header_text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}
