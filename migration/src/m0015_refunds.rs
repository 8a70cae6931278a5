//! Money that goes back: refunds with what they pay back, and disputes.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // What is promised back: the sum of all refunds that have not failed, reserved before the provider is called. It bounds them.
    "ALTER TABLE payments ADD COLUMN refund_planned_minor bigint NOT NULL DEFAULT 0
        CHECK (refund_planned_minor >= 0 AND refund_planned_minor <= amount_minor)",
    "UPDATE payments SET refund_planned_minor = refunded_minor",
    // How much of the item's share of the money is promised back.
    "ALTER TABLE order_items ADD COLUMN refunded_minor bigint NOT NULL DEFAULT 0 CHECK (refunded_minor >= 0)",
    // `planned`: reserved; `pending`: the call may have been made; `succeeded`: the provider counts it; `failed`: it never will.
    // `provider` is the origin of what went back without us, from the provider's dashboard. `told_at`: the buyer was written to.
    "CREATE TABLE refunds (
        id @uuid PRIMARY KEY,
        payment_id @uuid NOT NULL REFERENCES payments (id),
        order_id @uuid NOT NULL REFERENCES orders (id),
        provider text NOT NULL CHECK (provider IN ('stripe', 'paypal')),
        provider_ref text,
        idempotency_key text NOT NULL UNIQUE,
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        currency text NOT NULL CHECK (length(currency) = 3 AND currency = upper(currency)),
        state text NOT NULL CHECK (state IN ('planned', 'pending', 'succeeded', 'failed')),
        origin text NOT NULL CHECK (origin IN ('buyer', 'admin', 'surplus', 'seat_gone', 'provider')),
        reason text NOT NULL,
        failure text,
        requested_by @uuid REFERENCES users (id),
        created_at @time NOT NULL,
        finished_at @time,
        told_at @time,
        UNIQUE (provider, provider_ref)
    )",
    "CREATE INDEX refunds_by_payment ON refunds (payment_id)",
    "CREATE INDEX refunds_by_order ON refunds (order_id)",
    "CREATE TABLE refund_items (
        refund_id @uuid NOT NULL REFERENCES refunds (id),
        order_item_id @uuid NOT NULL REFERENCES order_items (id),
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        PRIMARY KEY (refund_id, order_item_id)
    )",
    "CREATE TABLE disputes (
        id @uuid PRIMARY KEY,
        payment_id @uuid NOT NULL REFERENCES payments (id),
        provider text NOT NULL CHECK (provider IN ('stripe', 'paypal')),
        provider_ref text NOT NULL,
        status text NOT NULL CHECK (status IN ('open', 'won', 'lost')),
        amount_minor bigint NOT NULL,
        currency text NOT NULL,
        opened_at @time NOT NULL,
        closed_at @time,
        UNIQUE (provider, provider_ref)
    )",
    "CREATE INDEX disputes_by_payment ON disputes (payment_id)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["disputes", "refund_items", "refunds"]).await?;
        run(manager, &["ALTER TABLE order_items DROP COLUMN refunded_minor", "ALTER TABLE payments DROP COLUMN refund_planned_minor"]).await
    }
}
