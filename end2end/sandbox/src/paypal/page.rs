//! The page where a buyer approves an order. It works without scripts.

use axum::Router;
use axum::extract::{Form, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use super::book::{Book, Order};
use super::machine;
use super::requests::Experience;
use super::shapes::PAYER_ID;
use crate::state::App;

const PAGE: &str = include_str!("../../assets/paypal/approval.html");
const NOTICE: &str = include_str!("../../assets/paypal/notice.html");
const STYLE: &str = include_str!("../../assets/paypal/page.css");

/// What buyers see below `www.paypal.com`.
pub fn router() -> Router<App> {
    Router::new()
        .route("/checkoutnow", get(show))
        .route("/checkoutnow/page.css", get(|| async { ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE) }))
        .route("/checkoutnow/approve", post(approve))
        .route("/checkoutnow/cancel", post(cancel))
}

/// The order in the address, or in a form of the page.
#[derive(Debug, Deserialize)]
struct Which {
    token: String,
}

async fn show(State(app): State<App>, Query(which): Query<Which>) -> Response {
    let store = app.store();
    let Ok(order) = store.paypal.order(&which.token) else {
        return (StatusCode::NOT_FOUND, notice("Things don't appear to be working at the moment.")).into_response();
    };
    if !order.status.is_open() {
        return notice("This payment has ended already. Go back to the shop.").into_response();
    }
    Html(approval(order)).into_response()
}

/// The buyer agrees and goes back to the shop.
async fn approve(State(app): State<App>, Form(which): Form<Which>) -> Response {
    let (outcome, target, effects) = {
        let mut store = app.store();
        let outcome = machine::approve(&mut store, &which.token);
        let target = address(&store.paypal, &which.token, |experience| experience.return_url.clone());
        (outcome, target, std::mem::take(&mut store.effects))
    };
    app.follow_up(effects).await;
    match (outcome, target) {
        (Err(_), _) => (StatusCode::CONFLICT, notice("This payment has ended already. Go back to the shop.")).into_response(),
        (Ok(()), Some(target)) => see_other(&with_query(&target, &[("token", &which.token), ("PayerID", PAYER_ID)])),
        (Ok(()), None) => notice("You agreed. Go back to the shop.").into_response(),
    }
}

/// The buyer goes back to the shop without having agreed. The order stays as it is.
async fn cancel(State(app): State<App>, Form(which): Form<Which>) -> Response {
    match address(&app.store().paypal, &which.token, |experience| experience.cancel_url.clone()) {
        Some(target) => see_other(&with_query(&target, &[("token", &which.token)])),
        None => notice("You cancelled. Go back to the shop.").into_response(),
    }
}

fn address(book: &Book, order: &str, of: impl Fn(&Experience) -> Option<String>) -> Option<String> {
    let wallet = book.order(order).ok()?.wallet.as_ref()?;
    wallet.experience_context.as_ref().and_then(of)
}

fn with_query(target: &str, pairs: &[(&str, &str)]) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let joint = if target.contains('?') { '&' } else { '?' };
    format!("{target}{joint}{query}")
}

fn see_other(target: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, target)]).into_response()
}

fn approval(order: &Order) -> String {
    let experience = order.wallet.as_ref().and_then(|wallet| wallet.experience_context.as_ref());
    let shop = experience.and_then(|experience| experience.brand_name.as_deref()).unwrap_or("the shop");
    let saves = order.wallet.as_ref().and_then(|wallet| wallet.attributes.as_ref()).is_some_and(|attributes| attributes.vault.is_some());
    let saving = if saves { "<p>The shop saves this PayPal account for later purchases.</p>" } else { "" };
    PAGE.replace("{shop}", &escaped(shop))
        .replace("{amount}", &order.unit.money.value())
        .replace("{currency}", order.unit.money.currency.code)
        .replace("{description}", &escaped(order.unit.description.as_deref().unwrap_or("Your order")))
        .replace("{items}", &items(order))
        .replace("{saving}", saving)
        .replace("{token}", &escaped(&order.id))
}

fn items(order: &Order) -> String {
    let lines = order.unit.items.as_array().into_iter().flatten().map(|item| {
        let text = |name: &str| escaped(item[name].as_str().unwrap_or_default());
        format!("<li>{} × {}</li>", text("quantity"), text("name"))
    });
    lines.collect()
}

fn notice(words: &str) -> Html<String> {
    Html(NOTICE.replace("{words}", words))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
