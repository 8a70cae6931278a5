//! Pages that are drawn for one person come compressed. What answers a form, or an address with a query, is sent as it is: it may show
//! what somebody else put there, and from the size of a compressed page they could guess what else is on it (BREACH).

use super::AppState;
use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use http::{Extensions, HeaderMap, Method, StatusCode, Version, header};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{Predicate, SizeAbove};

/// A page that is smaller fits into one packet either way.
const SMALLEST: u64 = 1_024;
/// How much the compressors try: the page is waited for, and drawn anew for everybody.
const LEVEL: CompressionLevel = CompressionLevel::Fastest;

/// The answer shows nothing that came with the question.
#[derive(Clone, Copy)]
struct Plain;

/// Compresses the pages of a site, for browsers that say what they understand.
pub fn pages(site: Router<AppState>) -> Router<AppState> {
    let layer = CompressionLayer::new().quality(LEVEL).compress_when(SizeAbove::new(SMALLEST).and(is_plain_page));
    site.layer(from_fn(note_plain)).layer(layer)
}

async fn note_plain(request: Request, next: Next) -> Response {
    let is_plain = request.method() == Method::GET && request.uri().query().is_none();
    let mut response = next.run(request).await;
    if is_plain {
        response.extensions_mut().insert(Plain);
    }
    response
}

fn is_plain_page(_: StatusCode, _: Version, headers: &HeaderMap, extensions: &Extensions) -> bool {
    let is_page = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    is_page && extensions.get::<Plain>().is_some()
}
