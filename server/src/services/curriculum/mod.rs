//! The course as its creator works on it. Every change is in the log, in the same transaction.

mod desk;
mod difference;
mod history;
pub mod input;
mod modules;
mod moved;
mod placing;
mod publishing;
mod settings;
pub mod words;

pub use moved::moved_to;

use crate::core::Core;
use crate::error::Result;
use crate::services::audit;
use app::api;
use app::api::dto::{LessonDesk, ModuleRows, RevisionView, Saved, WordHistory};
use app::api::ports::{AdminActor, Curriculum, Publish, SaveSettings, SaveWords};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::ids::{LessonId, ModuleId, RevisionId, UserId};
use domain::publication::Publication;
use entity::user;
use sea_orm::ConnectionTrait;
use serde::Serialize;
use std::sync::Arc;
use uuid::Uuid;

/// The curriculum over the database.
pub struct CurriculumService(pub Arc<Core>);

#[async_trait]
impl Curriculum for CurriculumService {
    async fn lessons(&self, _admin: &AdminActor) -> api::Result<Vec<ModuleRows>> {
        Ok(desk::list(&self.0).await?)
    }

    async fn lesson(&self, _admin: &AdminActor, slug: &str) -> api::Result<LessonDesk> {
        Ok(desk::lesson(&self.0, slug).await?)
    }

    async fn add_module(&self, admin: &AdminActor, title: &str) -> api::Result<()> {
        Ok(modules::add(&self.0, admin.user, title).await?)
    }

    async fn rename_module(&self, admin: &AdminActor, module: ModuleId, title: &str, summary: &str) -> api::Result<()> {
        Ok(modules::rename(&self.0, admin.user, module, title, summary).await?)
    }

    async fn place_module(&self, admin: &AdminActor, module: ModuleId, at: u32) -> api::Result<()> {
        Ok(self.0.db.retrying(|| placing::module(&self.0, admin.user, module, at)).await?)
    }

    async fn remove_module(&self, admin: &AdminActor, module: ModuleId) -> api::Result<()> {
        Ok(modules::remove(&self.0, admin.user, module).await?)
    }

    async fn add_lesson(&self, admin: &AdminActor, module: ModuleId, title: &str) -> api::Result<String> {
        Ok(modules::add_lesson(&self.0, admin.user, module, title).await?)
    }

    async fn place_lesson(&self, admin: &AdminActor, lesson: LessonId, module: ModuleId, at: u32) -> api::Result<()> {
        Ok(self.0.db.retrying(|| placing::lesson(&self.0, admin.user, lesson, module, at)).await?)
    }

    async fn remove_lesson(&self, admin: &AdminActor, lesson: LessonId) -> api::Result<()> {
        Ok(publishing::remove(&self.0, admin.user, lesson).await?)
    }

    async fn publish(&self, admin: &AdminActor, lesson: LessonId, publish: Publish) -> api::Result<String> {
        Ok(publishing::publish(&self.0, admin.user, lesson, publish).await?)
    }

    async fn save_words(&self, admin: &AdminActor, typed: SaveWords) -> api::Result<Saved> {
        Ok(words::save(&self.0, admin.user, typed).await?)
    }

    async fn preview(&self, _admin: &AdminActor, source: &str) -> api::Result<String> {
        Ok(words::preview(source)?)
    }

    async fn save_settings(&self, admin: &AdminActor, lesson: LessonId, typed: SaveSettings) -> api::Result<String> {
        Ok(settings::save(&self.0, admin.user, lesson, &typed).await?)
    }

    async fn history(&self, _admin: &AdminActor, slug: &str) -> api::Result<WordHistory> {
        Ok(history::list(&self.0, slug).await?)
    }

    async fn revision(&self, _admin: &AdminActor, slug: &str, revision: RevisionId) -> api::Result<RevisionView> {
        Ok(history::one(&self.0, slug, revision).await?)
    }

    async fn restore(&self, admin: &AdminActor, revision: RevisionId, version: u32) -> api::Result<Saved> {
        Ok(history::restore(&self.0, admin.user, revision, version).await?)
    }
}

/// What a lesson is called in the log.
fn lesson_subject(id: Uuid) -> String {
    format!("lesson/{id}")
}

/// Writes a change down.
async fn log(
    core: &Core,
    db: &impl ConnectionTrait,
    admin: UserId,
    action: &str,
    subject: &str,
    before: impl Serialize,
    after: impl Serialize,
) -> Result<()> {
    audit::record(core, db, Some(admin.into()), action, subject, before, after).await
}

/// How a lesson stands before students, from its columns.
fn publication(
    state: &str,
    since: Option<DateTime<Utc>>,
    created: DateTime<Utc>,
    archived: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Publication {
    match (state, archived) {
        ("published", _) => Publication::from(since.unwrap_or(created), now),
        (_, Some(_)) => Publication::Archived,
        _ => Publication::Draft,
    }
}

/// How a lesson stands before students.
fn publication_of(lesson: &entity::lesson::Model, now: DateTime<Utc>) -> Publication {
    publication(&lesson.state, lesson.published_at, lesson.created_at, lesson.archived_at, now)
}

/// What a person is called.
fn name_of(person: Option<user::Model>) -> String {
    person.map_or_else(|| "somebody".to_owned(), |person| if person.name.is_empty() { person.email } else { person.name })
}

/// A count that the database keeps signed.
fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}
