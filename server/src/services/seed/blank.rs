//! A course that begins with nothing: a title and a price, no lessons, and a sale that is paused.

use super::write_legal;
use crate::core::Core;
use crate::error::Result;
use crate::repo::{refund_policies, seed as rows};
use crate::services::landing;
use crate::services::refunds::policy;
use domain::landing::LandingContent;
use domain::money::Money;
use entity::{course, offer, price_tier, product};
use sea_orm::{ActiveValue::Set, DatabaseTransaction};

/// Writes it.
pub async fn write(core: &Core, db: &DatabaseTransaction, title: &str, price: Money) -> Result<()> {
    let (product, now) = (core.new_id(), core.now());
    let row = product::ActiveModel { id: Set(product), kind: Set("course".to_owned()), title: Set(title.to_owned()), created_at: Set(now) };
    rows::insert_product(db, row).await?;
    let row = course::ActiveModel {
        id: Set(core.new_id()),
        product_id: Set(product),
        title: Set(title.to_owned()),
        subtitle: Set(String::new()),
        created_at: Set(now),
    };
    rows::insert_course(db, row).await?;
    write_around(core, db, product, title, price).await?;
    landing::first(core, db, &LandingContent::blank(title)).await
}

/// What a course needs to be sold: an offer that is paused, a refund promise, legal pages.
pub async fn write_around(core: &Core, db: &DatabaseTransaction, product: uuid::Uuid, title: &str, price: Money) -> Result<()> {
    write_offer(core, db, product, title, price).await?;
    refund_policies::insert(db, policy::row(core, 1, policy::DEFAULT)).await?;
    write_legal(core, db).await
}

async fn write_offer(core: &Core, db: &DatabaseTransaction, product: uuid::Uuid, title: &str, price: Money) -> Result<()> {
    let offer = core.new_id();
    let row = offer::ActiveModel {
        id: Set(offer),
        product_id: Set(product),
        kind: Set("main".to_owned()),
        title: Set(title.to_owned()),
        enabled: Set(false),
        taken: Set(0),
        created_at: Set(core.now()),
        show_compare_at: Set(true),
        ..Default::default()
    };
    rows::insert_offer(db, row).await?;
    let tier = price_tier::ActiveModel {
        id: Set(core.new_id()),
        offer_id: Set(offer),
        position: Set(0),
        label: Set("Regular".to_owned()),
        amount_minor: Set(price.minor),
        currency: Set(price.currency.code().to_owned()),
        until_at: Set(None),
        until_taken: Set(None),
        ..Default::default()
    };
    rows::insert_tier(db, tier).await
}
