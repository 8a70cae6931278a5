//! What the demo offers at its checkout: an addition to tick, and a coupon.

use crate::core::Core;
use crate::error::Result;
use crate::repo::seed as rows;
use entity::{coupon, offer, price_tier, product};
use sea_orm::{ActiveValue::Set, DatabaseTransaction};

/// The demo's coupon: a tenth off everything, once per person.
pub const DEMO_COUPON: &str = "WELCOME10";

/// Writes the addition and the coupon.
pub async fn write(core: &Core, db: &DatabaseTransaction) -> Result<()> {
    let (product, offer) = (core.new_id(), core.new_id());
    let title = "Templates pack".to_owned();
    let row =
        product::ActiveModel { id: Set(product), kind: Set("bonus".to_owned()), title: Set(title.clone()), created_at: Set(core.now()) };
    rows::insert_product(db, row).await?;
    let row = offer::ActiveModel {
        id: Set(offer),
        product_id: Set(product),
        kind: Set("bump".to_owned()),
        title: Set(title),
        description: Set("Every outline, script and checklist of the course as files to copy and fill in.".to_owned()),
        position: Set(0),
        enabled: Set(true),
        taken: Set(0),
        created_at: Set(core.now()),
        show_compare_at: Set(false),
        ..Default::default()
    };
    rows::insert_offer(db, row).await?;
    let tier = price_tier::ActiveModel {
        id: Set(core.new_id()),
        offer_id: Set(offer),
        position: Set(0),
        label: Set("With the course".to_owned()),
        amount_minor: Set(2_900),
        currency: Set("EUR".to_owned()),
        ..Default::default()
    };
    rows::insert_tier(db, tier).await?;
    let row = coupon::ActiveModel {
        id: Set(core.new_id()),
        code: Set(DEMO_COUPON.to_owned()),
        kind: Set("percent".to_owned()),
        basis_points: Set(Some(1_000)),
        uses: Set(0),
        once_per_person: Set(true),
        enabled: Set(true),
        created_at: Set(core.now()),
        ..Default::default()
    };
    rows::insert_coupon(db, row).await
}
