//! Takes a table of people: a file, or what was pasted into the form.

use super::AppState;
use app::api::ApiError;
use app::api::error::{Field, Problem};
use app::api::ports::{AdminActor, Viewer};
use app::paths;
use axum::Extension;
use axum::extract::{Multipart, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;

/// `POST /admin/people/import/upload`: leads to the report of what the table would do.
pub async fn upload(State(state): State<AppState>, Extension(viewer): Extension<Viewer>, form: Multipart) -> Response {
    let kept = async {
        let admin = AdminActor::of(&viewer).ok_or(ApiError::NotFound)?;
        state.services.people.read_import(&admin, &table(form).await?).await
    };
    match kept.await {
        Ok(id) => Redirect::to(paths::admin_import(&id).as_str()).into_response(),
        Err(error) => match error.problem_with(Field::Table) {
            Some(problem) => Redirect::to(paths::admin_people_import_refused(problem).as_str()).into_response(),
            None => StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response(),
        },
    }
}

/// The file where there is one, else what was pasted.
async fn table(mut form: Multipart) -> Result<String, ApiError> {
    let mut pasted = String::new();
    while let Some(field) = form.next_field().await.map_err(|_| ApiError::BadRequest)? {
        let is_file = field.name() == Some("file");
        let bytes = field.bytes().await.map_err(|_| ApiError::invalid(Field::Table, Problem::TooLong))?;
        let text = String::from_utf8(bytes.into()).map_err(|_| ApiError::invalid(Field::Table, Problem::Malformed))?;
        if is_file && !text.trim().is_empty() {
            return Ok(text);
        }
        pasted = text;
    }
    if pasted.trim().is_empty() { Err(ApiError::invalid(Field::Table, Problem::Missing)) } else { Ok(pasted) }
}
