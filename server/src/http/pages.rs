//! Zones and their pages: which address shows which page, who may see it, under which policy.

use super::csp::{self, Inline};
use super::{AppState, cookies, found, visits};
use app::api::context::{CookieWriter, CourseOfRequest};
use app::api::dto::Role;
use app::api::ports::Viewer;
use app::document::{Assets, document};
use app::forms::RefusedForm;
use app::paths;
use app::zones::{Page, Zone};
use axum::Router;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use http::{HeaderValue, StatusCode, header};
use leptos::nonce::Nonce;
use leptos::prelude::provide_context;
use std::sync::Arc;

/// The site map.
const PAGES: &[(&str, Page)] = &[
    ("/", Page::Landing),
    ("/preview/{lesson}", Page::Preview),
    ("/legal/{page}", Page::Legal),
    ("/waitlist", Page::Waitlist),
    ("/certificates", Page::Certificate),
    ("/certificates/{code}", Page::Certificate),
    ("/setup", Page::Setup),
    ("/checkout", Page::Checkout),
    ("/orders/{public_id}", Page::Order),
    ("/orders/{public_id}/invoice", Page::Invoice),
    ("/sign-in", Page::SignIn),
    ("/sign-in/code", Page::SignInCode),
    ("/sign-in/{token}", Page::SignInLink),
    ("/account", Page::Account),
    ("/account/password", Page::Password),
    ("/account/address", Page::Address),
    ("/address/{token}", Page::AddressLink),
    ("/account/proof", Page::Proof),
    ("/account/second-factor", Page::SecondFactor),
    ("/mail/unsubscribe/{token}", Page::Unsubscribe),
    ("/learn", Page::Learn),
    ("/learn/{lesson}", Page::Learn),
    ("/learn/{lesson}/beside", Page::Learn),
    ("/learn/{lesson}/questions", Page::Learn),
    ("/learn/{lesson}/questions/{question}", Page::Learn),
    ("/admin", Page::Admin),
    ("/admin/landing/preview", Page::LandingPreview),
    ("/admin/landing", Page::Desk),
    ("/admin/landing/versions", Page::Desk),
    ("/admin/landing/sections/{section}", Page::Desk),
    ("/admin/lessons", Page::Desk),
    ("/admin/lessons/{lesson}", Page::Desk),
    ("/admin/lessons/{lesson}/history", Page::Desk),
    ("/admin/lessons/{lesson}/history/{revision}", Page::Desk),
    ("/admin/{*rest}", Page::Admin),
];

/// A route for each page.
pub fn routes() -> Router<AppState> {
    PAGES.iter().fold(Router::new(), |router, (path, page)| {
        let page = *page;
        router.route(path, get(move |State(state): State<AppState>, request: Request| async move { show(&state, page, request).await }))
    })
}

/// The address of the site map that a path is, without what stands in the place of its parameters; `/*` for any other.
pub fn in_site_map(path: &str) -> &'static str {
    entry(path).map_or("/*", |(pattern, _)| pattern)
}

/// The page at a path.
pub fn at(path: &str) -> Option<Page> {
    entry(path).map(|(_, page)| *page)
}

fn entry(path: &str) -> Option<&'static (&'static str, Page)> {
    let path = if path.is_empty() { "/" } else { path };
    let fits = |pattern: &str| {
        let (mut wanted, mut found) = (pattern.split('/'), path.split('/'));
        loop {
            match (wanted.next(), found.next()) {
                (None, None) => return true,
                (Some(rest), Some(_)) if rest.starts_with("{*") => return true,
                (Some(wanted), Some(found)) if wanted.starts_with('{') || wanted == found => {}
                _ => return false,
            }
        }
    };
    PAGES.iter().find(|(pattern, _)| fits(pattern))
}

/// Shows a page to who may see it.
async fn show(state: &AppState, page: Page, request: Request) -> Response {
    let viewer = request.extensions().get::<Viewer>().cloned().unwrap_or_default();
    let visit = visits::of(state, page, &viewer, &request);
    let response = match (page.zone(), viewer.actor.as_ref().map(|actor| actor.role)) {
        (Zone::Auth, None) if needs_session(page) => to_door(&viewer),
        (Zone::Learn, None) => to_door(&viewer),
        _ if page == Page::SignInCode && viewer.halfway.is_none() => to_door(&viewer),
        (_, Some(_)) if lacks_factor(page, &viewer) => Redirect::to(paths::second_factor_needed().as_str()).into_response(),
        (_, None | Some(Role::Student)) if page.zone() == Zone::Admin || page == Page::LandingPreview => not_found(state, request).await,
        _ if page == Page::Setup && !state.services.setup.is_open().await.unwrap_or(true) => not_found(state, request).await,
        _ => render_or_fault(state, page, request).await,
    };
    if let Some(visit) = visit.filter(|_| response.status() == StatusCode::OK) {
        state.visits.note(visit);
    }
    response
}

