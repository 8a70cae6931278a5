//! Which request a job goes back to.

use crate::dialect::run;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

// The `x-request-id` of the request that left the work, through other jobs too; of work that nobody asked for there is none.
const UP: &[&str] = &["ALTER TABLE jobs ADD COLUMN request_id text CHECK (length(request_id) BETWEEN 1 AND 64)"];

const DOWN: &[&str] = &["ALTER TABLE jobs DROP COLUMN request_id"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, DOWN).await
    }
}
