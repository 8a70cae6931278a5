//! Pictures of the sales page: its own, and the one that messengers show of it.

use super::AppState;
use super::media::POLICY;
use crate::services::landing::pictures;
use app::api::ApiError;
use app::api::ports::{AdminActor, Viewer};
use app::paths;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderMap, HeaderName, StatusCode, header};

/// For what is at its address for good.
const FOR_GOOD: &str = "public, max-age=31536000, immutable";
/// For a picture that visitors see now, and may not tomorrow.
const FOR_A_DAY: &str = "public, max-age=86400";
/// For what only those who work on the page see.
const NOT_KEPT: &str = "private, no-store";

/// `GET /landing-pictures/{id}`: a picture of the page that visitors see; to an admin any.
pub async fn show(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Ok(id) = id.parse() else { return StatusCode::NOT_FOUND.into_response() };
    let picture = match pictures::find(&state.core, id, AdminActor::of(&viewer).is_some()).await {
        Ok(picture) => picture,
        Err(error) => return failed(&error.into()),
    };
    let tag = format!("\"{}\"", picture.tag);
    let kept = if picture.is_public { FOR_A_DAY } else { NOT_KEPT };
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, [(header::CACHE_CONTROL, kept.to_owned()), (header::ETAG, tag)]).into_response();
    }
    let said = [
        (header::CONTENT_TYPE, picture.kind.media_type().to_owned()),
        (header::CONTENT_LENGTH, picture.size.to_string()),
        (header::CONTENT_SECURITY_POLICY, POLICY.to_owned()),
        (header::CACHE_CONTROL, kept.to_owned()),
        (header::ETAG, tag),
    ];
    match pictures::open(&state.core, &picture).await {
        Ok(content) => (said, Body::from_stream(content)).into_response(),
        Err(error) => failed(&error.into()),
    }
}

/// `GET /share/{name}.png`: the picture that messengers show. An earlier name leads to the picture of now.
pub async fn share(State(state): State<AppState>, Path(file): Path<String>) -> Response {
    let Some(name) = file.strip_suffix(".png") else { return StatusCode::NOT_FOUND.into_response() };
    match state.services.landing.share_picture(name).await {
        Ok(Ok(png)) => {
            let anybody = (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin");
            ([(header::CONTENT_TYPE, "image/png"), (header::CACHE_CONTROL, FOR_GOOD), anybody], png).into_response()
        }
        Ok(Err(current)) => Redirect::to(paths::share_picture(&current).as_str()).into_response(),
        Err(error) => failed(&error),
    }
}

fn failed(error: &ApiError) -> Response {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response()
}
