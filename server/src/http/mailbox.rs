//! `/dev/mailbox`: the mails that went into files. There is no such route in production.

use super::AppState;
use crate::adapters::mail::{StoredMail, list_mailbox};
use crate::config::AppEnv;
use crate::security::totp;
use crate::services::seed::DEMO_SECRET;
use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use domain::second_factor::step_at;
use http::{HeaderMap, StatusCode, header};

/// The route, in development only.
pub fn routes(state: &AppState) -> Router<AppState> {
    let development = state.core.settings.env == AppEnv::Development && state.core.settings.mailbox().is_some();
    if development { Router::new().route("/dev/mailbox", get(show)) } else { Router::new() }
}

#[derive(Template)]
#[template(path = "mailbox.html")]
struct MailboxPage {
    mails: Vec<ShownMail>,
    /// What the authenticator of the demo's admin shows.
    code: String,
    css: Option<String>,
}

struct ShownMail {
    to: String,
    subject: String,
    lines: Vec<Line>,
}

/// A line of a mail's text; a link becomes one.
struct Line {
    text: String,
    link: Option<String>,
}

async fn show(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let Some(folder) = state.core.settings.mailbox() else { return StatusCode::NOT_FOUND.into_response() };
    let mails = match list_mailbox(folder).await {
        Ok(mails) => mails,
        Err(error) => {
            tracing::error!(error = %error, "the mailbox could not be read");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    if headers.get(header::ACCEPT).is_some_and(|accept| accept.as_bytes().starts_with(b"application/json")) {
        return Json(mails).into_response();
    }
    let code = format!("{:06}", totp::code(DEMO_SECRET, step_at(state.core.now())));
    let page = MailboxPage { mails: mails.into_iter().map(shown).collect(), code, css: state.assets.css.clone() };
    let policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    match page.render() {
        Ok(html) => ([(header::CONTENT_SECURITY_POLICY, policy)], Html(html)).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn shown(mail: StoredMail) -> ShownMail {
    let line = |text: &str| match text.find("http") {
        Some(start) => Line { text: text[..start].to_owned(), link: Some(text[start..].to_owned()) },
        None => Line { text: text.to_owned(), link: None },
    };
    ShownMail { lines: mail.text.lines().filter(|text| !text.is_empty()).map(line).collect(), to: mail.to, subject: mail.subject }
}
