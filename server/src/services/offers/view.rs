//! Offers as their creator sees them.

use super::kind;
use crate::core::Core;
use crate::error::Result;
use crate::repo::catalog::{self, OfferWithTiers};
use crate::repo::{self, offers, rows};
use crate::services::{prices, quoting};
use app::api::ApiError;
use app::api::dto::{OfferDetail, OfferRow, OffersView, PricePeriod, TierView};
use chrono::{DateTime, Utc};
use domain::ids::ProductId;
use domain::money::Currency;
use domain::price_history::Charged;
use domain::pricing::{PriceTier, current_tier};

/// In which currency a course is priced that has no price yet.
const UNPRICED: Currency = Currency::Eur;

/// All offers, in the order in which a buyer meets them.
pub async fn list(core: &Core) -> Result<OffersView> {
    let db = core.db.read();
    let currency = currency(core).await?;
    let products = offers::products(db).await?.into_iter().map(|product| (ProductId(product.id), product.title)).collect();
    Ok(OffersView { offers: all(core, currency).await?, products, currency })
}

/// The rows of all offers, in the order in which a buyer meets them.
pub async fn all(core: &Core, currency: Currency) -> Result<Vec<OfferRow>> {
    let mut found = Vec::new();
    let offers = repo::prices::offers(core.db.read()).await?;
    for offer in catalog::with_tiers(core.db.read(), offers).await? {
        found.push((kind(&offer.offer)?, offer.offer.position, offer.offer.id, offer));
    }
    found.sort_by_key(|(kind, position, id, _)| (*kind, *position, *id));
    found.iter().map(|(.., found)| row(found, currency, core.now())).collect()
}

/// An offer with its prices.
pub async fn with_tiers(core: &Core, offer: entity::offer::Model) -> Result<OfferWithTiers> {
    Ok(OfferWithTiers { tiers: catalog::tiers(core.db.read(), offer.id).await?, offer })
}

/// The currency of the course.
pub async fn currency(core: &Core) -> Result<Currency> {
    let main = catalog::main_offer(core.db.read()).await?;
    Ok(main.as_ref().and_then(priced_in).unwrap_or(UNPRICED))
}

fn priced_in(found: &OfferWithTiers) -> Option<Currency> {
    found.tiers.first().map(|tier| tier.price.currency)
}

/// The row of an offer in a shop whose course is priced in a currency.
pub fn row(found: &OfferWithTiers, course: Currency, now: DateTime<Utc>) -> Result<OfferRow> {
    let seats = rows::seats(&found.offer);
    Ok(OfferRow {
        id: rows::offer_id(&found.offer),
        kind: kind(&found.offer)?,
        title: found.offer.title.clone(),
        price: current_tier(&found.tiers, now, seats.taken).ok().map(|tier| tier.price),
        standing: quoting::current_price(found, now).map(drop),
        seats,
        foreign: priced_in(found).is_some_and(|own| own != course),
    })
}

/// One offer.
pub async fn detail(core: &Core, id: uuid::Uuid) -> Result<OfferDetail> {
    let (db, now) = (core.db.read(), core.now());
    let offer = repo::funnel::offer(db, id).await?.ok_or(ApiError::NotFound)?;
    let found = with_tiers(core, offer).await?;
    let course = currency(core).await?;
    let row = row(&found, course, now)?;
    let sells = offers::product(db, found.offer.product_id).await?.map(|product| product.title).unwrap_or_default();
    let history = repo::prices::history(db, id).await?;
    let compared = match row.price {
        Some(price) => prices::compared(&core.reading(), &found, price).await?,
        None => None,
    };
    let current = current_tier(&found.tiers, now, row.seats.taken).ok();
    let tier = |tier: &PriceTier| TierView {
        label: tier.label.clone(),
        price: tier.price,
        until_at: tier.until_at,
        until_taken: tier.until_taken,
        now: current.is_some_and(|current| current.id == tier.id),
    };
    let period = |charged: Charged| PricePeriod { price: charged.price, from: charged.from, until: charged.until };
    Ok(OfferDetail {
        version: found.offer.version,
        enabled: found.offer.enabled,
        sells,
        currency: priced_in(&found).unwrap_or(course),
        tiers: found.tiers.iter().map(tier).collect(),
        opens_at: found.offer.opens_at,
        closes_at: found.offer.closes_at,
        stands_min: found.offer.offered_for_s.map(|seconds| rows::count(seconds).div_ceil(60)),
        show_compare_at: found.offer.show_compare_at,
        compared,
        history: history.into_iter().rev().map(period).collect(),
        description: found.offer.description,
        row,
    })
}
