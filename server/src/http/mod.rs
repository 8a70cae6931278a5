//! The router on one screen.

mod api;
mod assets;
mod audience;
mod client_ip;
mod codings;
mod compressed;
mod cookies;
mod cross_site;
mod csp;
mod csp_reports;
mod events;
mod exports;
mod first_run;
mod found;
mod health;
mod landing_pictures;
mod layers;
mod mail_preview;
mod mailbox;
mod media;
pub mod metrics;
mod moved;
mod offer_events;
pub mod openapi;
mod own_files;
mod page_cache;
mod pages;
mod papers;
mod people_import;
mod pictures;
mod preview;
mod refusal;
mod refusals;
mod refused_form;
mod security_txt;
pub mod serve;
mod session;
mod shared;
mod unsubscribe;
mod uploads;
mod visits;
mod webhooks;

use crate::core::Core;
use crate::services::visits::Visits;
use crate::services::vitals::Vitals;
use crate::webhooks::paypal::Verifier;
use app::api::ports::Services;
use app::document::Assets;
use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRef};
use axum::routing::{any, get, post};
use http::{HeaderMap, header};
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// What handlers share, as a handle: each layer of each request holds one.
#[derive(Clone)]
pub struct AppState(Arc<Shared>);

impl From<Shared> for AppState {
    fn from(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }
}

impl Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

/// What handlers share.
pub struct Shared {
    /// The business's hands.
    pub core: Arc<Core>,
    /// The business.
    pub services: Arc<Services>,
    /// Tells whether events come from PayPal, where it is configured.
    pub paypal: Option<Arc<Verifier>>,
    /// The offer's news.
    pub offer_news: Arc<OfferNews>,
    /// Public pages as they were rendered.
    pub page_cache: PageCache,
    /// Watches how this process does.
    pub vitals: Vitals,
    /// Visits that wait to be counted.
    pub visits: Arc<Visits>,
    /// What was seen of what the process needs.
    pub seen: Seen,
    /// Whether somebody was seen to run the place. It never becomes false again.
    pub set_up: AtomicBool,
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
pub use health::Seen;
pub use offer_events::OfferNews;
pub use page_cache::PageCache;

/// Every route of the program.
pub fn router(state: AppState) -> Router {
    let pages = pages::routes().route("/api/{*function}", any(api::server_function));
    let site = pages
        .route("/orders/{public_id}/events", get(events::order))
        .route("/offer/events", get(offer_events::offer))
        .route("/orders/{public_id}/invoice.pdf", get(papers::invoice))
        .route("/orders/{public_id}/credit-notes/{file}", get(papers::credit_note))
        .route("/learn/{lesson}/files/{file}", get(media::of_lesson))
        .route("/learn/notes.md", get(own_files::notes))
        .route("/privacy-choice", post(audience::choose))
        .route("/account/my-data.zip", get(own_files::data))
        .route("/account/recovery-codes.txt", get(own_files::recovery_codes))
        .route("/admin/people/{person}/my-data.zip", post(own_files::data_of))
        .route("/learn/certificate.pdf", get(own_files::certificate_pdf))
        .route("/learn/certificate.svg", get(own_files::certificate_svg))
        .route("/admin/lessons/{lesson}/files/{file}", get(media::of_any_lesson))
        .route("/admin/orders.csv", get(exports::orders))
        .route("/admin/people.csv", get(exports::people))
        .route("/admin/numbers/{table}", get(exports::numbers))
        .route("/admin/mails/{id}/html", get(mail_preview::show))
        .route("/admin/preview/landing", get(preview::landing))
        .route("/admin/preview/checkout", get(preview::checkout))
        .route("/admin/preview/learn", get(preview::course))
        .route("/admin/preview/learn/{lesson}", get(preview::lesson))
        .route("/media/{token}", get(media::file))
        .route("/pictures/{picture}", get(pictures::show))
        .route("/landing-pictures/{picture}", get(landing_pictures::show))
        .route("/share/{file}", get(landing_pictures::share))
        .merge(mailbox::routes(&state))
        .fallback(assets::file_or_not_found);
    let long_texts = Router::new()
        .route("/api/notes/{function}", any(api::server_function))
        .route("/api/curriculum/{function}", any(api::server_function))
        .route("/api/admin/save_section", any(api::server_function))
        .route("/api/admin/typed_section", any(api::server_function))
        .route("/admin/people/import/upload", post(people_import::upload));
    let uploads = Router::new()
        .route("/admin/lessons/{lesson}/uploads", post(uploads::add))
        .route("/admin/lessons/{lesson}/uploads/{file}", post(uploads::replace))
        .route("/admin/lessons/{lesson}/pictures", post(uploads::picture))
        .route("/admin/landing/sections/{section}/picture", post(uploads::landing_picture))
        .layer(DefaultBodyLimit::disable());
    let site = compressed::pages(layers::for_browsers(layers::small(site).merge(layers::long_texts(long_texts)), &state));
    let uploads = layers::for_browsers(uploads, &state);
    let machines = Router::new()
        .route("/webhooks/stripe", post(webhooks::stripe))
        .route("/webhooks/paypal", post(webhooks::paypal))
        .route("/mail/unsubscribe/{token}", post(unsubscribe::one_click))
        .route(csp_reports::PATH, post(csp_reports::take).layer(DefaultBodyLimit::max(csp_reports::LARGEST)))
        .route(security_txt::PATH, get(security_txt::show))
        .route(found::ROBOTS_FILE, get(found::robots))
        .route(found::SITEMAP, get(found::sitemap))
        .route(metrics::PATH, get(metrics::to_bearer))
        .route(openapi::PATH, get(openapi::document))
        .route(openapi::PAGE, get(openapi::page))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/version", get(health::version));
    let in_time = layers::in_time(site.merge(layers::for_machines(machines)), &state);
    layers::for_everybody(in_time.merge(uploads), &state).with_state(state)
}

/// Whether a browser asks for a page, and not a script for an answer.
fn accepts_html(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|accept| accept.contains("text/html"))
}
