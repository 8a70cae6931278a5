//! How often what public pages show was changed. The database counts, so that no writer can forget it, and a page that is kept
//! knows whether it is still true: in any process, at the moment at which the change was committed.

use crate::dialect::{change_pages, drop_tables, run, still_pages};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The tables that public pages are made of, each with its key.
const SHOWN: [(&str, &str); 9] = [
    ("courses", "id"),
    ("modules", "id"),
    ("lessons", "id"),
    ("landing_versions", "number"),
    ("site_texts", "key"),
    ("offers", "id"),
    ("price_tiers", "id"),
    ("price_history", "id"),
    ("offer_extensions", "id"),
];

/// One row for each row that was ever changed: a transaction waits for nothing for which it does not wait anyway.
const UP: &[&str] = &["CREATE TABLE page_versions (subject text PRIMARY KEY, version bigint NOT NULL CHECK (version > 0))"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await?;
        for (table, key) in SHOWN {
            change_pages(manager, table, key).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, _) in SHOWN {
            still_pages(manager, table).await?;
        }
        drop_tables(manager, &["page_versions"]).await
    }
}
