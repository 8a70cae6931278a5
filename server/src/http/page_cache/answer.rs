//! The answer that a browser gets of a page that is kept.

use super::kept::KeptPage;
use crate::http::codings::Coding;
use crate::http::csp;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};

/// The page in the smallest form that the browser knows, or the word that it has it already.
pub fn of(page: &KeptPage, asked: &HeaderMap) -> Response {
    let has = asked
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .any(|names| names.as_bytes().windows(page.etag.len()).any(|name| name == page.etag.as_bytes()));
    let mut response = if has { StatusCode::NOT_MODIFIED.into_response() } else { whole(page, asked) };
    let headers = response.headers_mut();
    headers.insert(header::ETAG, page.etag.clone());
    headers.insert(header::CONTENT_SECURITY_POLICY, page.policy.clone());
    headers.extend(csp::endpoints());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding, Cookie"));
    response
}

fn whole(page: &KeptPage, asked: &HeaderMap) -> Response {
    let coding = Coding::first_known(asked, &[Coding::Brotli, Coding::Gzip]);
    let body = match coding {
        Some(Coding::Brotli) => &page.brotli,
        Some(Coding::Gzip) => &page.gzip,
        _ => &page.html,
    };
    let mut response = Body::from(Bytes::clone(body)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    if let Some(coding) = coding {
        headers.insert(header::CONTENT_ENCODING, coding.value());
    }
    response
}
