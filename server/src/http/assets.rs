//! Built files: hashed names that never change, and what lies in `public/`.

use super::{AppState, pages};
use app::document::Assets;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, Method, StatusCode, header};
use std::path::Path;
use tower::ServiceExt;
use tower_http::services::ServeDir;

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
    let hashed = request.uri().path().starts_with("/pkg/");
    let is_manifest = request.uri().path() == "/manifest.json";
    let (parts, _) = request.into_parts();
    let copy = |parts: &http::request::Parts| Request::from_parts(parts.clone(), axum::body::Body::empty());
    if !is_manifest && parts.uri.path() != "/" {
        let files = ServeDir::new(&state.site_root).precompressed_br().precompressed_gzip().append_index_html_on_directories(false);
        if let Ok(found) = files.oneshot(copy(&parts)).await
            && found.status() != StatusCode::NOT_FOUND
        {
            let mut response = found.into_response();
            let policy = if hashed { "public, max-age=31536000, immutable" } else { "public, max-age=3600" };
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(policy));
            return response;
        }
    }
    pages::not_found(&state, copy(&parts)).await
}
