//! More than one way to pay an order: the method of each payment, what took its money, and successes that were too many.

use crate::dialect::run;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // `element`: the card form in the page; `hosted`: the provider's own page; `redirect`: approval at the provider;
    // `saved`: a method that was stored with consent.
    "ALTER TABLE payments ADD COLUMN method text NOT NULL DEFAULT 'element' CHECK (method IN ('element', 'hosted', 'redirect', 'saved'))",
    // What took the money where that is another object than `provider_ref`: PayPal's capture, the payment intent of a hosted page.
    "ALTER TABLE payments ADD COLUMN capture_ref text",
    // The provider's id of the payment method that was stored, and what a person reads of it: `Visa •••• 4242`.
    "ALTER TABLE payments ADD COLUMN method_ref text",
    "ALTER TABLE payments ADD COLUMN method_label text",
    // Set where another payment of the order had succeeded before: this money goes back.
    "ALTER TABLE payments ADD COLUMN surplus_at @time",
    "DROP INDEX one_success_per_order",
    "CREATE UNIQUE INDEX one_success_per_order ON payments (order_id) WHERE state = 'succeeded' AND surplus_at IS NULL",
    "CREATE UNIQUE INDEX one_live_payment_per_method ON payments (order_id, provider, method) WHERE state <> 'canceled'",
    "CREATE UNIQUE INDEX one_payment_per_capture ON payments (provider, capture_ref)",
    "ALTER TABLE payment_attempts RENAME TO payment_attempts_before",
    "DROP INDEX payment_attempts_by_payment",
    "CREATE TABLE payment_attempts (
        id @uuid PRIMARY KEY,
        payment_id @uuid NOT NULL REFERENCES payments (id),
        operation text NOT NULL CHECK (operation IN ('customer', 'create', 'capture', 'cancel', 'refund')),
        idempotency_key text NOT NULL UNIQUE,
        state text NOT NULL CHECK (state IN ('planned', 'succeeded', 'failed', 'unknown')),
        created_at @time NOT NULL,
        finished_at @time
    )",
    "INSERT INTO payment_attempts SELECT id, payment_id, operation, idempotency_key, state, created_at, finished_at
        FROM payment_attempts_before",
    "DROP TABLE payment_attempts_before",
    "CREATE INDEX payment_attempts_by_payment ON payment_attempts (payment_id, operation)",
    // The kinds of a timeline's entries are the program's; a new kind must not need a new table.
    "ALTER TABLE order_events RENAME TO order_events_before",
    "DROP INDEX order_events_by_order",
    "CREATE TABLE order_events (
        id @uuid PRIMARY KEY,
        order_id @uuid NOT NULL REFERENCES orders (id),
        at @time NOT NULL,
        kind text NOT NULL CHECK (length(kind) BETWEEN 1 AND 20),
        what text NOT NULL
    )",
    "INSERT INTO order_events SELECT id, order_id, at, kind, what FROM order_events_before",
    "DROP TABLE order_events_before",
    "CREATE INDEX order_events_by_order ON order_events (order_id, at)",
];

const DOWN: &[&str] = &[
    "DROP INDEX one_payment_per_capture",
    "DROP INDEX one_live_payment_per_method",
    "DROP INDEX one_success_per_order",
    "CREATE UNIQUE INDEX one_success_per_order ON payments (order_id) WHERE state = 'succeeded'",
    "ALTER TABLE payments DROP COLUMN surplus_at",
    "ALTER TABLE payments DROP COLUMN method_label",
    "ALTER TABLE payments DROP COLUMN method_ref",
    "ALTER TABLE payments DROP COLUMN capture_ref",
    "ALTER TABLE payments DROP COLUMN method",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    /// The wider checks of the calls and the timeline stay: what they allow was written meanwhile.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, DOWN).await
    }
}
