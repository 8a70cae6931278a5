//! The course as somebody would have it who is imagined: with these grants, and nothing looked at or ticked.

use super::course::Course;
use super::view;
use crate::core::Reading;
use crate::error::Result;
use crate::repo::learning;
use crate::repo::outline::{self, Outline};
use app::api::ApiError;
use app::api::dto::{LessonView, OutlineView};
use domain::access::Grant;
use domain::ids::UserId;
use uuid::Uuid;

/// Nobody has this id.
const NOBODY: Uuid = Uuid::nil();

/// The dashboard, or why it is shut.
pub async fn outline(reading: &Reading, grants: Vec<Grant>, name: &str) -> Result<OutlineView> {
    let Outline { rows, .. } = outline::untouched(reading.db(), reading.now).await?;
    let course = Course::of(Outline { rows, grants }, NOBODY, reading.now)?;
    Ok(view::outline(&course, UserId(NOBODY), name))
}

/// A lesson of that course, or why it is shut.
pub async fn lesson(reading: &Reading, course: &OutlineView, slug: &str) -> Result<LessonView> {
    let place = view::Place::find(course, slug).ok_or(ApiError::NotFound)?;
    if let Some(closed) = place.lesson.closed {
        return Err(ApiError::from(closed).into());
    }
    let body = learning::body(reading.db(), place.lesson.id.into()).await?;
    view::lesson(UserId(NOBODY), course, &place, body.ok_or(ApiError::NotFound)?)
}
