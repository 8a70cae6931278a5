//! The addresses of `checkout.stripe.com`.

use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;
use serde_json::json;

use super::{page, payment};
use crate::error::ApiError;
use crate::ids::now;
use crate::machine;
use crate::params::Params;
use crate::state::App;
use crate::store::Store;

const STYLE: &str = include_str!("../../assets/checkout/checkout.css");

/// The page, the issuer's page and their style.
pub fn router() -> Router<App> {
    Router::new()
        .route("/c/checkout.css", get(|| async { ([(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "no-cache")], STYLE) }))
        .route("/c/pay/{id}", get(show).post(submit))
        .route("/c/pay/{id}/authenticate", get(ask).post(answer))
}

async fn show(State(app): State<App>, Path(id): Path<String>) -> Response {
    act(&app, &id, |store| Ok(page_of(store, &id, StatusCode::OK, ""))).await
}

/// What the form holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Typed {
    email: String,
    number: String,
    expiry: String,
    cvc: String,
}

impl Typed {
    fn params(&self) -> Result<Params, ApiError> {
        let expiry: String = self.expiry.chars().filter(char::is_ascii_digit).collect();
        let (month, year) = expiry
            .split_at_checked(2)
            .filter(|(_, year)| matches!(year.len(), 2 | 4))
            .ok_or_else(|| ApiError::card("invalid_expiry_month", "Your card's expiration date is incomplete."))?;
        if self.cvc.len() < 3 || !self.cvc.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(ApiError::card("invalid_cvc", "Your card's security code is incomplete."));
        }
        Ok(Params::new(json!({
            "card": {"number": self.number.replace(' ', ""), "exp_month": month, "exp_year": year, "cvc": self.cvc},
            "billing_details": {"email": self.email},
        })))
    }
}

async fn submit(State(app): State<App>, Path(id): Path<String>, Form(typed): Form<Typed>) -> Response {
    act(&app, &id, |store| {
        if store.sessions.find(&id)?.text("status") != "open" {
            return Ok(page_of(store, &id, StatusCode::OK, ""));
        }
        let outcome = typed.params().and_then(|params| payment::pay(store, &id, &params));
        Ok(after(store, &id, outcome))
    })
    .await
}

async fn ask(State(app): State<App>, Path(id): Path<String>) -> Response {
    act(&app, &id, |store| {
        let session = store.sessions.find(&id)?;
        if store.intents.find(session.text("payment_intent"))?.text("status") != "requires_action" {
            return Ok(Redirect::to(&format!("/c/pay/{id}")).into_response());
        }
        Ok(html(StatusCode::OK, page::challenge(session)))
    })
    .await
}

#[derive(Debug, Deserialize)]
struct Answer {
    outcome: String,
}

async fn answer(State(app): State<App>, Path(id): Path<String>, Form(given): Form<Answer>) -> Response {
    act(&app, &id, |store| {
        let outcome = payment::authenticate(store, &id, given.outcome == "success");
        Ok(after(store, &id, outcome))
    })
    .await
}

/// Where a try leads: to the issuer, back to the shop, or to the page again.
fn after(store: &Store, id: &str, outcome: Result<(), ApiError>) -> Response {
    if let Err(error) = outcome {
        let status = StatusCode::from_u16(error.status).unwrap_or(StatusCode::BAD_REQUEST);
        let message = error.fields()["message"].as_str().unwrap_or_default().to_owned();
        return page_of(store, id, status, &message);
    }
    match store.sessions.find(id) {
        Ok(session) if session.text("status") == "complete" => Redirect::to(&page::address(session, "success_url")).into_response(),
        _ => Redirect::to(&format!("/c/pay/{id}/authenticate")).into_response(),
    }
}

fn page_of(store: &Store, id: &str, status: StatusCode, problem: &str) -> Response {
    store.sessions.find(id).map_or_else(|_| nowhere(), |session| html(status, page::page(store, session, problem)))
}

fn html(status: StatusCode, text: String) -> Response {
    (status, [(CACHE_CONTROL, "no-store")], Html(text)).into_response()
}

fn nowhere() -> Response {
    html(StatusCode::NOT_FOUND, "<!doctype html><html lang=\"en\"><title>Checkout</title><h1>There is no such page</h1>".to_owned())
}

/// Acts under the lock on a session that has not passed its time, then does what is left to do.
async fn act(app: &App, id: &str, action: impl FnOnce(&mut Store) -> Result<Response, ApiError>) -> Response {
    let (outcome, effects) = {
        let mut store = app.store();
        let late = store.sessions.find(id).is_ok_and(|session| session.text("status") == "open" && session.int("expires_at") <= now());
        let on_time = if late { machine::checkout::expire(&mut store, id) } else { Ok(()) };
        let outcome = on_time.and_then(|()| action(&mut store));
        (outcome, std::mem::take(&mut store.effects))
    };
    app.follow_up(effects).await;
    outcome.unwrap_or_else(|_| nowhere())
}
