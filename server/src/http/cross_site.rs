//! Forms of other sites do nothing here: what changes something says where it comes from, and that is this site.

use super::AppState;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderName, Method, StatusCode, header};
use tower_http::csrf::{CsrfLayer, ProtectionError};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Lets through what came from this site, by `Sec-Fetch-Site` or `Origin`.
pub fn shield(state: &AppState) -> CsrfLayer {
    let layer = CsrfLayer::new();
    layer.clone().add_trusted_origin(&state.core.settings.public_url).unwrap_or(layer)
}

/// Stands around the shield: what would change something and has neither header is refused, because every browser sends one of them; and
/// one line for a form of another site. Which request it was says the span; nothing of what it sent is written down.
pub async fn guard(request: Request, next: Next) -> Response {
    let asks = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !asks && !says_whence(request.headers()) {
        tracing::warn!(refused = "unnamed", "a form that does not say where it comes from was refused");
        return StatusCode::FORBIDDEN.into_response();
    }
    let response = next.run(request).await;
    if response.extensions().get::<ProtectionError>().is_some() {
        tracing::warn!(refused = "cross-site", "a form of another site was refused");
    }
    response
}

fn says_whence(headers: &HeaderMap) -> bool {
    [SEC_FETCH_SITE, header::ORIGIN].iter().any(|name| headers.get(name).is_some_and(|value| !value.is_empty()))
}
