//! What an offer was really sold at, and what a page may therefore say of its price.
//!
//! A crossed-out price is shown only where it was charged before, beside the lowest price of the thirty days before the reduction
//! (Directive 98/6/EC, article 6a). A price that nobody was ever asked to pay is no comparison.

use crate::money::Money;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// How far back the lowest price is looked for, from the moment at which the present price began.
pub const LOOK_BACK: TimeDelta = TimeDelta::days(30);

/// A price and the time in which it was charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charged {
    /// The price.
    pub price: Money,
    /// From this moment.
    pub from: DateTime<Utc>,
    /// Until this moment; absent while it is charged.
    pub until: Option<DateTime<Utc>>,
}

/// What a look at an offer changes in its history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    None,
    /// This price begins, and the one before it ends.
    Begin(Money),
    /// The price ends; nothing is charged any more.
    End,
}

/// What changes when an offer that was charged at `open` is found to cost `now`.
pub fn observe(open: Option<Money>, now: Option<Money>) -> Change {
    match (open, now) {
        (before, Some(price)) if before != Some(price) => Change::Begin(price),
        (Some(_), None) => Change::End,
        _ => Change::None,
    }
}

/// A higher price that may be shown crossed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// The price that was charged before.
    pub compare_at: Money,
    /// The lowest price of the thirty days before the present one began.
    pub lowest_30d: Money,
}

/// What the present price may be compared with: the `regular` price, if it was really charged before the present one began and
/// if nothing was as cheap in the thirty days before that. `history` is in order of time.
pub fn comparison(history: &[Charged], price: Money, regular: Money) -> Option<Comparison> {
    let (before, since) = before_present(history, price)?;
    let window = since - LOOK_BACK;
    let recent = before.iter().filter(|charged| charged.until.is_none_or(|until| until > window));
    let lowest_30d =
        recent.map(|charged| charged.price).filter(|other| other.currency == price.currency).min_by_key(|other| other.minor)?;
    let was_charged = before.iter().any(|charged| charged.price == regular);
    let is_reduction = was_charged && regular.minor > price.minor && lowest_30d.minor > price.minor;
    is_reduction.then_some(Comparison { compare_at: regular, lowest_30d })
}

/// What was charged before the present price, and when that began. A pause in between does not make a price new.
fn before_present(history: &[Charged], price: Money) -> Option<(&[Charged], DateTime<Utc>)> {
    let same = history.iter().rev().take_while(|charged| charged.price == price).count();
    let (before, present) = history.split_at_checked(history.len().checked_sub(same)?)?;
    Some((before, present.first()?.from))
}

#[cfg(test)]
#[path = "price_history_tests.rs"]
mod tests;
