//! Which price holds now, and the lines of a quote.

use crate::ids::{OfferId, PriceTierId};
use crate::money::{Currency, Money, MoneyError};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// One price of an offer. Tiers are tried in order; the first that still holds is the price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceTier {
    /// Its id.
    pub id: PriceTierId,
    /// What it is called on the page: "Early bird".
    pub label: String,
    /// The price, above zero.
    pub price: Money,
    /// It holds before this moment.
    pub until_at: Option<DateTime<Utc>>,
    /// It holds while fewer seats than this are taken.
    pub until_taken: Option<u32>,
}

impl PriceTier {
    /// Whether this tier is still to be had.
    pub fn holds(&self, now: DateTime<Utc>, taken: u32) -> bool {
        self.until_at.is_none_or(|until| now < until) && self.until_taken.is_none_or(|until| taken < until)
    }
}

/// Why there is no price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PricingError {
    /// Every tier has ended.
    #[error("no price tier holds")]
    NoTier,
    /// The lines do not add up in one currency.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// The total would be zero or less.
    #[error("nothing to pay")]
    NothingToPay,
}

/// The tier that holds at `now` with `taken` seats taken.
pub fn current_tier(tiers: &[PriceTier], now: DateTime<Utc>, taken: u32) -> Result<&PriceTier, PricingError> {
    tiers.iter().find(|tier| tier.holds(now, taken)).ok_or(PricingError::NoTier)
}

/// A reduction of a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discount {
    /// Basis points of the price: 2 000 is 20 %. More than 10 000 counts as 10 000.
    BasisPoints(u32),
    /// A fixed amount. Never more than the price; another currency takes nothing off.
    Fixed(Money),
}

impl Discount {
    /// What is taken off `price`: between zero and the price.
    pub fn amount_off(self, price: Money) -> Money {
        let off = match self {
            Self::BasisPoints(bps) => price.basis_points(bps.min(10_000)).minor,
            Self::Fixed(amount) if amount.currency == price.currency => amount.in_steps().minor,
            Self::Fixed(_) => 0,
        };
        Money::new(off.clamp(0, price.minor.max(0)), price.currency)
    }
}

/// What a line of a quote is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// The course itself.
    Main,
    /// An addition ticked at checkout.
    Bump,
    /// A reduction; its amount is negative.
    Discount,
    /// Tax on top of the lines before it.
    Tax,
}

/// A line of a quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What it is for.
    pub kind: LineKind,
    /// The offer it sells, for `Main` and `Bump`.
    pub offer: Option<OfferId>,
    /// What the buyer reads.
    pub label: String,
    /// The amount; negative for a discount.
    pub amount: Money,
}

/// The lines of a quote and their sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PricedLines {
    /// Main first, then bumps, discounts and tax.
    pub lines: Vec<Line>,
    /// The sum of the lines, above zero.
    pub total: Money,
}

/// Something to sell at a price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sellable {
    /// The offer.
    pub offer: OfferId,
    /// Its title, as the buyer reads it.
    pub label: String,
    /// Its price before any discount.
    pub price: Money,
}

/// Builds the lines of a quote: the main offer, its bumps, and a discount on the main offer.
pub fn price_lines(main: &Sellable, bumps: &[Sellable], discount: Option<(&str, Discount)>) -> Result<PricedLines, PricingError> {
    let sold = |kind, item: &Sellable| Line { kind, offer: Some(item.offer), label: item.label.clone(), amount: item.price };
    let mut lines = vec![sold(LineKind::Main, main)];
    lines.extend(bumps.iter().map(|bump| sold(LineKind::Bump, bump)));
    if let Some((label, discount)) = discount {
        let off = discount.amount_off(main.price);
        if off.minor > 0 {
            let amount = Money::new(-off.minor, off.currency);
            lines.push(Line { kind: LineKind::Discount, offer: None, label: label.to_owned(), amount });
        }
    }
    let total = sum(&lines, main.price.currency)?;
    if total.minor <= 0 { Err(PricingError::NothingToPay) } else { Ok(PricedLines { lines, total }) }
}

/// The sum of lines, all in one currency.
pub fn sum(lines: &[Line], currency: Currency) -> Result<Money, MoneyError> {
    lines.iter().try_fold(Money::zero(currency), |total, line| total.checked_add(line.amount))
}

#[cfg(test)]
#[path = "pricing_tests.rs"]
mod tests;
