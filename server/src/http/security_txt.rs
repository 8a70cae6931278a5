//! Where to report a weakness (RFC 9116).

use super::AppState;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chrono::{SecondsFormat, TimeDelta};
use http::header;

/// Where it is.
pub const PATH: &str = "/.well-known/security.txt";
/// The RFC wants less than a year.
const HOLDS_FOR: TimeDelta = TimeDelta::days(180);

/// `GET /.well-known/security.txt`
pub async fn show(State(state): State<AppState>) -> Response {
    let settings = &state.core.settings;
    let expires = (state.core.now() + HOLDS_FOR).to_rfc3339_opts(SecondsFormat::Secs, true);
    let text = format!(
        "Contact: {}\nExpires: {expires}\nPreferred-Languages: en\nCanonical: {}{PATH}\n",
        settings.security_contact, settings.public_url
    );
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=3600")], text).into_response()
}
