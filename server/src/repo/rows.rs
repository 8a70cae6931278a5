//! From rows to the domain. A row that makes no sense is an error, never a panic.

use crate::error::{Fault, Result};
use app::api::dto::Role;
use domain::funnel::OfferState;
use domain::ids::{OfferId, PriceTierId};
use domain::money::{Currency, Money};
use domain::offer_kind::OfferKind;
use domain::order::OrderState;
use domain::pricing::{Line, LineKind, PriceTier};
use domain::scarcity::Seats;
use domain::window::Window;
use entity::quote_line;

/// An amount from its two columns.
pub fn money(minor: i64, currency: &str) -> Result<Money> {
    let currency = Currency::from_code(currency).ok_or_else(|| Fault::stored(format!("currency {currency}")))?;
    Ok(Money::new(minor, currency))
}

/// The state of an order.
pub fn order_state(name: &str) -> Result<OrderState> {
    OrderState::from_name(name).ok_or_else(|| Fault::stored(format!("order state {name}")))
}

/// The state of an offer of a funnel.
pub fn offer_state(name: &str) -> Result<OfferState> {
    OfferState::from_name(name).ok_or_else(|| Fault::stored(format!("offer state {name}")))
}

/// What an offer is.
pub fn offer_kind(name: &str) -> Result<OfferKind> {
    OfferKind::from_name(name).ok_or_else(|| Fault::stored(format!("offer kind {name}")))
}

/// A role.
pub fn role(name: &str) -> Result<Role> {
    match name {
        "ADMIN" => Ok(Role::Admin),
        "STUDENT" => Ok(Role::Student),
        other => Err(Fault::stored(format!("role {other}"))),
    }
}

/// The kind of a line.
pub fn line_kind(name: &str) -> Result<LineKind> {
    match name {
        "main" => Ok(LineKind::Main),
        "bump" => Ok(LineKind::Bump),
        "discount" => Ok(LineKind::Discount),
        "tax" => Ok(LineKind::Tax),
        other => Err(Fault::stored(format!("line kind {other}"))),
    }
}

/// A line of a quote in a currency.
pub fn line(row: &quote_line::Model, currency: Currency) -> Result<Line> {
    let amount = Money::new(row.amount_minor, currency);
    Ok(Line { kind: line_kind(&row.kind)?, offer: row.offer_id.map(OfferId), label: row.label.clone(), amount })
}

/// The name of a line's kind in the database.
pub fn line_kind_name(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Main => "main",
        LineKind::Bump => "bump",
        LineKind::Discount => "discount",
        LineKind::Tax => "tax",
    }
}

/// A count that the database keeps signed.
pub fn count(number: i32) -> u32 {
    u32::try_from(number).unwrap_or_default()
}

/// The seats of an offer.
pub fn seats(offer: &entity::offer::Model) -> Seats {
    Seats { capacity: offer.seats.map(count), taken: count(offer.taken) }
}

/// When an offer is on sale.
pub fn sale_window(offer: &entity::offer::Model) -> Window {
    Window { from: offer.opens_at, until: offer.closes_at }
}

/// The id of an offer.
pub fn offer_id(offer: &entity::offer::Model) -> OfferId {
    OfferId(offer.id)
}

/// A price tier.
pub fn price_tier(row: entity::price_tier::Model) -> Result<PriceTier> {
    Ok(PriceTier {
        id: PriceTierId(row.id),
        price: money(row.amount_minor, &row.currency)?,
        label: row.label,
        until_at: row.until_at,
        until_taken: row.until_taken.map(count),
    })
}
