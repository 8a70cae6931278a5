//! Tax and its papers: how each quote was taxed, and the invoices and credit notes of orders.

use crate::dialect::{append_only, drop_tables, forget_append_only, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// What was handed out stays as it is.
const APPEND_ONLY: [&str; 3] = ["invoices", "invoice_lines", "invoice_buyers"];

const UP: &[&str] = &[
    // Which country and VAT id the buyer named, and what followed from them.
    "CREATE TABLE quote_taxes (
        quote_id @uuid PRIMARY KEY REFERENCES quotes (id) ON DELETE CASCADE,
        country text NOT NULL CHECK (length(country) = 2 AND country = upper(country)),
        vat_id text,
        treatment @json NOT NULL
    )",
    // The counter of a series moves in the transaction that writes the paper: no number is lost, and none is given twice.
    "CREATE TABLE invoice_series (
        name text PRIMARY KEY,
        next_number bigint NOT NULL CHECK (next_number > 1)
    )",
    // `seller` and `treatment` are what they were on that day. Amounts of a credit note are what it gives back.
    "CREATE TABLE invoices (
        id @uuid PRIMARY KEY,
        series text NOT NULL REFERENCES invoice_series (name),
        number bigint NOT NULL CHECK (number > 0),
        kind text NOT NULL CHECK (kind IN ('invoice', 'credit_note')),
        order_id @uuid NOT NULL REFERENCES orders (id),
        corrects_id @uuid REFERENCES invoices (id),
        refund_id @uuid,
        issued_at @time NOT NULL,
        currency text NOT NULL CHECK (length(currency) = 3 AND currency = upper(currency)),
        total_minor bigint NOT NULL CHECK (total_minor > 0),
        tax_minor bigint NOT NULL,
        seller @json NOT NULL,
        treatment @json NOT NULL,
        UNIQUE (series, number),
        CHECK (tax_minor BETWEEN 0 AND total_minor),
        CHECK ((kind = 'credit_note') = (corrects_id IS NOT NULL)),
        CHECK ((kind = 'credit_note') = (refund_id IS NOT NULL))
    )",
    "CREATE UNIQUE INDEX one_invoice_per_order ON invoices (order_id) WHERE kind = 'invoice'",
    "CREATE UNIQUE INDEX one_credit_note_per_refund ON invoices (refund_id) WHERE kind = 'credit_note'",
    "CREATE INDEX invoices_by_order ON invoices (order_id)",
    // A discount is negative. Net and tax sum to the line's amount.
    "CREATE TABLE invoice_lines (
        invoice_id @uuid NOT NULL REFERENCES invoices (id),
        position integer NOT NULL,
        label text NOT NULL,
        net_minor bigint NOT NULL,
        tax_minor bigint NOT NULL,
        PRIMARY KEY (invoice_id, position)
    )",
    // To whom an invoice is made out. The buyer may add a company later: that is a new revision, and the latest counts.
    "CREATE TABLE invoice_buyers (
        invoice_id @uuid NOT NULL REFERENCES invoices (id),
        revision integer NOT NULL,
        at @time NOT NULL,
        details @json NOT NULL,
        PRIMARY KEY (invoice_id, revision)
    )",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await?;
        for table in APPEND_ONLY {
            append_only(manager, table).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["invoice_buyers", "invoice_lines", "invoices", "invoice_series", "quote_taxes"]).await?;
        for table in APPEND_ONLY {
            forget_append_only(manager, table).await?;
        }
        Ok(())
    }
}
