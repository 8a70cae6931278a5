//! How often something was tried, by whom or from where: one table for all that has a limit.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // What is counted about a subject, a keyed hash of an address, an account or a person, until the time is up. A count of 0 is one
    // whose tries were taken back.
    "CREATE TABLE rate_limits (
        action text NOT NULL CHECK (action <> ''),
        subject @bytes NOT NULL CHECK (length(subject) = 32),
        used bigint NOT NULL CHECK (used >= 0),
        until @time NOT NULL,
        PRIMARY KEY (action, subject)
    )",
    "CREATE INDEX rate_limits_by_end ON rate_limits (until)",
    // The hour of questions is counted there too; what this one holds is over within the hour.
    "DROP TABLE question_limits",
];

const DOWN: &[&str] = &[
    "CREATE TABLE question_limits (
        user_id @uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('ask', 'answer', 'report')),
        hour @time NOT NULL,
        used integer NOT NULL CHECK (used >= 1),
        PRIMARY KEY (user_id, kind, hour)
    )",
    "CREATE INDEX question_limits_by_hour ON question_limits (hour)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, DOWN).await?;
        drop_tables(manager, &["rate_limits"]).await
    }
}
