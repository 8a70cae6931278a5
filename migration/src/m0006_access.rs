//! Access as a ledger: a person may enter while any grant is live.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // One grant per order item, so that settling twice cannot add one. Nothing is deleted; a grant is revoked.
    "CREATE TABLE grants (
        id @uuid PRIMARY KEY,
        user_id @uuid NOT NULL REFERENCES users (id),
        product_id @uuid NOT NULL REFERENCES products (id),
        source text NOT NULL CHECK (source IN ('order_item', 'manual', 'gift', 'seat')),
        order_item_id @uuid UNIQUE REFERENCES order_items (id),
        starts_at @time NOT NULL,
        ends_at @time,
        revoked_at @time,
        revoked_by @uuid REFERENCES users (id),
        reason text NOT NULL,
        created_at @time NOT NULL,
        CHECK ((source = 'order_item') = (order_item_id IS NOT NULL)),
        CHECK (ends_at IS NULL OR ends_at > starts_at)
    )",
    "CREATE INDEX grants_by_user ON grants (user_id, product_id)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["grants"]).await
    }
}
