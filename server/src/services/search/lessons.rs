//! Lets lessons be found.

use crate::core::Core;
use crate::error::Result;
use crate::repo;
use crate::repo::search::{self, Document, Kind};
use crate::security::html::plain_from_markdown;
use entity::lesson;
use sea_orm::ConnectionTrait;

/// Lets a lesson be found by its title, its sentence and its text. Whoever writes a lesson calls this in the same transaction;
/// that a draft is not found is seen to elsewhere.
pub async fn put(db: &impl ConnectionTrait, lesson: &lesson::Model) -> Result<()> {
    let body = format!("{} {}", lesson.summary, plain_from_markdown(&lesson.source));
    let document = Document {
        kind: Kind::Lesson,
        of: lesson.id,
        lesson: lesson.id,
        owner: None,
        title: &lesson.title,
        body: &body,
        updated_at: lesson.updated_at,
    };
    search::put(db, &document).await
}

/// Takes in what was written without telling, as by a release that knew no search. Every replica may run it.
pub async fn catch_up(core: &Core) -> Result<()> {
    for id in search::stale_lessons(core.db.read()).await? {
        if let Some(lesson) = repo::learning::lesson(core.db.read(), id).await? {
            put(core.db.write(), &lesson).await?;
        }
    }
    Ok(())
}
