//! What browsers load: the script, its frames and the video player.

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};

use crate::control::Script;
use crate::state::App;

/// The script is several files for its readers and one for browsers.
const STRIPE_JS: &str = concat!(
    "(() => {\n'use strict';\n\n",
    include_str!("../../assets/stripe/frames.js"),
    include_str!("../../assets/stripe/element.js"),
    include_str!("../../assets/stripe/challenge.js"),
    include_str!("../../assets/stripe/stripe.js"),
    "})();\n",
);

const HTML: &str = "text/html; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

/// Stripe's addresses below `js.stripe.com`, and Vimeo's below `player.vimeo.com`.
pub fn router() -> Router<App> {
    Router::new()
        .route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }))
        .route("/v3", get(stripe_js))
        .route("/v3/", get(stripe_js))
        .route("/{release}/stripe.js", get(stripe_js))
        .route("/v3/frame.js", page(SCRIPT, include_str!("../../assets/frames/frame.js")))
        .route("/v3/card.js", page(SCRIPT, include_str!("../../assets/frames/card.js")))
        .route("/v3/controller.html", page(HTML, include_str!("../../assets/frames/controller.html")))
        .route("/v3/controller.js", page(SCRIPT, include_str!("../../assets/frames/controller.js")))
        .route("/v3/elements-inner-payment.html", page(HTML, include_str!("../../assets/frames/payment.html")))
        .route("/v3/elements-inner-payment.css", page(STYLE, include_str!("../../assets/frames/payment.css")))
        .route("/v3/elements-inner-payment.js", page(SCRIPT, include_str!("../../assets/frames/payment.js")))
        .route("/v3/three-ds-2-challenge.html", page(HTML, include_str!("../../assets/frames/challenge.html")))
        .route("/v3/three-ds-2-challenge.css", page(STYLE, include_str!("../../assets/frames/challenge.css")))
        .route("/v3/three-ds-2-challenge.js", page(SCRIPT, include_str!("../../assets/frames/challenge.js")))
        .route("/video/{id}", page(HTML, include_str!("../../assets/player/player.html")))
        .route("/video/assets/player.css", page(STYLE, include_str!("../../assets/player/player.css")))
        .route("/video/assets/player.js", page(SCRIPT, include_str!("../../assets/player/player.js")))
}

/// The script, unless the tests want it to be missing.
async fn stripe_js(State(app): State<App>) -> Response {
    let mode = app.store().script;
    match mode {
        Script::Ok => ([(CONTENT_TYPE, SCRIPT), (CACHE_CONTROL, "no-store")], STRIPE_JS).into_response(),
        Script::Fail => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Script::Hang => {
            tokio::time::sleep(Duration::from_mins(1)).await;
            StatusCode::GATEWAY_TIMEOUT.into_response()
        }
    }
}

/// A file that is part of the program.
fn page(kind: &'static str, text: &'static str) -> MethodRouter<App> {
    get(move || async move { ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-cache")], text).into_response() })
}
