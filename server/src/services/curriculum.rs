//! The course as its creator works on it.

use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::{attachments, curriculum};
use app::api::dto::{AdminFile, LessonDesk, LessonRow, ModuleRows};
use app::api::ports::{AdminActor, Curriculum};
use app::api::{self, ApiError};
use async_trait::async_trait;
use domain::file_kind::FileKind;
use domain::ids::AttachmentId;
use entity::attachment;
use std::sync::Arc;

/// The curriculum over the database.
pub struct CurriculumService(pub Arc<Core>);

#[async_trait]
impl Curriculum for CurriculumService {
    async fn lessons(&self, _admin: &AdminActor) -> api::Result<Vec<ModuleRows>> {
        let rows = curriculum::lessons(self.0.db.read()).await?;
        Ok(rows.chunk_by(|a, b| a.module_id == b.module_id).map(module).collect())
    }

    async fn lesson(&self, _admin: &AdminActor, slug: &str) -> api::Result<LessonDesk> {
        Ok(self.desk(slug).await?)
    }
}

impl CurriculumService {
    async fn desk(&self, slug: &str) -> Result<LessonDesk> {
        let db = self.0.db.read();
        let (lesson, module) = curriculum::lesson(db, slug).await?.ok_or(ApiError::NotFound)?;
        let files = attachments::of_lesson(db, lesson.id).await?;
        Ok(LessonDesk {
            published: lesson.state == "published",
            slug: lesson.slug,
            title: lesson.title,
            summary: lesson.summary,
            module_title: module.title,
            files: files.into_iter().map(file).collect::<Result<_>>()?,
            upload_limit: self.0.settings.limits.upload,
        })
    }
}

fn module(rows: &[curriculum::LessonRow]) -> ModuleRows {
    let lesson = |row: &curriculum::LessonRow| LessonRow {
        slug: row.slug.clone(),
        title: row.title.clone(),
        published: row.state == "published",
        files: u32::try_from(row.files).unwrap_or_default(),
    };
    ModuleRows { title: rows[0].module_title.clone(), lessons: rows.iter().map(lesson).collect() }
}

fn file(row: attachment::Model) -> Result<AdminFile> {
    Ok(AdminFile {
        id: AttachmentId(row.id),
        kind: FileKind::from_name(&row.kind).ok_or_else(|| Fault::stored(format!("kind of file {}", row.kind)))?,
        size: u64::try_from(row.size).unwrap_or_default(),
        title: row.title,
        file_name: row.file_name,
        version: u32::try_from(row.version).unwrap_or_default(),
        changed_at: row.replaced_at.unwrap_or(row.created_at),
    })
}
