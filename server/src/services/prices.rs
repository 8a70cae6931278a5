//! Keeps the history of prices true, and what a page may say by it.

use super::{audit, quoting};
use crate::core::{Core, Reading};
use crate::error::Result;
use crate::repo::catalog::{self, OfferWithTiers};
use crate::repo::{prices, rows};
use app::api::ApiError;
use app::api::dto::OfferView;
use app::api::error::Conflict;
use chrono::{DateTime, Utc};
use domain::money::Money;
use domain::price_history::{Comparison, comparison};
use domain::pricing::current_tier;
use domain::scarcity::{Seats, availability};
use entity::offer_extension;
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use serde_json::json;
use uuid::Uuid;

/// Writes down what every offer costs now, where that has changed: by the creator, by a date, by the seats that were sold.
pub async fn note_all(core: &Core) -> Result<()> {
    let offers = prices::offers(core.db.read()).await?;
    for found in catalog::with_tiers(core.db.read(), offers).await? {
        if prices::differs(core.db.read(), found.offer.id, charged(core, &found)).await? {
            core.db.retrying(|| look_again(core, found.offer.id)).await?;
        }
    }
    Ok(())
}

/// Writes down what an offer costs at a moment at which nobody changes it.
async fn look_again(core: &Core, offer: Uuid) -> Result<()> {
    let transaction = core.db.begin().await?;
    if prices::lock(&transaction, offer).await? {
        let found = OfferWithTiers { offer: catalog::offer(&transaction, offer).await?, tiers: catalog::tiers(&transaction, offer).await? };
        note(core, &transaction, &found).await?;
    }
    Ok(transaction.commit().await?)
}

/// Writes down what one offer costs now.
pub async fn note(core: &Core, db: &impl ConnectionTrait, found: &OfferWithTiers) -> Result<()> {
    prices::note(db, core.new_id(), found.offer.id, charged(core, found), core.now()).await
}

/// What an offer costs now. Sold out it still has its price; paused or closed it has none.
fn charged(core: &Core, found: &OfferWithTiers) -> Option<Money> {
    let taken = rows::seats(&found.offer).taken;
    let on_sale = availability(found.offer.enabled, rows::sale_window(&found.offer), Seats { capacity: None, taken }, core.now());
    on_sale.ok().and_then(|()| current_tier(&found.tiers, core.now(), taken).ok()).map(|tier| tier.price)
}

/// The offer as pages show it, with what its history allows to be said.
pub async fn offer_view(reading: &Reading, found: &OfferWithTiers) -> Result<OfferView> {
    let view = quoting::offer_view(found, reading.now);
    let shown = match view.price {
        Some(price) => compared(reading, found, price).await?,
        None => None,
    };
    Ok(OfferView {
        compare_at: shown.map(|shown| shown.compare_at),
        lowest_30d: shown.map(|shown| shown.lowest_30d),
        extended_at: extended_at(reading, found, view.price_ends_at).await?,
        ..view
    })
}

/// What a price of an offer may be compared with, where its creator wants that shown.
pub async fn compared(reading: &Reading, found: &OfferWithTiers, price: Money) -> Result<Option<Comparison>> {
    let (Some(regular), true) = (found.tiers.last(), found.offer.show_compare_at) else { return Ok(None) };
    let history = prices::history(reading.db(), found.offer.id).await?;
    Ok(comparison(&history, price, regular.price))
}

/// When the end that a page names was last moved to later: that of the price, where it is named, or that of the sale.
pub async fn extended_at(reading: &Reading, found: &OfferWithTiers, price_ends_at: Option<DateTime<Utc>>) -> Result<Option<DateTime<Utc>>> {
    let (db, offer) = (reading.db(), found.offer.id);
    if let Some(ends_at) = price_ends_at
        && let Some(moved) = prices::last_extension(db, offer, PRICE).await?
        && moved.after_at == Some(ends_at)
    {
        return Ok(Some(moved.at));
    }
    match found.offer.closes_at {
        Some(_) => Ok(prices::last_extension(db, offer, SALE).await?.map(|moved| moved.at)),
        None => Ok(None),
    }
}

/// An end that was moved to later.
pub struct Extension {
    /// The offer.
    pub offer: Uuid,
    /// Of what it is the end: [`SALE`] or [`PRICE`].
    pub what: &'static str,
    /// When it was.
    pub before: DateTime<Utc>,
    /// When it is; `None` is never.
    pub after: Option<DateTime<Utc>>,
    /// Who moved it.
    pub by: Uuid,
}

/// The end of an offer's sale.
pub const SALE: &str = "sale";
/// The end of one of its prices.
pub const PRICE: &str = "price";

/// Writes down that an end was moved, in the transaction that moves it.
pub async fn note_extension(core: &Core, db: &impl ConnectionTrait, moved: &Extension) -> Result<()> {
    let row = offer_extension::ActiveModel {
        id: Set(core.new_id()),
        offer_id: Set(moved.offer),
        before_at: Set(Some(moved.before)),
        after_at: Set(moved.after),
        by_user: Set(Some(moved.by)),
        at: Set(core.now()),
        what: Set(moved.what.to_owned()),
    };
    prices::insert_extension(db, row).await
}

/// Moves the deadline of the main offer to later, and writes down who did. The page says so from then on.
pub async fn extend(core: &Core, until: DateTime<Utc>, by: Uuid) -> Result<()> {
    let found = catalog::main_offer(core.db.read()).await?.ok_or(ApiError::NotFound)?;
    let before = found.offer.closes_at.ok_or(ApiError::BadRequest)?;
    if until <= before || until <= core.now() {
        return Err(ApiError::Conflict(Conflict::NotLater).into());
    }
    let transaction = core.db.begin().await?;
    if !prices::move_deadline(&transaction, &found.offer, Some(until)).await? {
        return Err(ApiError::Conflict(Conflict::NotLater).into());
    }
    let moved = Extension { offer: found.offer.id, what: SALE, before, after: Some(until), by };
    note_extension(core, &transaction, &moved).await?;
    let subject = format!("offer/{}", found.offer.id);
    let (was, is) = (json!({ "closes_at": before }), json!({ "closes_at": until }));
    audit::record(core, &transaction, Some(by), "offer.extend", &subject, was, is).await?;
    transaction.commit().await?;
    Ok(())
}
