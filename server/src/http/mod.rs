//! The router on one screen.

mod api;
mod assets;
mod client_ip;
mod cookies;
mod csp;
mod events;
mod health;
mod layers;
mod mailbox;
mod offer_events;
mod pages;
mod papers;
mod refusal;
mod session;
mod unsubscribe;
mod webhooks;

use crate::core::Core;
use crate::webhooks::paypal::Verifier;
use app::api::ports::Services;
use app::document::Assets;
use axum::Router;
use axum::extract::FromRef;
use axum::routing::{any, get, post};
use std::path::PathBuf;
use std::sync::Arc;

/// What handlers share.
#[derive(Clone)]
pub struct AppState {
    /// The business's hands.
    pub core: Arc<Core>,
    /// The business.
    pub services: Services,
    /// Tells whether events come from PayPal, where it is configured.
    pub paypal: Option<Arc<Verifier>>,
    /// The offer's news.
    pub offer_news: Arc<OfferNews>,
    /// The built files.
    pub assets: Arc<Assets>,
    /// Where the built files lie.
    pub site_root: PathBuf,
}

impl FromRef<AppState> for Arc<Core> {
    fn from_ref(state: &AppState) -> Self {
        state.core.clone()
    }
}

pub use assets::read_manifest;
pub use offer_events::OfferNews;

/// Every route of the program.
pub fn router(state: AppState) -> Router {
    let pages = pages::routes().route("/api/{*function}", any(api::server_function));
    let site = pages
        .route("/orders/{public_id}/events", get(events::order))
        .route("/offer/events", get(offer_events::offer))
        .route("/orders/{public_id}/invoice.pdf", get(papers::invoice))
        .route("/orders/{public_id}/credit-notes/{file}", get(papers::credit_note))
        .merge(mailbox::routes(&state))
        .fallback(assets::file_or_not_found)
        .layer(axum::middleware::from_fn_with_state(state.clone(), session::identify));
    let site = layers::for_browsers(site, &state);
    let machines = Router::new()
        .route("/webhooks/stripe", post(webhooks::stripe))
        .route("/webhooks/paypal", post(webhooks::paypal))
        .route("/mail/unsubscribe/{token}", post(unsubscribe::one_click))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/version", get(health::version));
    layers::for_everybody(site.merge(layers::for_machines(machines)), &state).with_state(state)
}
