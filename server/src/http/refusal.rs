//! A page for what a layer refused before any page was asked: a form from another site, a body that is too large.

use super::AppState;
use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use http::{StatusCode, header};

#[derive(Template)]
#[template(path = "refusal.html")]
struct RefusalPage<'a> {
    title: &'a str,
    text: &'a str,
    next: (&'a str, &'a str),
    css: Option<&'a str>,
}

/// What it may load: its style sheet.
const POLICY: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The page for a refused request, with its status.
pub fn page(state: &AppState, status: StatusCode) -> Response {
    let (title, text) = words(status);
    let next = if status == StatusCode::SERVICE_UNAVAILABLE { ("/learn", "Back to the course") } else { ("/", "To the course page") };
    shown(status, &RefusalPage { title, text, next, css: state.assets.css.as_deref() })
}

/// The page of a place that nobody runs yet.
pub fn not_set_up(state: &AppState) -> Response {
    let title = "This course is not set up yet";
    let text = "There is nothing to see here so far. If it is yours, the setup page and the code in the server’s log begin it.";
    let next = ("/setup", "Set it up");
    shown(StatusCode::SERVICE_UNAVAILABLE, &RefusalPage { title, text, next, css: state.assets.css.as_deref() })
}

fn shown(status: StatusCode, page: &RefusalPage<'_>) -> Response {
    match page.render() {
        Ok(html) => (status, [(header::CONTENT_SECURITY_POLICY, POLICY)], Html(html)).into_response(),
        Err(_) => status.into_response(),
    }
}

/// Whether a status is one that layers answer with. Files that cannot be fetched have their page from where they are asked for; the others have pages and words of their own.
pub fn has_words(status: StatusCode) -> bool {
    let refusals = [StatusCode::BAD_REQUEST, StatusCode::FORBIDDEN, StatusCode::METHOD_NOT_ALLOWED, StatusCode::PAYLOAD_TOO_LARGE];
    refusals.contains(&status)
}

fn words(status: StatusCode) -> (&'static str, &'static str) {
    match status {
        StatusCode::FORBIDDEN => (
            "This form came from another site",
            "For your safety it was not accepted, and nothing was changed. Please use the form on our own page.",
        ),
        StatusCode::PAYLOAD_TOO_LARGE => {
            ("That was too much at once", "The form was larger than we take, and nothing was changed. Please shorten what you typed.")
        }
        StatusCode::SERVICE_UNAVAILABLE => (
            "This file cannot be fetched just now",
            "The place where files are kept does not answer. The lesson itself is there, and so will the file be: please try again in a few minutes.",
        ),
        StatusCode::METHOD_NOT_ALLOWED => ("This address takes no such request", "Nothing was changed. Please go on from the course page."),
        _ => ("We could not read this request", "Nothing was changed. Please go back, look at what you typed, and send it again."),
    }
}
