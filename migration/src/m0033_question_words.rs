//! The words of questions, folded in the same way for both databases, so that a search finds them however they are written.

use crate::dialect::run;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    "ALTER TABLE questions ADD COLUMN title_words text NOT NULL DEFAULT ''",
    "ALTER TABLE questions ADD COLUMN source_words text NOT NULL DEFAULT ''",
    // The words of older questions as the database itself folds them; a question that is changed gets the exact ones.
    "UPDATE questions SET title_words = lower(title), source_words = lower(source)",
];

const DOWN: &[&str] = &["ALTER TABLE questions DROP COLUMN source_words", "ALTER TABLE questions DROP COLUMN title_words"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, DOWN).await
    }
}
