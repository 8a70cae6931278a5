//! What students keep for themselves: notes and bookmarks.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // `body` is plain text. `at_s` is the second of the lesson's video that the note is about, if it is about one.
    "CREATE TABLE notes (
        id @uuid PRIMARY KEY,
        user_id @uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        lesson_id @uuid NOT NULL REFERENCES lessons (id) ON DELETE CASCADE,
        at_s integer CHECK (at_s BETWEEN 0 AND 86400),
        body text NOT NULL CHECK (length(body) BETWEEN 1 AND 20000),
        created_at @time NOT NULL,
        updated_at @time NOT NULL
    )",
    "CREATE INDEX notes_by_user ON notes (user_id, lesson_id)",
    "CREATE TABLE bookmarks (
        user_id @uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        lesson_id @uuid NOT NULL REFERENCES lessons (id) ON DELETE CASCADE,
        created_at @time NOT NULL,
        PRIMARY KEY (user_id, lesson_id)
    )",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["bookmarks", "notes"]).await
    }
}
