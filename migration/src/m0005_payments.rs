//! Money: customers and payments at the providers, every call that was made, and the inbox of signed webhooks.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    "CREATE TABLE provider_customers (
        user_id @uuid NOT NULL REFERENCES users (id),
        provider text NOT NULL CHECK (provider IN ('stripe', 'paypal')),
        reference text NOT NULL,
        PRIMARY KEY (user_id, provider),
        UNIQUE (provider, reference)
    )",
    // `provider_ref` is known once the provider has answered. At most one payment of an order can succeed.
    "CREATE TABLE payments (
        id @uuid PRIMARY KEY,
        order_id @uuid NOT NULL REFERENCES orders (id),
        provider text NOT NULL CHECK (provider IN ('stripe', 'paypal')),
        provider_ref text,
        customer_ref text,
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        currency text NOT NULL CHECK (length(currency) = 3 AND currency = upper(currency)),
        state text NOT NULL CHECK (state IN ('planned', 'open', 'processing', 'succeeded', 'canceled')),
        refunded_minor bigint NOT NULL DEFAULT 0,
        created_at @time NOT NULL,
        updated_at @time NOT NULL,
        UNIQUE (provider, provider_ref),
        CHECK (refunded_minor BETWEEN 0 AND amount_minor)
    )",
    "CREATE UNIQUE INDEX one_success_per_order ON payments (order_id) WHERE state = 'succeeded'",
    "CREATE INDEX payments_by_order ON payments (order_id)",
    // Written before the provider is called, so that a repeated call carries the same key. `unknown` is not `failed`.
    "CREATE TABLE payment_attempts (
        id @uuid PRIMARY KEY,
        payment_id @uuid NOT NULL REFERENCES payments (id),
        operation text NOT NULL CHECK (operation IN ('customer', 'create', 'cancel', 'refund')),
        idempotency_key text NOT NULL UNIQUE,
        state text NOT NULL CHECK (state IN ('planned', 'succeeded', 'failed', 'unknown')),
        created_at @time NOT NULL,
        finished_at @time
    )",
    "CREATE INDEX payment_attempts_by_payment ON payment_attempts (payment_id, operation)",
    // One row per event, the raw body as it was signed.
    "CREATE TABLE webhook_inbox (
        provider text NOT NULL CHECK (provider IN ('stripe', 'paypal')),
        event_id text NOT NULL,
        transmission_id text,
        event_type text NOT NULL,
        body @bytes NOT NULL,
        state text NOT NULL CHECK (state IN ('stored', 'processed', 'ignored', 'parked')),
        last_error text,
        received_at @time NOT NULL,
        processed_at @time,
        PRIMARY KEY (provider, event_id),
        UNIQUE (provider, transmission_id)
    )",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["webhook_inbox", "payment_attempts", "payments", "provider_customers"]).await
    }
}
