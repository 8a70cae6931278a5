//! Lessons that change: a place is one in a certain video, and nothing that students have done is deleted with its lesson.

use crate::dialect::{keep, let_go, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // The number of the video that the place is in. In older rows it is what the creator had written down, which contains it.
    "ALTER TABLE lesson_positions ADD COLUMN video text NOT NULL DEFAULT ''",
    "UPDATE lesson_positions SET video = COALESCE((SELECT l.vimeo_id FROM lessons l WHERE l.id = lesson_positions.lesson_id), '')",
    // From now on `published_at` is when a lesson was published first.
    "UPDATE lessons SET published_at = created_at WHERE published_at IS NULL AND state = 'published'",
];

const DONE_BY_STUDENTS: &str = "EXISTS (SELECT 1 FROM lesson_progress p WHERE p.lesson_id = OLD.id AND p.completed_at IS NOT NULL)
    OR EXISTS (SELECT 1 FROM lesson_positions w WHERE w.lesson_id = OLD.id)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await?;
        keep(manager, "lessons", "lessons_done_by_students_stay", DONE_BY_STUDENTS).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let_go(manager, "lessons", "lessons_done_by_students_stay").await?;
        run(manager, &["ALTER TABLE lesson_positions DROP COLUMN video"]).await
    }
}
