//! Which requests are visits: a person's browser that opens a page of the sale and has not asked to be left uncounted.

use super::AppState;
use crate::services::visits::Visit;
use app::api::dto::Role;
use app::api::ports::Viewer;
use app::zones::Page;
use axum::extract::Request;
use domain::audience::{VisitStep, is_person};
use domain::source::Source;
use http::{HeaderMap, Method, header};

/// The visit that a request for a page is, if it is one.
pub fn of(state: &AppState, page: Page, viewer: &Viewer, request: &Request) -> Option<Visit> {
    let step = match page {
        Page::Landing | Page::Preview => VisitStep::Visit,
        Page::Checkout => VisitStep::Checkout,
        _ => return None,
    };
    let headers = request.headers();
    let is_admin = viewer.actor.as_ref().is_some_and(|actor| actor.role == Role::Admin);
    if request.method() != Method::GET || is_admin || asks_not_to_be_counted(headers) || !is_person(&viewer.user_agent) {
        return None;
    }
    let address = request.uri().path_and_query().map(http::uri::PathAndQuery::as_str).unwrap_or_default();
    let origin = Source::of_visit(address, text(headers, header::REFERER.as_str()), &state.core.settings.public_url).into();
    Some(Visit { step, address: viewer.client_ip, user_agent: viewer.user_agent.clone(), origin })
}

/// Whether a browser sends the wish not to be tracked, or only loads the page in case it is wanted.
fn asks_not_to_be_counted(headers: &HeaderMap) -> bool {
    let prefetch = ["sec-purpose", "purpose"].into_iter().any(|name| text(headers, name).contains("prefetch"));
    prefetch || text(headers, "dnt") == "1" || text(headers, "sec-gpc") == "1"
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
