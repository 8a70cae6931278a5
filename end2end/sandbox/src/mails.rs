//! Resend, as far as a shop sends mail by it: a key that comes again within its day is no other mail.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Json, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};

use crate::faults::Mode;
use crate::gateway::{broken, hang_up};
use crate::ids;
use crate::state::App;

/// The call that faults may hit.
pub const SEND: &str = "send_mail";

/// The service's address, and what was sent.
pub fn router() -> Router<App> {
    Router::new().route("/emails", post(send)).route("/domains", get(domains)).route("/_control/mails", get(sent))
}

/// What a key is tried with: whoever has one may see that there are no domains.
async fn domains(headers: HeaderMap) -> Response {
    let key = headers.get(header::AUTHORIZATION).and_then(|key| key.to_str().ok()?.strip_prefix("Bearer re_"));
    match key {
        Some(_) => Json(json!({ "object": "list", "has_more": false, "data": [] })).into_response(),
        None => refused(StatusCode::UNAUTHORIZED, "validation_error"),
    }
}

async fn send(State(app): State<App>, headers: HeaderMap, Json(mail): Json<Value>) -> Response {
    *app.store().calls.entry(SEND.to_owned()).or_default() += 1;
    let fault = app.store().faults.strike(SEND);
    let mode = fault.as_ref().map(|fault| fault.mode);
    match mode {
        Some(Mode::TimeoutBefore) => return hang_up(fault.as_ref()).await,
        Some(Mode::Error500Before) => return refused(StatusCode::INTERNAL_SERVER_ERROR, "application_error"),
        Some(Mode::Error429) => return refused(StatusCode::TOO_MANY_REQUESTS, "rate_limit_exceeded"),
        _ => {}
    }
    let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok()).map_or_else(|| ids::random_text(20), ToOwned::to_owned);
    if let Err((status, name)) = take(&app, &key, mail) {
        return refused(status, name);
    }
    match mode {
        Some(Mode::TimeoutAfter) => hang_up(fault.as_ref()).await,
        Some(Mode::DropAfter) => broken(),
        Some(Mode::Error500ButDone) => refused(StatusCode::INTERNAL_SERVER_ERROR, "application_error"),
        Some(Mode::MalformedJson) => "{\"id\": ".into_response(),
        _ => Json(json!({ "id": key })).into_response(),
    }
}

/// Takes a mail once. Nobody has a mailbox below `.invalid` (RFC 2606).
fn take(app: &App, key: &str, mail: Value) -> Result<(), (StatusCode, &'static str)> {
    let mut store = app.store();
    if mail["to"].to_string().contains(".invalid") {
        return Err((StatusCode::UNPROCESSABLE_ENTITY, "validation_error"));
    }
    match store.mails.get(key) {
        Some(known) if *known != mail => Err((StatusCode::CONFLICT, "invalid_idempotent_request")),
        Some(_) => Ok(()),
        None => {
            store.mails.insert(key.to_owned(), mail);
            Ok(())
        }
    }
}

fn refused(status: StatusCode, name: &str) -> Response {
    (status, Json(json!({ "statusCode": status.as_u16(), "name": name, "message": "The sandbox was told to refuse it." }))).into_response()
}

async fn sent(State(app): State<App>) -> Json<Value> {
    Json(json!(app.store().mails))
}
