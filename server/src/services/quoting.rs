//! What the offer costs now, and the quote that says so.

use crate::core::Core;
use crate::error::Result;
use crate::repo::catalog::{self, NewQuote, OfferWithTiers};
use crate::repo::rows;
use app::api::dto::{LineView, OfferView, QuoteView};
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::QuoteId;
use domain::money::Money;
use domain::pricing::{PriceTier, PricedLines, Sellable, current_tier, price_lines};
use domain::scarcity::{Seats, Unavailable, availability};
use uuid::Uuid;

/// A quote holds so long, if its price does.
const QUOTE_VALID: TimeDelta = TimeDelta::minutes(30);

/// Whether an offer is enabled and within its time, whatever its seats.
pub fn on_sale(offer: &entity::offer::Model, now: DateTime<Utc>) -> bool {
    let endless = Seats { capacity: None, taken: 0 };
    availability(offer.enabled, rows::sale_window(offer), endless, now).is_ok()
}

/// The price that holds now, or why there is none. An offer whose last tier has ended is closed.
pub fn current_price(found: &OfferWithTiers, now: DateTime<Utc>) -> std::result::Result<&PriceTier, Unavailable> {
    let seats = rows::seats(&found.offer);
    availability(found.offer.enabled, rows::sale_window(&found.offer), seats, now)?;
    current_tier(&found.tiers, now, seats.taken).map_err(|_| Unavailable::Paused)
}

/// The price for who comes by a personal link: the seat is kept and counts as taken already, so it is priced as the seat before.
/// The offer must be on sale; deadlines hold for everybody.
pub fn kept_seat_price(found: &OfferWithTiers, now: DateTime<Utc>) -> std::result::Result<&PriceTier, Unavailable> {
    let taken = rows::seats(&found.offer).taken;
    availability(found.offer.enabled, rows::sale_window(&found.offer), Seats { capacity: None, taken }, now)?;
    current_tier(&found.tiers, now, taken.saturating_sub(1)).map_err(|_| Unavailable::Paused)
}

/// The offer as pages show it.
pub fn offer_view(found: &OfferWithTiers, now: DateTime<Utc>) -> OfferView {
    let seats = rows::seats(&found.offer);
    let tier = current_tier(&found.tiers, now, seats.taken).ok();
    let after = tier.and_then(|tier| found.tiers.iter().skip_while(|other| other.id != tier.id).nth(1));
    OfferView {
        title: found.offer.title.clone(),
        tier: tier.map(|tier| tier.label.clone()).unwrap_or_default(),
        price: tier.map(|tier| tier.price),
        next_price: after.map(|tier| tier.price),
        compare_at: None,
        lowest_30d: None,
        price_ends_at: tier.and_then(|tier| tier.until_at),
        seats_at_this_price: tier.and_then(|tier| tier.until_taken).map(|until| until.saturating_sub(seats.taken)),
        seats_left: seats.left(),
        seats_total: seats.capacity,
        closes_at: found.offer.closes_at,
        extended_at: None,
        unavailable: current_price(found, now).err(),
        now,
    }
}

/// Prices the offer at a tier.
fn priced(found: &OfferWithTiers, tier: &PriceTier) -> Option<PricedLines> {
    let main = Sellable { offer: rows::offer_id(&found.offer), label: found.offer.title.clone(), price: tier.price };
    price_lines(&main, &[], None).ok()
}

/// Stores a quote for the price that holds now.
pub async fn store(core: &Core, found: &OfferWithTiers, tier: &PriceTier) -> Result<Option<QuoteView>> {
    let Some(PricedLines { lines, total }) = priced(found, tier) else { return Ok(None) };
    let now = core.now();
    let new = NewQuote {
        id: core.new_id(),
        offer: found.offer.id,
        tier: tier.id.into(),
        lines: &lines,
        total,
        valid_until: now + QUOTE_VALID,
        now,
    };
    let transaction = core.db.begin().await?;
    catalog::insert_quote(&transaction, &new).await?;
    transaction.commit().await?;
    let (id, valid_until) = (QuoteId(new.id), new.valid_until);
    let lines = lines.into_iter().map(|line| LineView { kind: line.kind, label: line.label, amount: line.amount }).collect();
    Ok(Some(QuoteView { id, lines, total, valid_until }))
}

/// A quote that was stored earlier, holding until `valid_until`.
pub async fn stored(core: &Core, id: Uuid, valid_until: DateTime<Utc>) -> Result<Option<QuoteView>> {
    let Some((quote, rows)) = catalog::quote(core.db.read(), id).await? else { return Ok(None) };
    let total = rows::money(quote.amount_minor, &quote.currency)?;
    let line = |row: entity::quote_line::Model| {
        let amount = Money::new(row.amount_minor, total.currency);
        Ok(LineView { kind: rows::line_kind(&row.kind)?, label: row.label, amount })
    };
    let lines = rows.into_iter().map(line).collect::<Result<_>>()?;
    Ok(Some(QuoteView { id: QuoteId(quote.id), lines, total, valid_until }))
}
