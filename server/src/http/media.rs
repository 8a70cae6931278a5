//! Files on their way out. A link of a lesson leads to where its file is given out for some minutes: at the store, or here.

use super::{AppState, refusal};
use crate::security::media_token::{self, Media};
use crate::services::files;
use app::api::ApiError;
use app::api::ports::{AdminActor, StudentActor, Viewer};
use app::paths;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::byte_range::Part;
use domain::file_name::FileName;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use std::ops::Range;

/// What a file may do that is opened in spite of everything: nothing.
pub const POLICY: &str = "default-src 'none'; base-uri 'none'; sandbox; frame-ancestors 'none'";

/// `GET /learn/{lesson}/files/{file}`: leads a student to a file. While the lesson is shut it leads to its page, which says what opens it.
pub async fn of_lesson(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Path((lesson, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let Some(student) = StudentActor::of(&viewer) else { return Redirect::to(paths::sign_in().as_str()).into_response() };
    let address = match file.parse() {
        Ok(file) => state.services.files.download(&student, &lesson, file).await,
        Err(_) => Err(ApiError::NotFound),
    };
    match address {
        Err(ApiError::Closed(_)) if super::accepts_html(&headers) => Redirect::to(paths::lesson(&lesson).as_str()).into_response(),
        address => lead(&state, &headers, address),
    }
}

/// `GET /admin/lessons/{lesson}/files/{file}`: leads an admin to a file.
pub async fn of_any_lesson(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Path((lesson, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let address = match (AdminActor::of(&viewer), file.parse()) {
        (Some(admin), Ok(file)) => state.services.files.download_any(&admin, &lesson, file).await,
        _ => Err(ApiError::NotFound),
    };
    lead(&state, &headers, address)
}

fn lead(state: &AppState, headers: &HeaderMap, address: Result<String, ApiError>) -> Response {
    match address {
        _ if is_embedded(headers) => StatusCode::FORBIDDEN.into_response(),
        Ok(address) => Redirect::to(&address).into_response(),
        Err(error) => failed(state, headers, &error),
    }
}

/// A store that does not answer gets a page of its own: the lesson is there all the same.
fn failed(state: &AppState, headers: &HeaderMap, error: &ApiError) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if status == StatusCode::SERVICE_UNAVAILABLE && super::accepts_html(headers) {
        return refusal::page(state, status);
    }
    status.into_response()
}

/// Whether a browser asks for a file to use it in a page instead of to save it. Files are saved only.
fn is_embedded(headers: &HeaderMap) -> bool {
    let read = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    match read("sec-fetch-dest") {
        None | Some("document") => false,
        Some("empty") => !matches!(read("sec-fetch-site"), Some("same-origin" | "none")),
        Some(_) => true,
    }
}

/// `GET /media/{token}`: a file, or a part of it, for the person whom the token names.
pub async fn file(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Response {
    if is_embedded(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let opened = media_token::verify(&state.core.settings, &token, state.core.now());
    let is_own = |media: &Media| viewer.actor.as_ref().is_some_and(|actor| actor.user == media.user);
    let Some(media) = opened.filter(is_own) else { return StatusCode::NOT_FOUND.into_response() };
    let tag = format!("\"{}\"", media.key);
    let (status, part) = match wanted(&headers, &tag, media.size) {
        Part::Whole => (StatusCode::OK, 0..media.size),
        Part::Bytes(bytes) => (StatusCode::PARTIAL_CONTENT, bytes),
        Part::Nowhere => {
            return (StatusCode::RANGE_NOT_SATISFIABLE, [(header::CONTENT_RANGE, format!("bytes */{}", media.size))]).into_response();
        }
    };
    match files::open(&state.core, &media.key, media.size, part.clone()).await {
        Ok(content) => (status, described(&media, tag, status, &part), Body::from_stream(content)).into_response(),
        Err(error) => failed(&state, &headers, &error.into()),
    }
}

/// The part that is asked for. One that continues another content than this is not given.
fn wanted(headers: &HeaderMap, tag: &str, size: u64) -> Part {
    let read = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let continues = read(header::IF_RANGE).is_none_or(|known| known == tag);
    read(header::RANGE).filter(|_| continues).map_or(Part::Whole, |range| Part::of(range, size))
}

fn described(media: &Media, tag: String, status: StatusCode, part: &Range<u64>) -> HeaderMap {
    let mut said = vec![
        (header::CONTENT_TYPE, media.kind.media_type().to_owned()),
        (header::CONTENT_LENGTH, (part.end - part.start).to_string()),
        (header::CONTENT_DISPOSITION, FileName::clean(&media.name).disposition()),
        (header::CONTENT_SECURITY_POLICY, POLICY.to_owned()),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin".to_owned()),
        (header::ACCEPT_RANGES, "bytes".to_owned()),
        (header::ETAG, tag),
    ];
    if status == StatusCode::PARTIAL_CONTENT {
        said.push((header::CONTENT_RANGE, format!("bytes {}-{}/{}", part.start, part.end - 1, media.size)));
    }
    said.into_iter().filter_map(|(name, value)| Some((name, HeaderValue::from_str(&value).ok()?))).collect()
}
