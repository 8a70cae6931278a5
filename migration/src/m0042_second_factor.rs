//! A second factor of who one is, and sessions whose tokens are renewed.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // What shows somebody a code every half minute. `sealed` is its secret, encrypted under the site's secret that `sealed_with`
    // names. `step` is the half minute, counted from 1970, of the last code that was taken: no code of it, or before it, is taken again.
    "CREATE TABLE authenticators (
        id @uuid PRIMARY KEY,
        user_id @uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        sealed @bytes NOT NULL CHECK (length(sealed) > 28),
        sealed_with text NOT NULL CHECK (sealed_with <> ''),
        created_at @time NOT NULL,
        confirmed_at @time,
        step bigint CHECK (step >= 0),
        CHECK ((confirmed_at IS NULL) = (step IS NULL))
    )",
    // One of a person's counts; beside it one may wait for its first code.
    "CREATE UNIQUE INDEX authenticators_that_count ON authenticators (user_id) WHERE confirmed_at IS NOT NULL",
    "CREATE UNIQUE INDEX authenticators_that_wait ON authenticators (user_id) WHERE confirmed_at IS NULL",
    // `hash` is the SHA-256 of a code of 120 random bits, which only its person has.
    "CREATE TABLE recovery_codes (
        hash @bytes PRIMARY KEY CHECK (length(hash) = 32),
        user_id @uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        made_at @time NOT NULL,
        used_at @time
    )",
    "CREATE INDEX recovery_codes_by_user ON recovery_codes (user_id)",
    // `factor` is what was shown beside `origin`: nothing, the code of the moment, or a recovery code; `due` is a session that may only
    // show one. `generation` is that of the newest token that was used, `renewed_at` when it was first.
    "ALTER TABLE sessions ADD COLUMN factor text NOT NULL DEFAULT 'none' CHECK (factor IN ('none', 'due', 'code', 'recovery'))",
    "ALTER TABLE sessions ADD COLUMN generation integer NOT NULL DEFAULT 0 CHECK (generation >= 0)",
    "ALTER TABLE sessions ADD COLUMN renewed_at @time",
];

/// Who had shown one of two factors signs in anew.
const DOWN: &[&str] = &[
    "DELETE FROM sessions WHERE factor = 'due'",
    "ALTER TABLE sessions DROP COLUMN renewed_at",
    "ALTER TABLE sessions DROP COLUMN generation",
    "ALTER TABLE sessions DROP COLUMN factor",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, DOWN).await?;
        drop_tables(manager, &["recovery_codes", "authenticators"]).await
    }
}
