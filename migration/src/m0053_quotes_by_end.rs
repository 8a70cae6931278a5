//! Quotes that nobody took are found when their time is over, and forgotten.

use crate::dialect::run;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    "CREATE INDEX quotes_by_end ON quotes (valid_until)",
    // A quote that is forgotten is looked for among the orders.
    "CREATE INDEX orders_by_quote ON orders (quote_id)",
];

const DOWN: &[&str] = &["DROP INDEX orders_by_quote", "DROP INDEX quotes_by_end"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, DOWN).await
    }
}
