//! Mails that people choose: what they want, and what was sent of it.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // What a person decided about a kind of mail; without a row the kind's default holds.
    "CREATE TABLE mail_preferences (
        user_id @uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        topic text NOT NULL CHECK (topic IN ('questions', 'new_lessons', 'stalled', 'completed')),
        wanted boolean NOT NULL,
        changed_at @time NOT NULL,
        PRIMARY KEY (user_id, topic)
    )",
    "CREATE INDEX mail_preferences_by_topic ON mail_preferences (topic, user_id) WHERE wanted",
    // The address that ends this kind of mail for its recipient, for the mail's headers.
    "ALTER TABLE mails ADD COLUMN unsubscribe_url text",
    // A round of mails about new lessons. It goes through the students in the order of their ids and has come as far as `reached`.
    // One round is under way at most.
    "CREATE TABLE announcements (
        id @uuid PRIMARY KEY,
        begun_at @time NOT NULL,
        reached @uuid,
        finished_at @time
    )",
    "CREATE UNIQUE INDEX announcements_one_under_way ON announcements ((finished_at IS NULL)) WHERE finished_at IS NULL",
    // A lesson is announced once, whenever it is published again. What was published before there were announcements has none.
    "CREATE TABLE announced_lessons (
        lesson_id @uuid PRIMARY KEY REFERENCES lessons (id) ON DELETE CASCADE,
        announcement_id @uuid REFERENCES announcements (id)
    )",
    "CREATE INDEX announced_lessons_by_announcement ON announced_lessons (announcement_id)",
    "INSERT INTO announced_lessons (lesson_id) SELECT id FROM lessons WHERE published_at IS NOT NULL",
    // When it was last decided whether to remind a student whose course rests, and whether the reminder was sent.
    "CREATE TABLE stall_reminders (
        user_id @uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
        decided_at @time NOT NULL,
        sent boolean NOT NULL
    )",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["stall_reminders", "announced_lessons", "announcements", "mail_preferences"]).await?;
        run(manager, &["ALTER TABLE mails DROP COLUMN unsubscribe_url"]).await
    }
}
