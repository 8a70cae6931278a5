//! Scarcity in full: what was really charged, extended deadlines, limits on live holds, the waitlist and its personal seats.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // Whether the page may show a crossed-out price. It is shown only where that price was really charged.
    "ALTER TABLE offers ADD COLUMN show_compare_at boolean NOT NULL DEFAULT TRUE",
    // What an offer was really sold at, and when. The row without an end is the price of now.
    "CREATE TABLE price_history (
        id @uuid PRIMARY KEY,
        offer_id @uuid NOT NULL REFERENCES offers (id),
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        currency text NOT NULL CHECK (length(currency) = 3 AND currency = upper(currency)),
        from_at @time NOT NULL,
        until_at @time,
        CHECK (until_at IS NULL OR until_at > from_at)
    )",
    "CREATE UNIQUE INDEX one_price_at_a_time ON price_history (offer_id) WHERE until_at IS NULL",
    "CREATE INDEX price_history_by_offer ON price_history (offer_id, from_at)",
    // A deadline that was moved to later, shown as such.
    "CREATE TABLE offer_extensions (
        id @uuid PRIMARY KEY,
        offer_id @uuid NOT NULL REFERENCES offers (id),
        before_at @time,
        after_at @time,
        by_user @uuid REFERENCES users (id),
        at @time NOT NULL,
        CHECK (after_at IS NULL OR before_at IS NULL OR after_at > before_at)
    )",
    "CREATE INDEX offer_extensions_by_offer ON offer_extensions (offer_id, at)",
    // How many unpaid seats are held under a key: `person/{id}`, `address/{keyed hash of the network address}`.
    "CREATE TABLE hold_limits (
        key text PRIMARY KEY,
        live integer NOT NULL CHECK (live >= 0)
    )",
    // Under which keys a hold counts, while it does.
    "CREATE TABLE hold_counts (
        hold_id @uuid NOT NULL REFERENCES holds (id),
        key text NOT NULL,
        PRIMARY KEY (hold_id, key)
    )",
    "CREATE INDEX hold_counts_by_key ON hold_counts (key)",
    // Who waits: for a seat that comes back, or for the sale to open. `told`: the mail about the opening is out.
    "CREATE TABLE waitlist (
        id @uuid PRIMARY KEY,
        offer_id @uuid NOT NULL REFERENCES offers (id),
        email text NOT NULL,
        email_normalized text NOT NULL,
        wish text NOT NULL CHECK (wish IN ('seat', 'opening')),
        state text NOT NULL CHECK (state IN ('waiting', 'invited', 'told', 'joined', 'lapsed', 'left')),
        address_key text,
        created_at @time NOT NULL,
        ended_at @time
    )",
    "CREATE UNIQUE INDEX one_place_in_line ON waitlist (offer_id, email_normalized) WHERE state IN ('waiting', 'invited')",
    "CREATE INDEX waitlist_in_order ON waitlist (offer_id, state, created_at)",
    // A freed seat kept for the first in line. While it is `offered` it counts in `offers.taken`; `used` hands it to a hold.
    "CREATE TABLE seat_invites (
        id @uuid PRIMARY KEY,
        offer_id @uuid NOT NULL REFERENCES offers (id),
        waitlist_id @uuid NOT NULL UNIQUE REFERENCES waitlist (id),
        token_hash @bytes NOT NULL UNIQUE,
        state text NOT NULL CHECK (state IN ('offered', 'used', 'lapsed')),
        created_at @time NOT NULL,
        expires_at @time NOT NULL,
        ended_at @time
    )",
    "CREATE INDEX seat_invites_by_expiry ON seat_invites (state, expires_at)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["seat_invites", "waitlist", "hold_counts", "hold_limits", "offer_extensions", "price_history"]).await?;
        run(manager, &["ALTER TABLE offers DROP COLUMN show_compare_at"]).await
    }
}
