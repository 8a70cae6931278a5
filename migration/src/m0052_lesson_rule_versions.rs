//! The database counts changes of lessons' rules too, as it does of the lessons.

use crate::dialect::{change_pages, still_pages};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLE: &str = "lesson_rules";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        change_pages(manager, TABLE, "lesson_id").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        still_pages(manager, TABLE).await
    }
}
