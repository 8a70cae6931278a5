//! The files that pages load, of each build that still runs or ran lately.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // `name` holds a hash of the content, so a row never changes what it means. `ended_at` is the moment at which a build began to serve
    // that has this file no more.
    "CREATE TABLE built_files (
        name text PRIMARY KEY CHECK (name <> '' AND length(name) <= 100),
        content @bytes NOT NULL,
        ended_at @time
    )",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["built_files"]).await
    }
}
