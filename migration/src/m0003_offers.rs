//! What is sold: offers with seats and deadlines, price tiers, stored quotes, and holds.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // `taken` counts seats sold or held. The check makes an oversold offer impossible, whatever the code does.
    "CREATE TABLE offers (
        id @uuid PRIMARY KEY,
        product_id @uuid NOT NULL REFERENCES products (id),
        kind text NOT NULL CHECK (kind IN ('main', 'bump', 'upsell', 'downsell')),
        title text NOT NULL,
        enabled boolean NOT NULL,
        seats integer CHECK (seats >= 0),
        taken integer NOT NULL DEFAULT 0,
        opens_at @time,
        closes_at @time,
        created_at @time NOT NULL,
        CHECK (taken >= 0 AND (seats IS NULL OR taken <= seats))
    )",
    "CREATE UNIQUE INDEX one_main_offer ON offers (kind) WHERE kind = 'main'",
    // Tried in order of `position`; the first that holds is the price.
    "CREATE TABLE price_tiers (
        id @uuid PRIMARY KEY,
        offer_id @uuid NOT NULL REFERENCES offers (id),
        position integer NOT NULL,
        label text NOT NULL,
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        currency text NOT NULL CHECK (length(currency) = 3 AND currency = upper(currency)),
        until_at @time,
        until_taken integer CHECK (until_taken > 0),
        UNIQUE (offer_id, position)
    )",
    // What a buyer was shown. `tier_id` is the rule that gave the price.
    "CREATE TABLE quotes (
        number @number,
        id @uuid NOT NULL UNIQUE,
        offer_id @uuid NOT NULL REFERENCES offers (id),
        tier_id @uuid NOT NULL REFERENCES price_tiers (id),
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        currency text NOT NULL CHECK (length(currency) = 3 AND currency = upper(currency)),
        valid_until @time NOT NULL,
        created_at @time NOT NULL
    )",
    // Only a discount takes away.
    "CREATE TABLE quote_lines (
        quote_id @uuid NOT NULL REFERENCES quotes (id) ON DELETE CASCADE,
        position integer NOT NULL,
        kind text NOT NULL CHECK (kind IN ('main', 'bump', 'discount', 'tax')),
        offer_id @uuid REFERENCES offers (id),
        label text NOT NULL,
        amount_minor bigint NOT NULL CHECK ((kind = 'discount') = (amount_minor < 0)),
        PRIMARY KEY (quote_id, position)
    )",
    "CREATE TABLE holds (
        id @uuid PRIMARY KEY,
        offer_id @uuid NOT NULL REFERENCES offers (id),
        user_id @uuid NOT NULL REFERENCES users (id),
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        currency text NOT NULL CHECK (length(currency) = 3 AND currency = upper(currency)),
        state text NOT NULL CHECK (state IN ('held', 'consumed', 'released')),
        expires_at @time NOT NULL,
        created_at @time NOT NULL,
        ended_at @time
    )",
    "CREATE UNIQUE INDEX one_live_hold ON holds (offer_id, user_id) WHERE state IN ('held', 'consumed')",
    "CREATE INDEX holds_by_expiry ON holds (state, expires_at)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["holds", "quote_lines", "quotes", "price_tiers", "offers"]).await
    }
}
