//! Writing the course: texts that are being written, what they were before, addresses that lessons had, pictures, and lessons that
//! were put away.

use crate::dialect::{allow, append_only, drop_tables, forget_append_only, refuse, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // Rises with each change of a lesson's settings: whoever changes them says which ones they saw.
    "ALTER TABLE lessons ADD COLUMN settings_version integer NOT NULL DEFAULT 1 CHECK (settings_version >= 1)",
    // When a lesson was put away.
    "ALTER TABLE lessons ADD COLUMN archived_at @time",
    // Where the writing of a lesson stands. `version` rises with each save: whoever saves says which one they began from. The texts
    // are those that students do not see yet; without them the lesson's own are the latest.
    "CREATE TABLE lesson_drafts (
        lesson_id @uuid PRIMARY KEY REFERENCES lessons (id) ON DELETE CASCADE,
        version integer NOT NULL CHECK (version >= 1),
        title text,
        summary text,
        source text,
        edited_by @uuid NOT NULL REFERENCES users (id),
        edited_at @time NOT NULL,
        CHECK ((title IS NULL) = (source IS NULL) AND (summary IS NULL) = (source IS NULL))
    )",
    // What a lesson's text was. `set_aside` is what somebody wrote while somebody else saved. A revision stays when its lesson is
    // deleted.
    "CREATE TABLE lesson_revisions (
        id @uuid PRIMARY KEY,
        lesson_id @uuid NOT NULL,
        version integer NOT NULL CHECK (version >= 0),
        kind text NOT NULL CHECK (kind IN ('saved', 'set_aside')),
        title text NOT NULL,
        summary text NOT NULL,
        source text NOT NULL,
        author_id @uuid REFERENCES users (id),
        written_at @time NOT NULL
    )",
    "CREATE UNIQUE INDEX lesson_revisions_by_version ON lesson_revisions (lesson_id, version) WHERE kind = 'saved'",
    "CREATE INDEX lesson_revisions_by_age ON lesson_revisions (lesson_id, written_at, id)",
    // Addresses that lessons had: who comes there is led to the lesson.
    "CREATE TABLE former_slugs (
        slug text PRIMARY KEY CHECK (slug <> ''),
        lesson_id @uuid NOT NULL REFERENCES lessons (id) ON DELETE CASCADE,
        since @time NOT NULL
    )",
    "CREATE INDEX former_slugs_by_lesson ON former_slugs (lesson_id)",
    // Pictures in the text of a lesson.
    "CREATE TABLE lesson_images (
        id @uuid PRIMARY KEY,
        lesson_id @uuid NOT NULL REFERENCES lessons (id) ON DELETE CASCADE,
        file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
        kind text NOT NULL CHECK (kind IN ('png', 'jpeg', 'webp', 'gif')),
        size bigint NOT NULL CHECK (size > 0),
        sha256 @bytes NOT NULL CHECK (length(sha256) = 32),
        storage_key text NOT NULL UNIQUE REFERENCES stored_objects (key),
        created_at @time NOT NULL
    )",
    "CREATE INDEX lesson_images_by_lesson ON lesson_images (lesson_id, created_at)",
];

const DOWN: &[&str] = &["ALTER TABLE lessons DROP COLUMN archived_at", "ALTER TABLE lessons DROP COLUMN settings_version"];

/// What the database says to a lesson that is put away and shown at once.
const AWAY: &str = "lessons_that_are_away_are_drafts";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await?;
        append_only(manager, "lesson_revisions").await?;
        refuse(manager, "lessons", AWAY, "NEW.archived_at IS NOT NULL AND NEW.state <> 'draft'").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        allow(manager, "lessons", AWAY).await?;
        drop_tables(manager, &["lesson_images", "former_slugs", "lesson_revisions", "lesson_drafts"]).await?;
        forget_append_only(manager, "lesson_revisions").await?;
        run(manager, DOWN).await
    }
}
