//! What a measuring service may know: choices are counted, and purchases are told whose buyers allowed it.

use crate::adapters::measurement::{self, Item, Purchase};
use crate::core::Core;
use crate::error::Result;
use crate::jobs::{Job, tell_purchase::TellPurchase};
use crate::repo::{self, audience, catalog, rows};
use crate::services::quoting;
use crate::services::refunds::plan::shares;
use app::api::ports::Viewer;
use domain::money::Money;
use entity::order;
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use uuid::Uuid;

/// Counts a choice, without whose it is.
pub async fn count(core: &Core, allowed: bool) -> Result<()> {
    audience::count(core.db.write(), core.now().date_naive(), allowed).await
}

/// What the service calls the browser of a buyer who allows it; nothing where nobody would be told.
pub fn client(core: &Core, viewer: &Viewer) -> Option<String> {
    let measured = viewer.measured.as_ref().filter(|measured| measured.allowed && core.settings.audience.tells_purchases())?;
    let mut number = [0; 4];
    core.entropy.fill(&mut number);
    let new = || format!("{}.{}", u32::from_le_bytes(number), core.now().timestamp());
    Some(measured.client.clone().unwrap_or_else(new))
}

/// What is for sale now, as the service takes it with an event of a page. Nothing where nothing is.
pub async fn on_sale(core: &Core) -> Result<Option<String>> {
    let Some(found) = catalog::main_offer(core.db.read()).await? else { return Ok(None) };
    let Ok(tier) = quoting::current_price(&found, core.now()) else { return Ok(None) };
    let item = Item { id: found.offer.id.to_string(), name: found.offer.title.clone(), value: tier.price };
    Ok(Some(measurement::on_sale(&item)))
}

/// Lets the service be told of a purchase, in the transaction that it is paid by.
pub async fn tell(core: &Core, transaction: &DatabaseTransaction, order: Uuid) -> Result<()> {
    if !core.settings.audience.tells_purchases() {
        return Ok(());
    }
    audience::inherit(transaction, order).await?;
    match audience::of_order(transaction, order).await? {
        Some(allowed) if allowed.told_at.is_none() => TellPurchase { order }.enqueue(core, transaction).await,
        _ => Ok(()),
    }
}

/// What is told of an order: its items, each with what was paid for it, and their sum.
pub async fn purchase(db: &impl ConnectionTrait, order: &order::Model, client: String) -> Result<Purchase> {
    let total = rows::money(order.amount_minor, &order.currency)?;
    let items = repo::orders::items(db, order.id).await?;
    let item = |share: crate::services::refunds::plan::Share| Item {
        id: share.item.offer_id.unwrap_or(share.item.id).to_string(),
        name: share.item.label,
        value: Money::new(share.share_minor, total.currency),
    };
    Ok(Purchase { client, order: order.public_id.clone(), total, items: shares(&items, total.currency)?.into_iter().map(item).collect() })
}
