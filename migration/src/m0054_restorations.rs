//! When the database was put back from a backup, and when what the providers did since then was looked up.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // `taken_at` is the moment that the database went back to. Until `compared_at` is set the providers may know of charges that it does
    // not.
    "CREATE TABLE restorations (
        id @uuid PRIMARY KEY,
        taken_at @time NOT NULL,
        restored_at @time NOT NULL,
        compared_at @time
    )",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["restorations"]).await
    }
}
