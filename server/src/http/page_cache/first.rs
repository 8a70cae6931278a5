//! Whoever comes without a cookie and asks for a public page gets the one that is kept, before anything else looks at the request.

use super::answer;
use crate::http::{AppState, client_ip, pages, visits};
use app::api::ports::Viewer;
use app::zones::Page;
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderMap, Method, StatusCode, header};
use std::net::SocketAddr;
use std::sync::atomic::Ordering;

/// Answers with a page that is kept, where everybody would get the same.
pub async fn first(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let Some(page) = shared(&request).filter(|_| state.set_up.load(Ordering::Relaxed)) else { return next.run(request).await };
    match answer(&state, page, request.uri(), request.headers()).await {
        Some(kept) => {
            count(&state, page, &request, kept.status());
            kept
        }
        None => next.run(request).await,
    }
}

/// The page that is asked for, if it is one that shows everybody the same who is nobody in particular.
fn shared(request: &Request) -> Option<Page> {
    let asks = matches!(*request.method(), Method::GET | Method::HEAD) && request.uri().query().is_none();
    let is_nobody = !request.headers().contains_key(header::COOKIE);
    if !asks || !is_nobody {
        return None;
    }
    pages::at(request.uri().path()).filter(|page| matches!(page, Page::Landing | Page::Preview | Page::Legal))
}

fn count(state: &AppState, page: Page, request: &Request, status: StatusCode) {
    let seen = matches!(status, StatusCode::OK | StatusCode::NOT_MODIFIED);
    let visitor = visitor(state, request.headers(), request.extensions().get().map(|ConnectInfo(peer)| *peer));
    if let Some(visit) = visits::of(state, page, &visitor, request).filter(|_| seen) {
        state.visits.note(visit);
    }
}

fn visitor(state: &AppState, headers: &HeaderMap, peer: Option<SocketAddr>) -> Viewer {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Viewer { user_agent: agent.to_owned(), client_ip: client_ip::of(&state.core.settings.client_ip, headers, peer), ..Viewer::default() }
}