/// Where one signs in, or goes on with it.
fn to_door(viewer: &Viewer) -> Response {
    let door = if viewer.halfway.is_some() { paths::sign_in_code(None) } else { paths::sign_in() };
    Redirect::to(door.as_str()).into_response()
}

/// Whether a page of accounts is for the signed-in alone.
fn needs_session(page: Page) -> bool {
    matches!(page, Page::Account | Page::Password | Page::Address | Page::Proof | Page::SecondFactor)
}

/// Whether a page is shut to an admin until this session has shown a second factor.
fn lacks_factor(page: Page, viewer: &Viewer) -> bool {
    let of_panel = page.zone() == Zone::Admin || page == Page::LandingPreview;
    of_panel && viewer.actor.as_ref().is_some_and(|actor| actor.lacks_factor)
}

/// A page whose data could not be read is replaced by the page of a fault, which names the request.
async fn render_or_fault(state: &AppState, page: Page, request: Request) -> Response {
    let again = super::layers::without_content(&request);
    let response = render(state, page, request, Some(Nonce::new())).await;
    if response.status() == StatusCode::INTERNAL_SERVER_ERROR { fault(state, again).await } else { response }
}

/// The page of addresses that lead nowhere.
pub async fn not_found(state: &AppState, request: Request) -> Response {
    with_status(render(state, Page::NotFound, request, Some(Nonce::new())).await, StatusCode::NOT_FOUND)
}

/// The page of a fault on our side.
pub async fn fault(state: &AppState, request: Request) -> Response {
    with_status(render(state, Page::Fault, request, Some(Nonce::new())).await, StatusCode::INTERNAL_SERVER_ERROR)
}

fn with_status(mut response: Response, status: StatusCode) -> Response {
    *response.status_mut() = status;
    response
}

/// Renders a document whose inline scripts carry `nonce`. Every page waits for its data, so that it is whole without scripts.
pub async fn render(state: &AppState, page: Page, request: Request, nonce: Option<Nonce>) -> Response {
    let viewer = request.extensions().get::<Viewer>().cloned().unwrap_or_default();
    let audience = super::audience::telling(state, page, super::audience::of(state, &viewer, &request)).await;
    let policy = nonce.as_ref().and_then(|nonce| csp::policy(&state.core.settings, page, Inline::Nonce(nonce), audience.measures(page)));
    let context = context(state, viewer);
    let refused = request.extensions().get::<RefusedForm>().cloned();
    let assets = if refused.is_some() { without_scripts(&state.assets) } else { state.assets.clone() };
    let request_id = super::layers::request_id(&request);
    let address = app::document::PublicAddress(format!("{}{}", state.core.settings.public_url, request.uri().path()));
    let provide = move || {
        context();
        if let Some(nonce) = &nonce {
            provide_context(nonce.clone());
        }
        provide_context(audience.clone());
        provide_context(app::document::RequestId(request_id.clone()));
        provide_context(address.clone());
        if let Some(refused) = &refused {
            provide_context(refused.clone());
        }
    };
    let handler = leptos_axum::render_app_async_with_context(provide, move || document(page, &assets));
    let mut response = handler(request).await;
    let headers = response.headers_mut();
    if let Some(policy) = policy {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.extend(csp::endpoints());
    if !page.is_found() {
        headers.insert(found::ROBOTS, HeaderValue::from_static(found::KEEP_OUT));
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}

/// For a page that answers a posted form: scripts would not find it at its address.
fn without_scripts(assets: &Assets) -> Arc<Assets> {
    Arc::new(Assets { css: assets.css.clone(), ..Assets::default() })
}

/// The one closure that gives pages and server functions what they find around them.
pub fn context(state: &AppState, viewer: Viewer) -> impl Fn() + Clone + Send + Sync + 'static {
    let services = state.services.clone();
    let settings = state.core.clone();
    let writer: CookieWriter = Arc::new(move |cookie| cookies::line(&settings.settings, cookie));
    move || {
        provide_context(services.clone());
        provide_context(viewer.clone());
        provide_context(writer.clone());
        provide_context(CourseOfRequest::default());
    }
}
