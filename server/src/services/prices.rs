//! Keeps the history of prices true, and what a page may say by it.

use super::{audit, quoting};
use crate::core::Core;
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
    for offer in prices::offers(core.db.read()).await? {
        let tiers = catalog::tiers(core.db.read(), offer.id).await?;
        note(core, core.db.write(), &OfferWithTiers { offer, tiers }).await?;
    }
    Ok(())
}

/// Writes down what one offer costs now. Sold out it still has its price; paused or closed it has none.
pub async fn note(core: &Core, db: &impl ConnectionTrait, found: &OfferWithTiers) -> Result<()> {
    let taken = rows::seats(&found.offer).taken;
    let on_sale = availability(found.offer.enabled, rows::sale_window(&found.offer), Seats { capacity: None, taken }, core.now());
    let price = on_sale.ok().and_then(|()| current_tier(&found.tiers, core.now(), taken).ok()).map(|tier| tier.price);
    prices::note(db, core.new_id(), found.offer.id, price, core.now()).await
}

/// The offer as pages show it, with what its history allows to be said.
pub async fn offer_view(core: &Core, found: &OfferWithTiers) -> Result<OfferView> {
    let view = quoting::offer_view(found, core.now());
    let shown = match view.price {
        Some(price) => compared(core, found, price).await?,
        None => None,
    };
    Ok(OfferView {
        compare_at: shown.map(|shown| shown.compare_at),
        lowest_30d: shown.map(|shown| shown.lowest_30d),
        extended_at: extended_at(core, found).await?,
        ..view
    })
}

/// What a price of an offer may be compared with, where its creator wants that shown.
pub async fn compared(core: &Core, found: &OfferWithTiers, price: Money) -> Result<Option<Comparison>> {
    let (Some(regular), true) = (found.tiers.last(), found.offer.show_compare_at) else { return Ok(None) };
    let history = prices::history(core.db.read(), found.offer.id).await?;
    Ok(comparison(&history, price, regular.price))
}

async fn extended_at(core: &Core, found: &OfferWithTiers) -> Result<Option<DateTime<Utc>>> {
    match found.offer.closes_at {
        Some(_) => prices::last_extension(core.db.read(), found.offer.id).await,
        None => Ok(None),
    }
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
    let row = offer_extension::ActiveModel {
        id: Set(core.new_id()),
        offer_id: Set(found.offer.id),
        before_at: Set(Some(before)),
        after_at: Set(Some(until)),
        by_user: Set(Some(by)),
        at: Set(core.now()),
    };
    prices::insert_extension(&transaction, row).await?;
    let subject = format!("offer/{}", found.offer.id);
    let (was, is) = (json!({ "closes_at": before }), json!({ "closes_at": until }));
    audit::record(core, &transaction, Some(by), "offer.extend", &subject, was, is).await?;
    transaction.commit().await?;
    Ok(())
}
