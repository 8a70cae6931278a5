//! The funnel: offers after the main payment, the consents that allow one click, and what became of each offer.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // An accepted offer of the funnel is an order of its own.
    "ALTER TABLE orders ADD COLUMN kind text NOT NULL DEFAULT 'main' CHECK (kind IN ('main', 'upsell', 'downsell'))",
    // Set where the payment was opened so that the provider keeps its method; what the card form is told must be the same.
    "ALTER TABLE payments ADD COLUMN saves boolean NOT NULL DEFAULT FALSE",
    "ALTER TABLE offers ADD COLUMN description text NOT NULL DEFAULT ''",
    "ALTER TABLE offers ADD COLUMN position integer NOT NULL DEFAULT 0",
    // The upsell whose refusal shows this offer.
    "ALTER TABLE offers ADD COLUMN downsell_of @uuid",
    // For how many seconds the offer stands once it is shown; without limit where it is null.
    "ALTER TABLE offers ADD COLUMN offered_for_s integer CHECK (offered_for_s > 0)",
    // The price, and until when it holds, are fixed when the offer is first shown. `child_order_id` is the latest order that
    // was made for it. `extended_at` says that its time was extended after a failure, which happens once.
    "CREATE TABLE funnel_steps (
        order_id @uuid NOT NULL REFERENCES orders (id),
        offer_id @uuid NOT NULL REFERENCES offers (id),
        position integer NOT NULL,
        state text NOT NULL CHECK (state IN ('pending', 'shown', 'accepting', 'requires_action', 'accepted', 'failed', 'declined',
            'expired', 'skipped')),
        tier_id @uuid REFERENCES price_tiers (id),
        amount_minor bigint CHECK (amount_minor > 0),
        currency text CHECK (length(currency) = 3 AND currency = upper(currency)),
        child_order_id @uuid UNIQUE REFERENCES orders (id),
        shown_at @time,
        expires_at @time,
        extended_at @time,
        decided_at @time,
        version integer NOT NULL,
        PRIMARY KEY (order_id, offer_id),
        UNIQUE (order_id, position),
        CHECK (state IN ('pending', 'skipped') OR (shown_at IS NOT NULL AND tier_id IS NOT NULL AND amount_minor IS NOT NULL
            AND currency IS NOT NULL)),
        CHECK (state NOT IN ('accepting', 'requires_action', 'accepted') OR child_order_id IS NOT NULL)
    )",
    // What a buyer agreed to, word for word (`text_sha256`), and the circumstances. `method_ref` is known once the payment
    // arrived. `revoked_at` ends the consent at once, `detached_at` says that the provider has forgotten the method too.
    "CREATE TABLE consents (
        id @uuid PRIMARY KEY,
        user_id @uuid NOT NULL REFERENCES users (id),
        order_id @uuid NOT NULL UNIQUE REFERENCES orders (id),
        text_version integer NOT NULL,
        text_sha256 @bytes NOT NULL,
        locale text NOT NULL,
        shown_at @time NOT NULL,
        given_at @time NOT NULL,
        ip text,
        user_agent text NOT NULL,
        provider text CHECK (provider IN ('stripe', 'paypal')),
        customer_ref text,
        method_ref text,
        method_label text,
        used_at @time,
        revoked_at @time,
        detached_at @time,
        CHECK (method_ref IS NULL OR provider IS NOT NULL)
    )",
    "CREATE INDEX consents_by_user ON consents (user_id)",
];

const DOWN: &[&str] = &[
    "ALTER TABLE offers DROP COLUMN offered_for_s",
    "ALTER TABLE offers DROP COLUMN downsell_of",
    "ALTER TABLE offers DROP COLUMN position",
    "ALTER TABLE offers DROP COLUMN description",
    "ALTER TABLE payments DROP COLUMN saves",
    "ALTER TABLE orders DROP COLUMN kind",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["consents", "funnel_steps"]).await?;
        run(manager, DOWN).await
    }
}
