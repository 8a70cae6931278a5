//! The course, for those who own it.

use crate::core::Core;
use crate::error::Result;
use crate::repo::learning::{self, OutlineRow};
use crate::repo::{grants, rows};
use app::api::dto::{Completion, LessonItem, LessonLink, LessonView, ModuleView, OutlineView};
use app::api::ports::{Learning, StudentActor};
use app::api::{self, ApiError};
use async_trait::async_trait;
use domain::access;
use domain::ids::LessonId;
use domain::progress::{Progress, continue_at};
use std::sync::Arc;

/// Learning over the database.
pub struct LearningService(pub Arc<Core>);

#[async_trait]
impl Learning for LearningService {
    async fn outline(&self, student: &StudentActor) -> api::Result<OutlineView> {
        let rows = self.rows(student).await?;
        Ok(outline(&rows, &student.name))
    }

    async fn lesson(&self, student: &StudentActor, slug: &str) -> api::Result<LessonView> {
        Ok(self.page(student, slug).await?)
    }

    async fn set_completed(&self, student: &StudentActor, lesson: LessonId, completed: bool) -> api::Result<Completion> {
        Ok(self.tick(student, lesson, completed).await?)
    }
}

impl LearningService {
    /// The outline, if the student may enter: two statements.
    async fn rows(&self, student: &StudentActor) -> Result<Vec<OutlineRow>> {
        let rows = learning::outline(self.0.db.read(), student.user.into()).await?;
        let Some(product) = rows.first().map(|row| row.product_id) else { return Ok(rows) };
        let grants = grants::of(self.0.db.read(), student.user.into(), product).await?;
        match access::decide(&grants, self.0.now()) {
            Ok(()) => Ok(rows),
            Err(_) => Err(ApiError::Forbidden.into()),
        }
    }

    async fn page(&self, student: &StudentActor, slug: &str) -> Result<LessonView> {
        let outline = self.rows(student).await?;
        let index = outline.iter().position(|row| row.slug == slug).ok_or(ApiError::NotFound)?;
        let (lesson, module) = learning::lesson(self.0.db.read(), slug).await?.ok_or(ApiError::NotFound)?;
        learning::touch(self.0.db.write(), student.user.into(), lesson.id, self.0.now()).await?;
        let at = |index: Option<usize>| index.and_then(|index| outline.get(index)).map(link);
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Ok(LessonView {
            id: LessonId(lesson.id),
            slug: lesson.slug,
            title: lesson.title,
            summary: lesson.summary,
            module_title: module.map(|module| module.title).unwrap_or_default(),
            number: number(index + 1),
            total: number(outline.len()),
            vimeo_id: lesson.vimeo_id,
            duration_s: rows::count(lesson.duration_s),
            html: lesson.html,
            completed_at: outline[index].completed_at,
            progress: progress(&outline),
            previous: at(index.checked_sub(1)),
            next: at(Some(index + 1)),
        })
    }

    async fn tick(&self, student: &StudentActor, lesson: LessonId, completed: bool) -> Result<Completion> {
        let outline = self.rows(student).await?;
        if !outline.iter().any(|row| row.lesson_id == lesson.0) {
            return Err(ApiError::NotFound.into());
        }
        let (db, user) = (self.0.db.write(), student.user.into());
        if completed {
            learning::complete(db, user, lesson.0, self.0.now()).await?;
        } else {
            learning::undo(db, user, lesson.0).await?;
        }
        let after = learning::outline(self.0.db.read(), user).await?;
        let completed_at = after.iter().find(|row| row.lesson_id == lesson.0).and_then(|row| row.completed_at);
        Ok(Completion { completed_at, progress: progress(&after) })
    }
}

fn link(row: &OutlineRow) -> LessonLink {
    LessonLink { slug: row.slug.clone(), title: row.title.clone() }
}

fn progress(rows: &[OutlineRow]) -> Progress {
    Progress::of(rows.iter().map(|row| row.completed_at.is_some()))
}

fn outline(rows: &[OutlineRow], student_name: &str) -> OutlineView {
    let completed: Vec<_> = rows.iter().map(|row| row.completed_at.is_some()).collect();
    let touched = rows.iter().enumerate().filter_map(|(index, row)| row.touched_at.map(|at| (at, index))).max().map(|(_, index)| index);
    let next = continue_at(&completed, touched).map(|index| link(&rows[index]));
    OutlineView {
        course_title: rows.first().map(|row| row.course_title.clone()).unwrap_or_default(),
        student_name: student_name.to_owned(),
        progress: progress(rows),
        next,
        modules: rows.chunk_by(|a, b| a.module_id == b.module_id).map(module).collect(),
    }
}

fn module(rows: &[OutlineRow]) -> ModuleView {
    let lesson = |row: &OutlineRow| LessonItem {
        slug: row.slug.clone(),
        title: row.title.clone(),
        duration_s: rows::count(row.duration_s),
        completed: row.completed_at.is_some(),
    };
    ModuleView {
        title: rows[0].module_title.clone(),
        summary: rows[0].module_summary.clone(),
        progress: progress(rows),
        lessons: rows.iter().map(lesson).collect(),
    }
}
