//! Files of lessons, and where their content lies.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // Every object of ours in the store, written down before its first byte is sent, so that none is forgotten however an upload
    // ends. One that nothing names is removed a day after `since`: when it was begun, or when what had named it let go of it.
    "CREATE TABLE stored_objects (
        key text PRIMARY KEY CHECK (key <> ''),
        since @time NOT NULL
    )",
    "CREATE INDEX stored_objects_by_since ON stored_objects (since)",
    // A file of a lesson. It keeps its id when its content is replaced, and so its links. `title` is what students see, `file_name`
    // what they save it under. `kind` was told by the first bytes.
    "CREATE TABLE attachments (
        id @uuid PRIMARY KEY,
        lesson_id @uuid NOT NULL REFERENCES lessons (id) ON DELETE CASCADE,
        position integer NOT NULL CHECK (position >= 0),
        title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
        file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
        kind text NOT NULL CHECK (kind IN ('pdf', 'png', 'jpeg', 'webp', 'gif', 'zip', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp',
            'mp3', 'm4a', 'wav', 'mp4', 'text', 'markdown', 'csv')),
        size bigint NOT NULL CHECK (size > 0),
        sha256 @bytes NOT NULL CHECK (length(sha256) = 32),
        storage_key text NOT NULL UNIQUE REFERENCES stored_objects (key),
        version integer NOT NULL CHECK (version >= 1),
        created_at @time NOT NULL,
        replaced_at @time,
        CHECK ((version = 1) = (replaced_at IS NULL))
    )",
    "CREATE INDEX attachments_by_lesson ON attachments (lesson_id, position)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["attachments", "stored_objects"]).await
    }
}
