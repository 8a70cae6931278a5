//! What people take with them: their notes, their certificate, and everything about them.

use super::AppState;
use app::api::ports::{AdminActor, Archive, Drawing, StudentActor, Viewer};
use app::api::{self, ApiError};
use app::paths;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::{StatusCode, header};

/// `GET /learn/notes.md`.
pub async fn notes(State(state): State<AppState>, Extension(viewer): Extension<Viewer>) -> Response {
    let file = match StudentActor::of(&viewer) {
        Some(student) => state.services.notes.export(&student).await,
        None => Err(ApiError::Unauthenticated),
    };
    match file {
        Ok(file) => attached("text/markdown; charset=utf-8", file.name, Body::from_stream(file.parts)),
        Err(error) => refused(&error),
    }
}

/// `GET /account/my-data.zip`.
pub async fn data(State(state): State<AppState>, Extension(viewer): Extension<Viewer>) -> Response {
    let made = match StudentActor::of(&viewer) {
        Some(student) => state.services.privacy.export(&student).await,
        None => Err(ApiError::Unauthenticated),
    };
    archive(made)
}

/// `POST /admin/people/{person}/my-data.zip`: a post, because it is written down.
pub async fn data_of(State(state): State<AppState>, Extension(viewer): Extension<Viewer>, Path(person): Path<String>) -> Response {
    let made = async {
        let admin = AdminActor::of(&viewer).ok_or(ApiError::NotFound)?;
        state.services.privacy.export_of(&admin, person.parse().map_err(|_| ApiError::NotFound)?).await
    };
    archive(made.await)
}

fn archive(made: api::Result<Archive>) -> Response {
    match made {
        Ok(archive) => attached("application/zip", archive.name, Body::from_stream(archive.parts)),
        Err(error) => refused(&error),
    }
}

/// `GET /account/recovery-codes.txt`, for the browser that has just had them made.
pub async fn recovery_codes(State(state): State<AppState>, Extension(viewer): Extension<Viewer>) -> Response {
    let codes = match StudentActor::of(&viewer) {
        Some(student) => state.services.second_factor.new_codes(&viewer, &student).await,
        None => Err(ApiError::Unauthenticated),
    };
    match codes.and_then(|codes| if codes.is_empty() { Err(ApiError::NotFound) } else { Ok(codes) }) {
        Ok(codes) => {
            let head = format!(
                "Recovery codes for {}\nEach lets you in once, in the place of a code of the app.\n\n",
                state.core.settings.public_url
            );
            attached("text/plain; charset=utf-8", "recovery-codes.txt", Body::from(format!("{head}{}\n", codes.join("\n"))))
        }
        Err(error) => refused(&error),
    }
}

/// `GET /learn/certificate.pdf`.
pub async fn certificate_pdf(State(state): State<AppState>, Extension(viewer): Extension<Viewer>) -> Response {
    certificate(&state, &viewer, Drawing::Pdf).await
}

/// `GET /learn/certificate.svg`.
pub async fn certificate_svg(State(state): State<AppState>, Extension(viewer): Extension<Viewer>) -> Response {
    certificate(&state, &viewer, Drawing::Svg).await
}

async fn certificate(state: &AppState, viewer: &Viewer, drawing: Drawing) -> Response {
    let drawn = match StudentActor::of(viewer) {
        Some(student) => state.services.certificates.draw(&student, drawing).await,
        None => Err(ApiError::Unauthenticated),
    };
    let kind = match drawing {
        Drawing::Pdf => "application/pdf",
        Drawing::Svg => "image/svg+xml",
    };
    match drawn {
        Ok(drawn) => attached(kind, &drawn.name, Body::from(drawn.bytes)),
        Err(error) => refused(&error),
    }
}

fn attached(kind: &'static str, name: &str, body: Body) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], body).into_response()
}

fn refused(error: &ApiError) -> Response {
    match error {
        ApiError::Unauthenticated => Redirect::to(paths::sign_in().as_str()).into_response(),
        error => StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response(),
    }
}
