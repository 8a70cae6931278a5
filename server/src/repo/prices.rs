//! What offers were really sold at, and deadlines that were moved.

use super::rows;
use crate::error::Result;
use chrono::{DateTime, Utc};
use domain::money::Money;
use domain::price_history::{Change, Charged, observe};
use entity::{offer, offer_extension, price_segment};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// The history of an offer's price in order of time.
pub async fn history(db: &impl ConnectionTrait, offer: Uuid) -> Result<Vec<Charged>> {
    let query = price_segment::Entity::find().filter(price_segment::Column::OfferId.eq(offer)).order_by_asc(price_segment::Column::FromAt);
    let to_domain = |row: price_segment::Model| {
        Ok(Charged { price: rows::money(row.amount_minor, &row.currency)?, from: row.from_at, until: row.until_at })
    };
    query.all(db).await?.into_iter().map(to_domain).collect()
}

/// Writes down what an offer costs now, or that it costs nothing because it is not on sale. `id` names the new row, if there is one.
/// Two who note the same change at once write it once.
pub async fn note(db: &impl ConnectionTrait, id: Uuid, offer: Uuid, price: Option<Money>, now: DateTime<Utc>) -> Result<()> {
    let open = open(db, offer).await?;
    let before = open.as_ref().map(|row| rows::money(row.amount_minor, &row.currency)).transpose()?;
    let change = observe(before, price);
    if change == Change::None {
        return Ok(());
    }
    if let Some(open) = open
        && !end(db, &open, now).await?
    {
        return Ok(());
    }
    if let Change::Begin(price) = change {
        let row = price_segment::ActiveModel {
            id: Set(id),
            offer_id: Set(offer),
            amount_minor: Set(price.minor),
            currency: Set(price.currency.code().to_owned()),
            from_at: Set(now),
            until_at: Set(None),
        };
        let known = OnConflict::new().do_nothing().to_owned();
        price_segment::Entity::insert(row).on_conflict(known).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Whether an offer is written down at another price than this.
pub async fn differs(db: &impl ConnectionTrait, offer: Uuid, price: Option<Money>) -> Result<bool> {
    let before = open(db, offer).await?.map(|row| rows::money(row.amount_minor, &row.currency)).transpose()?;
    Ok(observe(before, price) != Change::None)
}

async fn open(db: &impl ConnectionTrait, offer: Uuid) -> Result<Option<price_segment::Model>> {
    let query = price_segment::Entity::find().filter(price_segment::Column::OfferId.eq(offer));
    Ok(query.filter(price_segment::Column::UntilAt.is_null()).one(db).await?)
}

/// Ends the price of now. One that lasted no time at all was charged to nobody and leaves no trace.
async fn end(db: &impl ConnectionTrait, open: &price_segment::Model, now: DateTime<Utc>) -> Result<bool> {
    if open.from_at >= now {
        return Ok(price_segment::Entity::delete_by_id(open.id).exec(db).await?.rows_affected == 1);
    }
    let update = price_segment::Entity::update_many()
        .col_expr(price_segment::Column::UntilAt, Expr::value(now))
        .filter(price_segment::Column::Id.eq(open.id))
        .filter(price_segment::Column::UntilAt.is_null());
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Every offer.
pub async fn offers(db: &impl ConnectionTrait) -> Result<Vec<offer::Model>> {
    Ok(offer::Entity::find().all(db).await?)
}

/// Holds an offer still until the transaction ends. `false` says that it is gone.
pub async fn lock(db: &impl ConnectionTrait, offer: Uuid) -> Result<bool> {
    let same = Expr::col(offer::Column::Version);
    let update = offer::Entity::update_many().col_expr(offer::Column::Version, same).filter(offer::Column::Id.eq(offer));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Moves an offer's deadline, if nobody changed the offer since it was read.
pub async fn move_deadline(db: &impl ConnectionTrait, offer: &offer::Model, to: Option<DateTime<Utc>>) -> Result<bool> {
    let update = offer::Entity::update_many()
        .col_expr(offer::Column::ClosesAt, Expr::value(to))
        .col_expr(offer::Column::Version, Expr::col(offer::Column::Version).add(1))
        .filter(offer::Column::Id.eq(offer.id))
        .filter(offer::Column::Version.eq(offer.version));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Writes down that a deadline was moved to later.
pub async fn insert_extension(db: &impl ConnectionTrait, row: offer_extension::ActiveModel) -> Result<()> {
    offer_extension::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The last time that an end was moved to later: that of an offer's sale, or of a price. `what` says of which.
pub async fn last_extension(db: &impl ConnectionTrait, offer: Uuid, what: &str) -> Result<Option<offer_extension::Model>> {
    let query = offer_extension::Entity::find()
        .filter(offer_extension::Column::OfferId.eq(offer))
        .filter(offer_extension::Column::What.eq(what))
        .order_by_desc(offer_extension::Column::At);
    Ok(query.one(db).await?)
}
