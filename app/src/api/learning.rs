//! The course, for those who own it.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]
#![expect(clippy::too_many_arguments, reason = "each argument is a field of a form")]

use super::Result;
use super::dto::{Completion, LessonView, OutlineView, SavedPlace};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::{
    ApiError,
    context::{CourseOfRequest, require_student, services},
    ports::Watched,
};

/// The dashboard: modules, lessons, progress, where to continue.
#[server(endpoint = "learning/outline", input = GetUrl)]
pub async fn outline() -> Result<OutlineView> {
    Ok((*course().await?).clone())
}

/// The dashboard as this request has read it, for the page and the frame around it.
#[cfg(feature = "ssr")]
pub async fn course() -> Result<std::sync::Arc<OutlineView>> {
    let student = require_student()?;
    CourseOfRequest::here().load(&services().learning, &student).await
}

/// A lesson, by its slug.
#[server(endpoint = "learning/lesson", input = GetUrl)]
pub async fn lesson(slug: String) -> Result<LessonView> {
    let student = require_student()?;
    let learning = services().learning.clone();
    let course = CourseOfRequest::here().load(&learning, &student).await?;
    learning.lesson(&student, &course, &slug).await
}

/// Ticks a lesson off. Again is the same.
#[server(endpoint = "learning/mark_complete")]
pub async fn mark_complete(lesson: String) -> Result<Completion> {
    let student = require_student()?;
    let lesson = lesson.parse().map_err(|_| ApiError::BadRequest)?;
    services().learning.set_completed(&student, lesson, true).await
}

/// Takes a tick back. Again is the same.
#[server(endpoint = "learning/undo_complete")]
pub async fn undo_complete(lesson: String) -> Result<Completion> {
    let student = require_student()?;
    let lesson = lesson.parse().map_err(|_| ApiError::BadRequest)?;
    services().learning.set_completed(&student, lesson, false).await
}

/// Saves where the student is in a video: the `video`'s number, `at`, `furthest` and `duration` in seconds, `parts` as bits of what
/// was played, `rewound` 1 if the student went to the start on purpose, `session` and `number` of the report, and its `age` in
/// milliseconds. Again, late, or out of order is the same.
#[server(endpoint = "learning/position")]
pub async fn save_position(
    lesson: String,
    video: u64,
    at: u32,
    furthest: u32,
    duration: u32,
    parts: i64,
    rewound: u8,
    session: String,
    number: u32,
    age: u32,
) -> Result<SavedPlace> {
    let student = require_student()?;
    let lesson = lesson.parse().map_err(|_| ApiError::BadRequest)?;
    let report = domain::playback::Report {
        video,
        at_s: at,
        furthest_s: furthest,
        duration_s: duration,
        parts: domain::playback::Parts::from_bits(parts),
        rewound: rewound == 1,
        session: session.parse().map_err(|_| ApiError::BadRequest)?,
        number,
        recorded_at: chrono::DateTime::UNIX_EPOCH,
    };
    let watched = Watched { report, age: chrono::TimeDelta::milliseconds(age.into()) };
    services().learning.save_position(&student, lesson, watched).await
}
