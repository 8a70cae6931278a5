//! Offers as their creator changes them. Every change names the version that it rests on.

use crate::error::Result;
use chrono::{DateTime, Utc};
use domain::money::Money;
use domain::offer_prices::NewTier;
use entity::{offer, price_tier, product};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, UpdateMany,
};
use uuid::Uuid;

/// Everything that can be sold, in order of age.
pub async fn products(db: &impl ConnectionTrait) -> Result<Vec<product::Model>> {
    Ok(product::Entity::find().order_by_asc(product::Column::CreatedAt).order_by_asc(product::Column::Id).all(db).await?)
}

/// Something that can be sold.
pub async fn product(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<product::Model>> {
    Ok(product::Entity::find_by_id(id).one(db).await?)
}

/// What an offer says besides its prices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// What it is called.
    pub title: String,
    /// What is said of it.
    pub description: String,
    /// How many seats it has.
    pub seats: Option<i32>,
    /// When its sale begins.
    pub opens_at: Option<DateTime<Utc>>,
    /// When its sale ends.
    pub closes_at: Option<DateTime<Utc>>,
    /// For how many seconds it stands once it is shown.
    pub offered_for_s: Option<i32>,
    /// Whether a price before a reduction may be shown.
    pub show_compare_at: bool,
}

/// A change of an offer that nobody has changed since `version`.
fn change(id: Uuid, version: i32) -> UpdateMany<offer::Entity> {
    offer::Entity::update_many()
        .col_expr(offer::Column::Version, Expr::col(offer::Column::Version).add(1))
        .filter(offer::Column::Id.eq(id))
        .filter(offer::Column::Version.eq(version))
}

/// Writes what an offer says. `false` says that it was changed since `version`, or has fewer seats than are taken.
pub async fn set_terms(db: &impl ConnectionTrait, id: Uuid, version: i32, terms: &Terms) -> Result<bool> {
    let fits = match terms.seats {
        Some(seats) => Condition::all().add(offer::Column::Taken.lte(seats)),
        None => Condition::all(),
    };
    let update = change(id, version)
        .col_expr(offer::Column::Title, Expr::value(&terms.title))
        .col_expr(offer::Column::Description, Expr::value(&terms.description))
        .col_expr(offer::Column::Seats, Expr::value(terms.seats))
        .col_expr(offer::Column::OpensAt, Expr::value(terms.opens_at))
        .col_expr(offer::Column::ClosesAt, Expr::value(terms.closes_at))
        .col_expr(offer::Column::OfferedForS, Expr::value(terms.offered_for_s))
        .col_expr(offer::Column::ShowCompareAt, Expr::value(terms.show_compare_at))
        .filter(fits);
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Pauses or resumes an offer. `false` says that it was changed since.
pub async fn switch(db: &impl ConnectionTrait, id: Uuid, version: i32, on: bool) -> Result<bool> {
    Ok(change(id, version).col_expr(offer::Column::Enabled, Expr::value(on)).exec(db).await?.rows_affected == 1)
}

/// Gives an offer its place among its siblings. `false` says that it was changed since.
pub async fn set_position(db: &impl ConnectionTrait, id: Uuid, version: i32, position: i32) -> Result<bool> {
    Ok(change(id, version).col_expr(offer::Column::Position, Expr::value(position)).exec(db).await?.rows_affected == 1)
}

/// Says for which upsell an offer stands in, as the last of those that do. `false` says that it was changed since.
pub async fn stand_in(db: &impl ConnectionTrait, id: Uuid, version: i32, upsell: Option<Uuid>, position: i32) -> Result<bool> {
    let update = change(id, version)
        .col_expr(offer::Column::DownsellOf, Expr::value(upsell))
        .col_expr(offer::Column::Position, Expr::value(position));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Counts a change of an offer whose prices change. `false` says that it was changed since.
pub async fn touch(db: &impl ConnectionTrait, id: Uuid, version: i32) -> Result<bool> {
    Ok(change(id, version).exec(db).await?.rows_affected == 1)
}

/// A price with the row that it becomes.
pub struct TierRow<'a> {
    /// Its id.
    pub id: Uuid,
    /// The price.
    pub tier: &'a NewTier,
}

/// Puts other prices in the place of those in force. What was quoted keeps the rows that gave its price.
pub async fn replace_tiers(db: &impl ConnectionTrait, offer: Uuid, tiers: &[TierRow<'_>], now: DateTime<Utc>) -> Result<()> {
    let retire = price_tier::Entity::update_many()
        .col_expr(price_tier::Column::RetiredAt, Expr::value(now))
        .filter(price_tier::Column::OfferId.eq(offer))
        .filter(price_tier::Column::RetiredAt.is_null());
    retire.exec(db).await?;
    let last = price_tier::Entity::find().filter(price_tier::Column::OfferId.eq(offer));
    let last = last.order_by_desc(price_tier::Column::Position).limit(1).one(db).await?;
    let first = last.map_or(0, |tier| tier.position + 1);
    let rows = (first..).zip(tiers).map(|(position, TierRow { id, tier })| {
        let Money { minor, currency } = tier.price;
        price_tier::ActiveModel {
            id: Set(*id),
            offer_id: Set(offer),
            position: Set(position),
            label: Set(tier.label.clone()),
            amount_minor: Set(minor),
            currency: Set(currency.code().to_owned()),
            until_at: Set(tier.until_at),
            until_taken: Set(tier.until_taken.and_then(|seats| i32::try_from(seats).ok())),
            retired_at: Set(None),
        }
    });
    price_tier::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}
