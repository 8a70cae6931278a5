//! The door of PayPal's API: tokens, faults and `PayPal-Request-Id` around the operations.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::api::{self, Ask, Reply};
use super::auth;
use super::book::Kept;
use super::operation::{Call, Operation};
use super::refusal::{Refusal, debug_id};
use crate::faults::{Fault, Mode};
use crate::gateway::{broken, hang_up};
use crate::state::App;

/// Answers any request below PayPal's addresses.
pub async fn handle(State(app): State<App>, request: axum::extract::Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, 1 << 20).await else {
        return refuse(&Refusal::invalid("INVALID_STRING_MAX_LENGTH", "The request body is too large.", ""));
    };
    // What the provider has begun it ends, even if the caller hangs up.
    let work = tokio::spawn(async move { answer(&app, &parts, &body).await });
    work.await.unwrap_or_else(|_| refuse(&Refusal::server()))
}

async fn answer(app: &App, parts: &Parts, body: &Bytes) -> Response {
    let Some(call) = Call::of(&parts.method, parts.uri.path()) else { return refuse(&Refusal::missing()) };
    let name = call.operation.name();
    *app.store().calls.entry(name.to_owned()).or_default() += 1;
    if call.operation != Operation::Token
        && let Err(refusal) = auth::check(&app.store().paypal, &parts.headers)
    {
        return refuse(&refusal);
    }
    let fault = app.store().faults.strike(name);
    match fault.as_ref().map(|fault| fault.mode) {
        Some(Mode::TimeoutBefore) => return hang_up(fault.as_ref()).await,
        Some(Mode::Error500Before) => return refuse(&Refusal::server()),
        Some(Mode::Error429) => return refuse(&Refusal::too_many()),
        Some(Mode::Error403) => return refuse(&Refusal::not_permitted()),
        Some(Mode::Error402) => return refuse(&Refusal::declined("")),
        _ => {}
    }
    let outcome = execute(app, &call, parts, body, fault.as_ref()).await;
    match (outcome, fault.as_ref().map(|fault| fault.mode)) {
        (_, Some(Mode::TimeoutAfter)) => hang_up(fault.as_ref()).await,
        (_, Some(Mode::DropAfter)) => broken(),
        (Ok(_), Some(Mode::Error500ButDone)) => refuse(&Refusal::server()),
        (Ok(reply), mode) => respond(reply, mode == Some(Mode::MalformedJson)),
        (Err(refusal), _) => refuse(&refusal),
    }
}

async fn execute(app: &App, call: &Call, parts: &Parts, body: &Bytes, fault: Option<&Fault>) -> Result<Reply, Refusal> {
    if call.operation == Operation::Token {
        let issued = auth::issue(&mut app.store().paypal, app.options(), &parts.headers, body)?;
        return Ok(Reply { status: 200, body: Some(issued), subject: None });
    }
    let request_id = header_text(&parts.headers, "paypal-request-id").filter(|_| parts.method == Method::POST);
    let ask = Ask {
        query: form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes()).into_owned().collect(),
        body: body.to_vec(),
        full: header_text(&parts.headers, "prefer").is_some_and(|prefer| prefer.contains("return=representation")),
        has_request_id: request_id.is_some(),
    };
    let key = request_id.map(|id| format!("{} {} {id}", call.operation.name(), call.id));
    if let Some(key) = &key
        && let Some(earlier) = begin(app, key, &ask)?
    {
        return Ok(earlier);
    }
    if let Some(fault) = fault.filter(|fault| fault.mode == Mode::HangMs) {
        tokio::time::sleep(Duration::from_millis(fault.wait_ms())).await;
    }
    let (outcome, effects) = {
        let mut store = app.store();
        let outcome = api::execute(&mut store, call, &ask);
        if let Some(key) = &key {
            finish(&mut store.paypal.requests, key, outcome.as_ref().ok());
        }
        (outcome, std::mem::take(&mut store.effects))
    };
    app.follow_up(effects).await;
    outcome
}

/// Takes the identifier for this call, or finds what came of it before.
fn begin(app: &App, key: &str, ask: &Ask) -> Result<Option<Reply>, Refusal> {
    let fingerprint = String::from_utf8_lossy(&ask.body).into_owned();
    let mut store = app.store();
    let Some(kept) = store.paypal.requests.get(key) else {
        store.paypal.requests.insert(key.to_owned(), Kept { fingerprint, subject: None });
        return Ok(None);
    };
    if kept.fingerprint != fingerprint {
        let description = "The value of the PayPal-Request-Id header has already been used with another request.";
        return Err(Refusal::unprocessable("DUPLICATE_REQUEST_ID", description));
    }
    let subject = kept.subject.as_ref().ok_or_else(Refusal::in_progress)?;
    api::again(&store.paypal, subject, ask.full).map(Some)
}

/// A success keeps its identifier, anything else gives it back.
fn finish(requests: &mut std::collections::HashMap<String, Kept>, key: &str, reply: Option<&Reply>) {
    match reply.and_then(|reply| reply.subject.clone()) {
        Some(subject) => {
            if let Some(kept) = requests.get_mut(key) {
                kept.subject = Some(subject);
            }
        }
        None => drop(requests.remove(key)),
    }
}

fn refuse(refusal: &Refusal) -> Response {
    json_response(refusal.status, refusal.body.to_string())
}

fn respond(reply: Reply, malformed: bool) -> Response {
    let Some(body) = reply.body else { return json_response(reply.status, String::new()) };
    let whole = body.to_string();
    let sent = if malformed { whole.chars().take(whole.chars().count() / 2).collect() } else { whole };
    json_response(reply.status, sent)
}

fn json_response(status: u16, body: String) -> Response {
    let mut response = body.into_response();
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Ok(value) = HeaderValue::from_str(&debug_id()) {
        headers.insert(HeaderName::from_static("paypal-debug-id"), value);
    }
    response
}

fn header_text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}
