//! What was changed, by whom, before and after. The database refuses to alter or delete a row.

use crate::dialect::{append_only, drop_tables, forget_append_only, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &["CREATE TABLE audit_log (
        id @uuid PRIMARY KEY,
        at @time NOT NULL,
        actor_id @uuid REFERENCES users (id),
        action text NOT NULL,
        subject text NOT NULL,
        before @json,
        after @json
    )"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await?;
        append_only(manager, "audit_log").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["audit_log"]).await?;
        forget_append_only(manager, "audit_log").await
    }
}
