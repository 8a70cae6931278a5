//! What browsers report that a page wanted to load and was not let.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // One row for all reports that say the same. `page` is an address of the site map, not of a visitor; `blocked` is an origin or a
    // word, never a whole address.
    "CREATE TABLE csp_reports (
        page text NOT NULL CHECK (page <> '' AND length(page) <= 100),
        directive text NOT NULL CHECK (directive <> '' AND length(directive) <= 40),
        blocked text NOT NULL CHECK (blocked <> '' AND length(blocked) <= 200),
        reports bigint NOT NULL CHECK (reports > 0),
        first_at @time NOT NULL,
        last_at @time NOT NULL,
        PRIMARY KEY (page, directive, blocked)
    )",
    "CREATE INDEX csp_reports_by_time ON csp_reports (last_at)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["csp_reports"]).await
    }
}
