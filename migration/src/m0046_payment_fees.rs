//! What payment providers keep for themselves.

use crate::dialect::{append_only, drop_tables, forget_append_only, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // When the provider is to be asked for the fees of a payment; absent where all of them are known.
    "ALTER TABLE payments ADD COLUMN fees_due_at @time CHECK (fees_due_at IS NULL OR state = 'succeeded')",
    "UPDATE payments SET fees_due_at = updated_at WHERE state = 'succeeded' AND provider_ref IS NOT NULL",
    "CREATE INDEX payments_by_fees_due ON payments (fees_due_at) WHERE fees_due_at IS NOT NULL",
    // An entry of the provider's books: positive where it keeps, negative where it gives back. `sale_minor` is the same in the
    // currency of the payment, at the rate at which the provider changed the money.
    "CREATE TABLE payment_fees (
        id @uuid PRIMARY KEY,
        payment_id @uuid NOT NULL REFERENCES payments (id),
        provider text NOT NULL CHECK (provider IN ('stripe', 'paypal')),
        provider_ref text NOT NULL CHECK (length(provider_ref) BETWEEN 1 AND 255),
        kind text NOT NULL CHECK (kind IN ('charge', 'refund', 'dispute')),
        amount_minor bigint NOT NULL,
        currency text NOT NULL CHECK (length(currency) = 3 AND currency = upper(currency)),
        sale_minor bigint NOT NULL,
        sale_currency text NOT NULL CHECK (length(sale_currency) = 3 AND sale_currency = upper(sale_currency)),
        booked_at @time NOT NULL,
        noted_at @time NOT NULL,
        UNIQUE (provider, provider_ref),
        CHECK (currency <> sale_currency OR sale_minor = amount_minor),
        CHECK ((amount_minor >= 0 AND sale_minor >= 0) OR (amount_minor <= 0 AND sale_minor <= 0))
    )",
    "CREATE UNIQUE INDEX payment_fees_one_charge ON payment_fees (payment_id) WHERE kind = 'charge'",
    "CREATE INDEX payment_fees_by_payment ON payment_fees (payment_id)",
    "CREATE INDEX payment_fees_by_booking ON payment_fees (booked_at)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await?;
        append_only(manager, "payment_fees").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["payment_fees"]).await?;
        forget_append_only(manager, "payment_fees").await?;
        run(manager, &["DROP INDEX payments_by_fees_due", "ALTER TABLE payments DROP COLUMN fees_due_at"]).await
    }
}
