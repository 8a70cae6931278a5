//! What a line of a purchase is about.

use crate::dialect::run;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // The offer that the line sells or, of a discount, the one that it reduces; null where it is about the whole order.
    "ALTER TABLE order_items ADD COLUMN offer_id @uuid REFERENCES offers (id)",
    "UPDATE order_items SET offer_id = (SELECT l.offer_id FROM quote_lines l JOIN orders o ON o.quote_id = l.quote_id
        WHERE o.id = order_items.order_id AND l.position = order_items.position)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &["ALTER TABLE order_items DROP COLUMN offer_id"]).await
    }
}
