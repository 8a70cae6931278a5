//! Whether visits may be measured: what a visitor chose, and how they choose.

use super::{AppState, cookies};
use crate::services::audience;
use app::api::ports::{BrowserCookie, Viewer};
use app::audience::{Audience, event_of};
use app::paths;
use app::zones::Page;
use axum::Form;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::measuring::Choice;
use http::{HeaderMap, StatusCode, header};
use serde::Deserialize;

/// In the query of a page whose visitor wants to choose again.
const AGAIN: &str = "privacy=choices";

/// The same with what is for sale, where the page tells of it.
pub async fn telling(state: &AppState, page: Page, known: Audience) -> Audience {
    if known.ga4.is_none() || event_of(page).is_none() || !known.measures(page) {
        return known;
    }
    match audience::on_sale(&state.core).await {
        Ok(on_sale) => Audience { on_sale, ..known },
        Err(error) => {
            tracing::warn!(error = %error, "what is for sale could not be told to the measuring service");
            known
        }
    }
}

/// What is known about measuring for a request.
pub fn of(state: &AppState, viewer: &Viewer, request: &Request) -> Audience {
    let settings = &state.core.settings.audience;
    if !settings.is_any() {
        return Audience::default();
    }
    let query = request.uri().query().unwrap_or_default();
    let rest: Vec<_> = query.split('&').filter(|pair| !pair.is_empty() && *pair != AGAIN).collect();
    let path = request.uri().path();
    Audience {
        ga4: settings.ga4.as_ref().map(|ga4| ga4.measurement_id.clone()),
        clarity: settings.clarity.clone(),
        allowed: viewer.measured.as_ref().map(|measured| measured.allowed),
        here: if rest.is_empty() { path.to_owned() } else { format!("{path}?{}", rest.join("&")) },
        again: query.split('&').any(|pair| pair == AGAIN),
        on_sale: None,
    }
}

/// A choice as its form sends it.
#[derive(Deserialize)]
pub struct Chosen {
    #[serde(default)]
    choice: String,
    #[serde(default)]
    back: String,
}

/// `POST /privacy-choice`: remembers the choice in the browser, counts it, and leads back.
pub async fn choose(State(state): State<AppState>, headers: HeaderMap, Form(chosen): Form<Chosen>) -> Response {
    let core = &state.core;
    let allowed = match chosen.choice.as_str() {
        "allow" => true,
        "decline" => false,
        _ => return StatusCode::BAD_REQUEST.into_response(),
    };
    if !core.settings.audience.is_any() {
        return StatusCode::NOT_FOUND.into_response();
    }
    if let Err(error) = audience::count(core, allowed).await {
        tracing::warn!(error = %error, "a choice could not be counted");
    }
    let choice = Choice { allowed, on: core.now().date_naive() };
    let mut response = Redirect::to(paths::back_to(&chosen.back).as_str()).into_response();
    let forget = if allowed { Vec::new() } else { cookies::of_services(&headers) };
    let own = cookies::line(&core.settings, &BrowserCookie::MeasuringChoice(choice.to_cookie()));
    for line in own.into_iter().chain(forget) {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
    response
}
