//! Invoices and credit notes as files to keep.

use super::AppState;
use app::api::ApiError;
use app::api::ports::{PaperKind, Viewer};
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};

/// `GET /orders/{public_id}/invoice.pdf`.
pub async fn invoice(State(state): State<AppState>, Extension(viewer): Extension<Viewer>, Path(public_id): Path<String>) -> Response {
    file(&state, &viewer, &public_id, PaperKind::Invoice).await
}

/// `GET /orders/{public_id}/credit-notes/{n}.pdf`, counting from 1.
pub async fn credit_note(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Path((public_id, file_name)): Path<(String, String)>,
) -> Response {
    match file_name.strip_suffix(".pdf").and_then(|position| position.parse().ok()) {
        Some(position) => file(&state, &viewer, &public_id, PaperKind::CreditNote(position)).await,
        None => refused(&ApiError::NotFound),
    }
}

async fn file(state: &AppState, viewer: &Viewer, public_id: &str, kind: PaperKind) -> Response {
    match state.services.invoices.file(viewer, public_id, kind).await {
        Ok(pdf) => {
            let disposition = format!("attachment; filename=\"{}\"", pdf.name);
            ([(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, disposition)], pdf.bytes).into_response()
        }
        Err(error) => refused(&error),
    }
}

fn refused(error: &ApiError) -> Response {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response()
}
