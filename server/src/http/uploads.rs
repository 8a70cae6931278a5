//! Files on their way in: a form with one file, from a page or by itself. The file is never held in memory, and the answer comes as
//! soon as it is known, however much is still to arrive.

use super::AppState;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::ports::storage::Interrupted;
use crate::services::files::{self, Arriving, Purpose, Target};
use crate::services::landing::pictures;
use app::api::ApiError;
use app::api::ports::{AdminActor, Viewer};
use app::paths::{self, LocalPath};
use axum::Extension;
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{FromRequest, Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Json, body::BodyDataStream};
use domain::file_kind::FileRefusal;
use domain::ids::UserId;
use domain::landing::MAX_PICTURE;
use futures::{StreamExt, stream};
use http::{HeaderMap, StatusCode, header};
use std::time::Duration;
use tokio::sync::oneshot;
use uuid::Uuid;

/// What a form adds to its file at most.
const FORM: u64 = 64 * 1024;
/// So long what was refused is still read and thrown away: who sends it then hears the answer instead of a broken connection.
const LINGER: Duration = Duration::from_secs(5);

/// `POST /admin/lessons/{lesson}/uploads`: another file for a lesson.
pub async fn add(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Path(lesson): Path<String>,
    request: Request,
) -> Response {
    take(&state, &viewer, Goal::Lesson { lesson, purpose: Purpose::Add }, request).await
}

/// `POST /admin/lessons/{lesson}/uploads/{file}`: other content for a file.
pub async fn replace(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Path((lesson, file)): Path<(String, String)>,
    request: Request,
) -> Response {
    match file.parse() {
        Ok(file) => take(&state, &viewer, Goal::Lesson { lesson, purpose: Purpose::Replace(file) }, request).await,
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

/// `POST /admin/lessons/{lesson}/pictures`: a picture for the text of a lesson.
pub async fn picture(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Path(lesson): Path<String>,
    request: Request,
) -> Response {
    take(&state, &viewer, Goal::Lesson { lesson, purpose: Purpose::Picture }, request).await
}

/// `POST /admin/landing/sections/{section}/picture`: another picture for a section of the sales page.
pub async fn landing_picture(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Path(section): Path<String>,
    request: Request,
) -> Response {
    take(&state, &viewer, Goal::Landing { section }, request).await
}

/// Where a file goes.
#[derive(Clone, Debug)]
enum Goal {
    /// To a lesson.
    Lesson { lesson: String, purpose: Purpose },
    /// To a section of the sales page.
    Landing { section: String },
}

impl Goal {
    /// The most bytes that are taken.
    fn limit(&self, core: &Core) -> u64 {
        match self {
            Self::Lesson { .. } => core.settings.limits.upload,
            Self::Landing { .. } => MAX_PICTURE,
        }
    }

    /// The page that says what came of it.
    fn page(&self, outcome: &str) -> LocalPath {
        match self {
            Self::Lesson { lesson, .. } => paths::admin_lesson_after_upload(lesson, outcome),
            Self::Landing { section } => paths::admin_landing_after_picture(section, outcome),
        }
    }

    /// The id that the file has now.
    async fn receive(&self, core: &Core, admin: UserId, arriving: Arriving<'_>) -> Result<Uuid> {
        match self {
            Self::Lesson { lesson, purpose } => files::receive(core, admin, Target { lesson, purpose: *purpose }, arriving).await,
            Self::Landing { section } => pictures::receive(core, admin, section, arriving).await,
        }
    }
}

async fn take(state: &AppState, viewer: &Viewer, goal: Goal, request: Request) -> Response {
    let Some(admin) = AdminActor::of(viewer) else { return StatusCode::NOT_FOUND.into_response() };
    let wants_page = super::accepts_html(request.headers());
    let outcome = received(state, admin.user, goal.clone(), request).await;
    answer(&goal, outcome.map_err(ApiError::from), wants_page)
}

/// The page shows what came of it; a script is told, with the id that the file has now.
fn answer(goal: &Goal, outcome: std::result::Result<Uuid, ApiError>, wants_page: bool) -> Response {
    let name = match &outcome {
        Ok(_) => Some(paths::UPLOADED),
        Err(ApiError::File(refusal)) => Some(refusal.name()),
        Err(ApiError::FilesUnavailable) => Some(paths::UNAVAILABLE),
        Err(_) => None,
    };
    match (outcome, name) {
        (_, Some(name)) if wants_page => Redirect::to(goal.page(name).as_str()).into_response(),
        (Ok(id), _) => (StatusCode::CREATED, Json(id)).into_response(),
        (Err(error), _) => {
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            if wants_page { status.into_response() } else { (status, Json(error)).into_response() }
        }
    }
}

/// Reads the form in a task of its own, which cleans up even if the connection is gone.
async fn received(state: &AppState, admin: UserId, goal: Goal, request: Request) -> Result<Uuid> {
    if length(request.headers()).is_some_and(|length| length > goal.limit(&state.core) + FORM) {
        tokio::spawn(tokio::time::timeout(LINGER, throw_away(request.into_body().into_data_stream())));
        return Err(ApiError::File(FileRefusal::TooLarge).into());
    }
    let form = Multipart::from_request(request, state).await.map_err(|_| ApiError::BadRequest)?;
    let (tell, told) = oneshot::channel();
    let core = state.core.clone();
    tokio::spawn(async move { read(&core, admin, &goal, form, tell).await });
    told.await.map_err(|_| Fault::stored("an upload that ended without an answer"))?
}

fn length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

async fn throw_away(mut body: BodyDataStream) {
    while body.next().await.is_some_and(|piece| piece.is_ok()) {}
}

/// Finds the file in the form, takes it in, and tells what came of it. A browser that has no file to send sends one without a name.
async fn read(core: &Core, admin: UserId, goal: &Goal, mut form: Multipart, tell: oneshot::Sender<Result<Uuid>>) {
    let found = loop {
        match form.next_field().await {
            Ok(Some(field)) if field.name() == Some("file") => break Ok(field),
            Ok(Some(_)) => {}
            Ok(None) => break Err(ApiError::File(FileRefusal::Missing)),
            Err(_) => break Err(ApiError::BadRequest),
        }
    };
    match found {
        Ok(field) => take_in(core, admin, goal, field, tell).await,
        Err(refusal) => drop(tell.send(Err(refusal.into()))),
    }
}

async fn take_in(core: &Core, admin: UserId, goal: &Goal, mut field: Field<'_>, tell: oneshot::Sender<Result<Uuid>>) {
    let name = field.file_name().unwrap_or_default().to_owned();
    let outcome = if name.is_empty() {
        Err(ApiError::File(FileRefusal::Missing).into())
    } else {
        goal.receive(core, admin, Arriving { name: &name, content: pieces(&mut field).boxed() }).await
    };
    let refused = outcome.is_err();
    drop(tell.send(outcome));
    if refused {
        let rest = async { while matches!(field.chunk().await, Ok(Some(_))) {} };
        drop(tokio::time::timeout(LINGER, rest).await);
    }
}

/// A file of a form as it arrives.
fn pieces<'a>(field: &'a mut Field<'_>) -> impl futures::Stream<Item = std::result::Result<bytes::Bytes, Interrupted>> + Send + 'a {
    stream::unfold(field, |field| async {
        let piece = field.chunk().await.map_err(|_| Interrupted).transpose()?;
        Some((piece, field))
    })
}
