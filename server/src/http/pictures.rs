//! Pictures in the text of lessons.

use super::{AppState, media};
use crate::services::files;
use app::api::ApiError;
use app::api::ports::Viewer;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderName, StatusCode, header};

/// A browser keeps a picture for so long. It never changes; who may see it can.
const KEPT: &str = "private, max-age=3600";

/// `GET /pictures/{picture}`: a picture, for who may read the text that it is in.
pub async fn show(State(state): State<AppState>, Extension(viewer): Extension<Viewer>, Path(picture): Path<String>) -> Response {
    let Ok(id) = picture.parse() else { return StatusCode::NOT_FOUND.into_response() };
    match files::show(&state.core, &viewer, id).await.map_err(ApiError::from) {
        Ok(shown) => {
            let headers = [
                (header::CONTENT_TYPE, shown.media_type.to_owned()),
                (header::CONTENT_LENGTH, shown.size.to_string()),
                (header::CONTENT_SECURITY_POLICY, media::POLICY.to_owned()),
                (HeaderName::from_static("cross-origin-resource-policy"), "same-origin".to_owned()),
                (header::CACHE_CONTROL, KEPT.to_owned()),
            ];
            (headers, Body::from_stream(shown.content)).into_response()
        }
        Err(error) => StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response(),
    }
}
