//! The course, for those who own it.

pub mod announcing;
mod completing;
mod course;
pub mod imagining;
pub mod reminding;
mod view;
mod watching;

use crate::core::Core;
use crate::error::Result;
use crate::repo::learning;
use app::api::dto::{Completion, LessonView, OutlineView, SavedPlace};
use app::api::ports::{Learning, StudentActor, Watched};
use app::api::{self, ApiError};
use async_trait::async_trait;
use course::Course;
use domain::ids::LessonId;
use std::sync::Arc;
use uuid::Uuid;

/// Learning over the database.
pub struct LearningService(pub Arc<Core>);

#[async_trait]
impl Learning for LearningService {
    async fn outline(&self, student: &StudentActor) -> api::Result<OutlineView> {
        let course = Course::load(&self.0, student.user.into()).await?;
        course.note_completion(&self.0).await?;
        Ok(view::outline(&course, student.user, &student.name))
    }

    async fn lesson(&self, student: &StudentActor, course: &OutlineView, slug: &str) -> api::Result<LessonView> {
        Ok(self.page(student, course, slug).await?)
    }

    async fn set_completed(&self, student: &StudentActor, lesson: LessonId, completed: bool) -> api::Result<Completion> {
        Ok(tick(&self.0, student.user.into(), lesson, completed).await?)
    }

    async fn save_position(&self, student: &StudentActor, lesson: LessonId, watched: Watched) -> api::Result<SavedPlace> {
        Ok(watching::save(&self.0, student.user.into(), lesson, watched).await?)
    }
}

/// Whether a person may open a lesson, and what is attached to it, now. The error says why not.
pub async fn may_open(core: &Core, user: Uuid, lesson: LessonId) -> Result<()> {
    Ok(Course::load(core, user).await?.may_open(lesson)?)
}

/// Ticks a lesson off, or takes the tick back.
async fn tick(core: &Core, user: Uuid, lesson: LessonId, completed: bool) -> Result<Completion> {
    may_open(core, user, lesson).await?;
    let db = core.db.write();
    if completed {
        learning::complete(db, user, lesson.0, core.now()).await?;
    } else {
        learning::undo(db, user, lesson.0).await?;
    }
    // Read after the write: of two that tick the last two lessons at once, the later sees both.
    let course = Course::load(core, user).await?;
    course.note_completion(core).await?;
    Ok(Completion { completed_at: course.completed_at(lesson), progress: course.progress() })
}

impl LearningService {
    async fn page(&self, student: &StudentActor, course: &OutlineView, slug: &str) -> Result<LessonView> {
        let place = view::Place::find(course, slug).ok_or(ApiError::NotFound)?;
        if let Some(closed) = place.lesson.closed {
            return Err(ApiError::from(closed).into());
        }
        let body = learning::visit(self.0.db.write(), student.user.into(), place.lesson.id.into(), self.0.now()).await?;
        view::lesson(student.user, course, &place, body.ok_or(ApiError::NotFound)?)
    }
}
