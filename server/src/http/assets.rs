//! Built files: hashed names that never change, and what lies in `public/`.

use super::{AppState, codings, pages};
use crate::services::built_files::{self, CODINGS, FOLDER};
use app::document::Assets;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderValue, Method, StatusCode, header};
use std::path::Path;
use tower::ServiceExt;
use tower_http::services::ServeDir;

/// What may be kept for good, because its name changes with its content.
const FOR_GOOD: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// What keeps its name.
const FOR_AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// Reads the manifest that the build wrote. Without one, pages are plain HTML.
pub fn read_manifest(site_root: &Path) -> std::io::Result<Assets> {
    match std::fs::read(site_root.join("manifest.json")) {
        Ok(text) => Ok(serde_json::from_slice(&text)?),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            tracing::warn!(folder = %site_root.display(), "no built files: pages come without styles and scripts; `cargo xtask build` makes them");
            Ok(Assets::default())
        }
        Err(error) => Err(error),
    }
}

/// A file of the site, or the page that says that there is none.
pub async fn file_or_not_found(State(state): State<AppState>, request: Request) -> Response {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let (parts, _) = request.into_parts();
    if let Some(file) = file(&state, &parts).await {
        return file;
    }
    if let Some(file) = file_of_another_build(&state, &parts).await {
        return file;
    }
    pages::not_found(&state, bare(&parts)).await
}

/// The request without a body.
fn bare(parts: &Parts) -> Request {
    Request::from_parts(parts.clone(), axum::body::Body::empty())
}

/// What a hashed file is called, where the address is that of one.
fn hashed(parts: &Parts) -> Option<&str> {
    parts.uri.path().strip_prefix('/')?.strip_prefix(FOLDER)?.strip_prefix('/')
}

async fn file(state: &AppState, parts: &Parts) -> Option<Response> {
    if matches!(parts.uri.path(), "/" | "/manifest.json") {
        return None;
    }
    let files = ServeDir::new(&state.site_root).precompressed_br().precompressed_gzip().append_index_html_on_directories(false);
    let found = files.oneshot(bare(parts)).await.ok().filter(|found| found.status() != StatusCode::NOT_FOUND)?;
    let mut response = found.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, if hashed(parts).is_some() { FOR_GOOD } else { FOR_AN_HOUR });
    Some(response)
}

/// A file that a page of another build asks for.
async fn file_of_another_build(state: &AppState, parts: &Parts) -> Option<Response> {
    let name = hashed(parts)?;
    let kind = HeaderValue::from_static(match name.rsplit_once('.')?.1 {
        "js" => "text/javascript",
        "wasm" => "application/wasm",
        "css" => "text/css",
        _ => return None,
    });
    let (coding, end) = CODINGS.into_iter().find(|(coding, _)| codings::takes(&parts.headers, coding))?;
    match built_files::find(&state.core, &format!("{name}{end}")).await {
        Ok(content) => {
            let headers = [
                (header::CONTENT_TYPE, kind),
                (header::CONTENT_ENCODING, HeaderValue::from_static(coding)),
                (header::VARY, HeaderValue::from_static("accept-encoding")),
                (header::CACHE_CONTROL, FOR_GOOD),
            ];
            Some((headers, content?).into_response())
        }
        Err(error) => {
            tracing::warn!(error = %error, "a file of another build cannot be read");
            None
        }
    }
}
