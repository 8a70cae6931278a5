//! Purchases: orders, their items, and what happened to them.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // `public_id` is unguessable: who has the link may follow the order. `browser_key_hash` is the SHA-256 of the
    // secret in the cookie of the browser that made it. `version` counts transitions.
    "CREATE TABLE orders (
        id @uuid PRIMARY KEY,
        public_id text NOT NULL UNIQUE,
        user_id @uuid NOT NULL REFERENCES users (id),
        product_id @uuid NOT NULL REFERENCES products (id),
        quote_id @uuid NOT NULL REFERENCES quotes (id),
        hold_id @uuid NOT NULL UNIQUE REFERENCES holds (id),
        buyer_email text NOT NULL,
        buyer_name text NOT NULL,
        browser_key_hash @bytes NOT NULL,
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        currency text NOT NULL CHECK (length(currency) = 3 AND currency = upper(currency)),
        state text NOT NULL CHECK (state IN ('draft', 'awaiting_payment', 'requires_action', 'failed', 'expiring', 'expired', 'paid',
            'closed', 'partially_refunded', 'refunded', 'disputed', 'won', 'lost', 'needs_review')),
        version integer NOT NULL,
        created_at @time NOT NULL,
        updated_at @time NOT NULL,
        paid_at @time
    )",
    "CREATE UNIQUE INDEX one_open_order ON orders (user_id, product_id)
        WHERE state IN ('draft', 'awaiting_payment', 'requires_action', 'failed', 'expiring')",
    "CREATE INDEX orders_by_state ON orders (state, updated_at)",
    "CREATE INDEX orders_by_age ON orders (created_at)",
    "CREATE INDEX orders_by_browser ON orders (browser_key_hash)",
    // `product_id` is set where the line opens a door.
    "CREATE TABLE order_items (
        id @uuid PRIMARY KEY,
        order_id @uuid NOT NULL REFERENCES orders (id),
        position integer NOT NULL,
        kind text NOT NULL CHECK (kind IN ('main', 'bump', 'discount', 'tax')),
        product_id @uuid REFERENCES products (id),
        label text NOT NULL,
        amount_minor bigint NOT NULL CHECK ((kind = 'discount') = (amount_minor < 0)),
        UNIQUE (order_id, position)
    )",
    // The timeline that the admin reads.
    "CREATE TABLE order_events (
        id @uuid PRIMARY KEY,
        order_id @uuid NOT NULL REFERENCES orders (id),
        at @time NOT NULL,
        kind text NOT NULL CHECK (kind IN ('order', 'hold', 'payment', 'webhook', 'grant', 'mail')),
        what text NOT NULL
    )",
    "CREATE INDEX order_events_by_order ON order_events (order_id, at)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["order_events", "order_items", "orders"]).await
    }
}
