//! What the offer costs now, and the quote that says so.

use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::catalog::{self, OfferWithTiers};
use crate::repo::rows;
use crate::repo::taxes::{self, QuoteTax};
use app::api::dto::{LineView, OfferView, QuoteView, TaxNote};
use chrono::{DateTime, Utc};
use domain::ids::QuoteId;
use domain::pricing::{Line, PriceTier, PricedLines, current_tier};
use domain::scarcity::{Seats, Unavailable, availability};
use domain::tax::breakdown;
use uuid::Uuid;

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
        now: Some(now),
    }
}

/// A quote that was stored earlier, holding until `valid_until`.
pub async fn stored(core: &Core, id: Uuid, valid_until: DateTime<Utc>) -> Result<Option<QuoteView>> {
    let Some((quote, rows)) = catalog::quote(core.db.read(), id).await? else { return Ok(None) };
    let total = rows::money(quote.amount_minor, &quote.currency)?;
    let lines = rows.iter().map(|row| rows::line(row, total.currency)).collect::<Result<_>>()?;
    let tax = taxes::of_quote(core.db.read(), id).await?;
    view(QuoteId(quote.id), &PricedLines { lines, total }, tax.as_ref(), valid_until).map(Some)
}

/// Lines as the checkout shows them.
pub fn view(id: QuoteId, priced: &PricedLines, tax: Option<&QuoteTax>, valid_until: DateTime<Utc>) -> Result<QuoteView> {
    let line = |line: &Line| LineView { kind: line.kind, label: line.label.clone(), amount: line.amount };
    let lines = priced.lines.iter().map(line).collect();
    Ok(QuoteView { id, lines, total: priced.total, tax: tax_note(priced, tax)?, valid_until })
}

/// What the lines of a quote say of tax that no line of its own says.
fn tax_note(priced: &PricedLines, tax: Option<&QuoteTax>) -> Result<Option<TaxNote>> {
    let Some(tax) = tax else { return Ok(None) };
    if tax.treatment.reverse_charge() {
        return Ok(Some(TaxNote::ReverseCharge));
    }
    let taxed = breakdown(&priced.lines, priced.total.currency, &tax.treatment);
    let taxed = taxed.map_err(|error| Fault::stored(format!("tax of a quote: {error}")))?;
    let included = tax.treatment.inclusive && taxed.tax.minor > 0;
    Ok(included.then(|| TaxNote::Included { name: tax.treatment.name_with_rate(), amount: taxed.tax }))
}
