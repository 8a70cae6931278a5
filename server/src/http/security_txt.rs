//! Where to report a weakness (RFC 9116).

use super::AppState;
use app::paths;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chrono::{SecondsFormat, TimeDelta};
use http::header;

/// Where it is.
pub const PATH: &str = "/.well-known/security.txt";
/// The RFC wants less than a year.
const HOLDS_FOR: TimeDelta = TimeDelta::days(180);
/// The site's own page that says what whoever reports one may expect.
const PAGE: &str = "security";

/// `GET /.well-known/security.txt`
pub async fn show(State(state): State<AppState>) -> Response {
    let settings = &state.core.settings;
    let expires = (state.core.now() + HOLDS_FOR).to_rfc3339_opts(SecondsFormat::Secs, true);
    let policy = policy(&state).await.map(|policy| format!("Policy: {policy}\n")).unwrap_or_default();
    let text = format!(
        "Contact: {}\nExpires: {expires}\nPreferred-Languages: en\nCanonical: {}{PATH}\n{policy}",
        settings.security_contact, settings.public_url
    );
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=3600")], text).into_response()
}

/// What the settings name, or the page of the site, where there is one.
async fn policy(state: &AppState) -> Option<String> {
    let settings = &state.core.settings;
    match &settings.security_policy {
        Some(policy) => Some(policy.clone()),
        None => state.services.catalog.legal(PAGE).await.ok().map(|_| settings.absolute(&paths::legal(PAGE))),
    }
}
