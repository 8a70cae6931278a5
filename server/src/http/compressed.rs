//! Pages that are drawn for one person come compressed. What answers a form, or an address with a query, is sent as it is: it may show
//! what somebody else put there, and from the size of a compressed page they could guess what else is on it (BREACH).

use super::AppState;
use super::codings::{Coding, Effort};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};

/// A page that is smaller fits into one packet either way.
const SMALLEST: usize = 1_024;
/// Drawn anew for everybody, a page comes soonest in the first of these.
const CODINGS: [Coding; 3] = [Coding::Zstd, Coding::Brotli, Coding::Gzip];

/// Compresses the pages of a site, for browsers that say what they understand.
pub fn pages(site: Router<AppState>) -> Router<AppState> {
    site.layer(from_fn(page))
}

async fn page(request: Request, next: Next) -> Response {
    let shows_nothing_asked = request.method() == Method::GET && request.uri().query().is_none();
    let coding = Coding::first_known(request.headers(), &CODINGS);
    let mut response = next.run(request).await;
    if !shows_nothing_asked || !is_uncoded_page(response.headers()) {
        return response;
    }
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept-encoding"));
    match coding {
        Some(coding) => squeezed(response, coding).await,
        None => response,
    }
}

fn is_uncoded_page(headers: &HeaderMap) -> bool {
    let is_page = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    is_page && !headers.contains_key(header::CONTENT_ENCODING)
}

/// A page waits for all of its data, so it is whole when it is squeezed.
async fn squeezed(response: Response, coding: Coding) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(whole) = to_bytes(body, usize::MAX).await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    parts.headers.remove(header::CONTENT_LENGTH);
    let small = Some(&whole).filter(|whole| whole.len() >= SMALLEST).and_then(|whole| coding.squeeze(whole, Effort::Little).ok());
    let body = match small {
        Some(small) => {
            parts.headers.insert(header::CONTENT_ENCODING, coding.value());
            Body::from(small)
        }
        None => Body::from(whole),
    };
    Response::from_parts(parts, body)
}
