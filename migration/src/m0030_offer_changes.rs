//! Offers, prices and coupons that their creator changes: counted changes, prices that make way for others, and what never changes.

use crate::dialect::{allow, guard, let_go, refuse, refuse_change, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // Counts changes by admins: who changes what has changed since they saw it changes nothing.
    "ALTER TABLE offers ADD COLUMN version integer NOT NULL DEFAULT 0",
    "ALTER TABLE coupons ADD COLUMN version integer NOT NULL DEFAULT 0",
    // Another price is another row; quotes keep the one that gave theirs. Positions go on counting.
    "ALTER TABLE price_tiers ADD COLUMN retired_at @time",
    "CREATE INDEX price_tiers_in_force ON price_tiers (offer_id, position) WHERE retired_at IS NULL",
    // `sale`: the deadline of the offer was moved. `price`: the end of the price of that time.
    "ALTER TABLE offer_extensions ADD COLUMN what text NOT NULL DEFAULT 'sale' CHECK (what IN ('sale', 'price'))",
    "CREATE INDEX funnel_steps_by_offer ON funnel_steps (offer_id)",
    "CREATE INDEX order_items_by_offer ON order_items (offer_id) WHERE kind = 'bump'",
];

const DOWN: &[&str] = &[
    "DROP INDEX order_items_by_offer",
    "DROP INDEX funnel_steps_by_offer",
    "ALTER TABLE offer_extensions DROP COLUMN what",
    "DROP INDEX price_tiers_in_force",
    "ALTER TABLE price_tiers DROP COLUMN retired_at",
    "ALTER TABLE coupons DROP COLUMN version",
    "ALTER TABLE offers DROP COLUMN version",
];

/// A sale that ends before it begins is none.
const BACKWARDS: (&str, &str) = ("offers_end_after_they_begin", "NEW.opens_at IS NOT NULL AND NEW.closes_at <= NEW.opens_at");
const COUPON_BACKWARDS: (&str, &str) = ("coupons_end_after_they_begin", "NEW.starts_at IS NOT NULL AND NEW.expires_at <= NEW.starts_at");
/// Only a downsell stands in for another offer, and that is an upsell.
const STAND_IN: (&str, &str) = (
    "only_downsells_stand_in_for_upsells",
    "NEW.downsell_of IS NOT NULL AND (NEW.kind <> 'downsell' OR NOT EXISTS \
     (SELECT 1 FROM offers u WHERE u.id = NEW.downsell_of AND u.kind = 'upsell'))",
);
/// What rows must stay as they are, by table, name and the change that is none.
const FIXED: [(&str, &str, &str); 4] = [
    ("coupons", "coupon_codes_stay", "NEW.code <> OLD.code"),
    ("price_tiers", "retired_prices_stay", "OLD.retired_at IS NOT NULL"),
    (
        "quotes",
        "quotes_stay",
        "NEW.amount_minor <> OLD.amount_minor OR NEW.currency <> OLD.currency OR NEW.offer_id <> OLD.offer_id OR NEW.tier_id <> OLD.tier_id",
    ),
    ("quote_lines", "quote_lines_stay", "NEW.amount_minor <> OLD.amount_minor OR NEW.label <> OLD.label OR NEW.kind <> OLD.kind"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await?;
        refuse(manager, "offers", BACKWARDS.0, BACKWARDS.1).await?;
        refuse(manager, "coupons", COUPON_BACKWARDS.0, COUPON_BACKWARDS.1).await?;
        guard(manager, "offers", STAND_IN.0, STAND_IN.1).await?;
        for (table, name, change) in FIXED {
            refuse_change(manager, table, name, change).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, name, _) in FIXED.into_iter().rev() {
            let_go(manager, table, name).await?;
        }
        allow(manager, "offers", STAND_IN.0).await?;
        allow(manager, "coupons", COUPON_BACKWARDS.0).await?;
        allow(manager, "offers", BACKWARDS.0).await?;
        run(manager, DOWN).await
    }
}
