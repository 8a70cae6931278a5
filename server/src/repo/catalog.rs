//! Offers, their price tiers, and quotes.

use super::rows;
use crate::error::{Fault, Result};
use chrono::{DateTime, Utc};
use domain::pricing::{Line, PriceTier};
use entity::{offer, price_tier, quote, quote_line};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;
use uuid::Uuid;

/// An offer and its tiers in order.
pub struct OfferWithTiers {
    /// The offer.
    pub offer: offer::Model,
    /// Its tiers.
    pub tiers: Vec<PriceTier>,
}

/// The offer of the course. Absent before the creator made one.
pub async fn main_offer(db: &impl ConnectionTrait) -> Result<Option<OfferWithTiers>> {
    let found = offer::Entity::find().filter(offer::Column::Kind.eq("main")).one(db).await?;
    let Some(offer) = found else { return Ok(None) };
    let tiers = tiers(db, offer.id).await?;
    Ok(Some(OfferWithTiers { offer, tiers }))
}

/// An offer by its id; one must exist.
pub async fn offer(db: &impl ConnectionTrait, id: Uuid) -> Result<offer::Model> {
    offer::Entity::find_by_id(id).one(db).await?.ok_or_else(|| Fault::stored("an offer that is gone"))
}

/// The tiers in force of an offer, in order.
pub async fn tiers(db: &impl ConnectionTrait, offer: Uuid) -> Result<Vec<PriceTier>> {
    let query = price_tier::Entity::find()
        .filter(price_tier::Column::OfferId.eq(offer))
        .filter(price_tier::Column::RetiredAt.is_null())
        .order_by_asc(price_tier::Column::Position);
    query.all(db).await?.into_iter().map(rows::price_tier).collect()
}

/// Offers with their tiers in force, read together.
pub async fn with_tiers(db: &impl ConnectionTrait, offers: Vec<offer::Model>) -> Result<Vec<OfferWithTiers>> {
    let query = price_tier::Entity::find()
        .filter(price_tier::Column::OfferId.is_in(offers.iter().map(|offer| offer.id)))
        .filter(price_tier::Column::RetiredAt.is_null())
        .order_by_asc(price_tier::Column::Position);
    let mut tiers: HashMap<Uuid, Vec<PriceTier>> = HashMap::new();
    for row in query.all(db).await? {
        tiers.entry(row.offer_id).or_default().push(rows::price_tier(row)?);
    }
    Ok(offers.into_iter().map(|offer| OfferWithTiers { tiers: tiers.remove(&offer.id).unwrap_or_default(), offer }).collect())
}

/// Whether a tier is known, in force or not.
pub async fn has_tier(db: &impl ConnectionTrait, tier: Uuid) -> Result<bool> {
    Ok(price_tier::Entity::find_by_id(tier).one(db).await?.is_some())
}

/// What a seat must still satisfy when it is taken.
pub struct SeatTerms {
    /// The offer.
    pub offer: Uuid,
    /// The tier's limit, if it ends with a number of seats.
    pub tier_until_taken: Option<u32>,
    /// The changes of the offer that the price rests on, unless it was fixed before.
    pub version: Option<i32>,
    /// Now.
    pub now: DateTime<Utc>,
}

