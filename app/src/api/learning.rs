//! The course, for those who own it.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use super::dto::{Completion, LessonView, OutlineView};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::{
    ApiError,
    context::{require_student, services},
};

/// The dashboard: modules, lessons, progress, where to continue.
#[server(endpoint = "learning/outline", input = GetUrl)]
pub async fn outline() -> Result<OutlineView> {
    let student = require_student()?;
    services().learning.outline(&student).await
}

/// A lesson, by its slug.
#[server(endpoint = "learning/lesson", input = GetUrl)]
pub async fn lesson(slug: String) -> Result<LessonView> {
    let student = require_student()?;
    services().learning.lesson(&student, &slug).await
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
