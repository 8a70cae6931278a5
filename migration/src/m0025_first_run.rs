//! The first run: the one row under which the first admin is made, once.

use crate::dialect::{drop_tables, finish_once, forget_finish, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // There is one row at most. `code_hash` is of the code in the server's log; a new code begins with no guesses.
    "CREATE TABLE first_runs (
        id integer PRIMARY KEY CHECK (id = 1),
        code_hash @bytes NOT NULL,
        guesses integer NOT NULL DEFAULT 0 CHECK (guesses BETWEEN 0 AND 20),
        begun_at @time NOT NULL,
        finished_at @time
    )",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await?;
        finish_once(manager, "first_runs", "finished_at").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["first_runs"]).await?;
        forget_finish(manager, "first_runs").await
    }
}