/// Takes a seat in one conditional statement. `false` says that the offer or its price is no longer to be had.
pub async fn take_seat(db: &impl ConnectionTrait, terms: &SeatTerms) -> Result<bool> {
    let taken = || Expr::col(offer::Column::Taken);
    let mut open = Condition::all()
        .add(offer::Column::Id.eq(terms.offer))
        .add(offer::Column::Enabled.eq(true))
        .add(offer::Column::Seats.is_null().or(taken().lt(Expr::col(offer::Column::Seats))))
        .add(offer::Column::OpensAt.is_null().or(offer::Column::OpensAt.lte(terms.now)))
        .add(offer::Column::ClosesAt.is_null().or(offer::Column::ClosesAt.gt(terms.now)));
    if let Some(limit) = terms.tier_until_taken {
        open = open.add(offer::Column::Taken.lt(limit));
    }
    if let Some(version) = terms.version {
        open = open.add(offer::Column::Version.eq(version));
    }
    let update = offer::Entity::update_many().col_expr(offer::Column::Taken, taken().add(1)).filter(open);
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Takes a seat for money that arrived after its seat was freed: deadlines no longer matter, the capacity does.
pub async fn retake_seat(db: &impl ConnectionTrait, offer: Uuid) -> Result<bool> {
    let taken = || Expr::col(offer::Column::Taken);
    let free = offer::Column::Seats.is_null().or(taken().lt(Expr::col(offer::Column::Seats)));
    let update =
        offer::Entity::update_many().col_expr(offer::Column::Taken, taken().add(1)).filter(offer::Column::Id.eq(offer)).filter(free);
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Gives a seat back.
pub async fn free_seat(db: &impl ConnectionTrait, offer: Uuid) -> Result<()> {
    let less = Expr::col(offer::Column::Taken).sub(1);
    let update = offer::Entity::update_many().col_expr(offer::Column::Taken, less).filter(offer::Column::Id.eq(offer));
    match update.exec(db).await?.rows_affected {
        1 => Ok(()),
        _ => Err(Fault::stored("a seat of an offer that is gone")),
    }
}

/// A quote to store.
pub struct NewQuote<'a> {
    /// Its id.
    pub id: Uuid,
    /// The offer.
    pub offer: Uuid,
    /// The tier that gave the price.
    pub tier: Uuid,
    /// The lines.
    pub lines: &'a [Line],
    /// Their sum.
    pub total: domain::money::Money,
    /// Until when.
    pub valid_until: DateTime<Utc>,
    /// Now.
    pub now: DateTime<Utc>,
}

/// Stores a quote with its lines.
pub async fn insert_quote(db: &impl ConnectionTrait, new: &NewQuote<'_>) -> Result<()> {
    let row = quote::ActiveModel {
        id: Set(new.id),
        offer_id: Set(new.offer),
        tier_id: Set(new.tier),
        amount_minor: Set(new.total.minor),
        currency: Set(new.total.currency.code().to_owned()),
        valid_until: Set(new.valid_until),
        created_at: Set(new.now),
        ..Default::default()
    };
    quote::Entity::insert(row).exec_without_returning(db).await?;
    let lines = (0..).zip(new.lines).map(|(position, line)| quote_line::ActiveModel {
        quote_id: Set(new.id),
        position: Set(position),
        kind: Set(rows::line_kind_name(line.kind).to_owned()),
        offer_id: Set(line.offer.map(Into::into)),
        label: Set(line.label.clone()),
        amount_minor: Set(line.amount.minor),
    });
    quote_line::Entity::insert_many(lines).exec_without_returning(db).await?;
    Ok(())
}

/// A stored quote with its lines in order.
pub async fn quote(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<(quote::Model, Vec<quote_line::Model>)>> {
    let Some(row) = quote::Entity::find_by_id(id).one(db).await? else { return Ok(None) };
    let lines = quote_line::Entity::find().filter(quote_line::Column::QuoteId.eq(id)).order_by_asc(quote_line::Column::Position);
    Ok(Some((row, lines.all(db).await?)))
}

/// The bumps that can be offered, in the order they were made. A bump has no seats of its own; one that claims some is left out.
pub async fn bumps(db: &impl ConnectionTrait) -> Result<Vec<OfferWithTiers>> {
    let query = offer::Entity::find()
        .filter(offer::Column::Kind.eq("bump"))
        .filter(offer::Column::Enabled.eq(true))
        .filter(offer::Column::Seats.is_null())
        .order_by_asc(offer::Column::CreatedAt)
        .order_by_asc(offer::Column::Id);
    let mut found = Vec::new();
    for offer in query.all(db).await? {
        let tiers = tiers(db, offer.id).await?;
        found.push(OfferWithTiers { offer, tiers });
    }
    Ok(found)
}

/// The offers beside the course, whatever they are made of it, in the order they were made.
pub async fn extras(db: &impl ConnectionTrait) -> Result<Vec<offer::Model>> {
    let query = offer::Entity::find().filter(offer::Column::Kind.ne("main")).order_by_asc(offer::Column::CreatedAt);
    Ok(query.order_by_asc(offer::Column::Id).all(db).await?)
}

/// Some offers by their ids; those that are not known are left out.
pub async fn offers(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<offer::Model>> {
    Ok(offer::Entity::find().filter(offer::Column::Id.is_in(ids.iter().copied())).all(db).await?)
}

/// The product that each of some offers sells.
pub async fn products_of(db: &impl ConnectionTrait, offers: &[Uuid]) -> Result<HashMap<Uuid, Uuid>> {
    Ok(self::offers(db, offers).await?.into_iter().map(|offer| (offer.id, offer.product_id)).collect())
}
