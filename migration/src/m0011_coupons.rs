//! Coupons, what they are for, who used them, and which quote was made with which.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // `uses` counts orders that hold or spent it. The check makes one use too many impossible, whatever the code does.
    "CREATE TABLE coupons (
        id @uuid PRIMARY KEY,
        code text NOT NULL UNIQUE CHECK (code = upper(code) AND length(code) BETWEEN 1 AND 40),
        kind text NOT NULL CHECK (kind IN ('percent', 'fixed')),
        basis_points integer CHECK (basis_points BETWEEN 1 AND 10000),
        amount_minor bigint CHECK (amount_minor > 0),
        currency text CHECK (length(currency) = 3 AND currency = upper(currency)),
        starts_at @time,
        expires_at @time,
        max_uses integer CHECK (max_uses >= 0),
        uses integer NOT NULL DEFAULT 0,
        once_per_person boolean NOT NULL,
        enabled boolean NOT NULL,
        created_at @time NOT NULL,
        CHECK (uses >= 0 AND (max_uses IS NULL OR uses <= max_uses)),
        CHECK ((kind = 'percent') = (basis_points IS NOT NULL)),
        CHECK ((kind = 'fixed') = (amount_minor IS NOT NULL)),
        CHECK ((kind = 'fixed') = (currency IS NOT NULL))
    )",
    // A coupon without a row here is for every offer.
    "CREATE TABLE coupon_offers (
        coupon_id @uuid NOT NULL REFERENCES coupons (id) ON DELETE CASCADE,
        offer_id @uuid NOT NULL REFERENCES offers (id),
        PRIMARY KEY (coupon_id, offer_id)
    )",
    // `taken` with the seat, `spent` with the money, `returned` with the seat. `once` is the coupon's word when it was taken.
    "CREATE TABLE coupon_uses (
        order_id @uuid PRIMARY KEY REFERENCES orders (id),
        coupon_id @uuid NOT NULL REFERENCES coupons (id),
        user_id @uuid NOT NULL REFERENCES users (id),
        once boolean NOT NULL,
        state text NOT NULL CHECK (state IN ('taken', 'spent', 'returned')),
        taken_at @time NOT NULL,
        ended_at @time
    )",
    "CREATE UNIQUE INDEX one_use_per_person ON coupon_uses (coupon_id, user_id) WHERE once AND state <> 'returned'",
    "CREATE INDEX coupon_uses_by_coupon ON coupon_uses (coupon_id, user_id)",
    "CREATE TABLE quote_coupons (
        quote_id @uuid PRIMARY KEY REFERENCES quotes (id) ON DELETE CASCADE,
        coupon_id @uuid NOT NULL REFERENCES coupons (id)
    )",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["quote_coupons", "coupon_uses", "coupon_offers", "coupons"]).await
    }
}
