//! Learning: where a student is in each video, when a lesson opens, and who has completed the course.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // When a lesson was last published; one without is as old as its row.
    "ALTER TABLE lessons ADD COLUMN published_at @time",
    // `at_s` is where to resume. `parts` has a bit for each sixtieth of the video that was played. The place was set by the report
    // `number` of a player's life `session_id`, made at `recorded_at`. `watched_at` says when enough was played for the lesson to
    // be complete: that happens once, so that a tick can be taken back for good.
    "CREATE TABLE lesson_positions (
        user_id @uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        lesson_id @uuid NOT NULL REFERENCES lessons (id) ON DELETE CASCADE,
        at_s integer NOT NULL CHECK (at_s BETWEEN 0 AND duration_s),
        furthest_s integer NOT NULL CHECK (furthest_s BETWEEN 0 AND duration_s),
        duration_s integer NOT NULL CHECK (duration_s BETWEEN 1 AND 86400),
        parts bigint NOT NULL CHECK (parts BETWEEN 0 AND 1152921504606846975),
        session_id @uuid NOT NULL,
        number bigint NOT NULL CHECK (number >= 0),
        recorded_at @time NOT NULL,
        watched_at @time,
        updated_at @time NOT NULL,
        PRIMARY KEY (user_id, lesson_id)
    )",
    // What a lesson asks for before it opens. A lesson without a row opens with the course.
    "CREATE TABLE lesson_rules (
        lesson_id @uuid PRIMARY KEY REFERENCES lessons (id) ON DELETE CASCADE,
        opens_after_days integer CHECK (opens_after_days BETWEEN 1 AND 3650),
        opens_at @time,
        after_lesson_id @uuid REFERENCES lessons (id) ON DELETE SET NULL,
        CHECK (after_lesson_id <> lesson_id)
    )",
    "CREATE INDEX lesson_rules_by_after_lesson ON lesson_rules (after_lesson_id) WHERE after_lesson_id IS NOT NULL",
    // The first time that a student had completed all there was. It stays, whatever is added or unticked later.
    "CREATE TABLE course_completions (
        user_id @uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        course_id @uuid NOT NULL REFERENCES courses (id),
        completed_at @time NOT NULL,
        PRIMARY KEY (user_id, course_id)
    )",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["course_completions", "lesson_rules", "lesson_positions"]).await?;
        run(manager, &["ALTER TABLE lessons DROP COLUMN published_at"]).await
    }
}
