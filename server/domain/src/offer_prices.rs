//! The prices that a creator gives an offer: whether a list of them makes sense, and whether an end that was promised is moved.

use crate::charge::{NotChargeable, chargeable};
use crate::money::Money;
use crate::pricing::{PriceTier, current_tier};
use chrono::{DateTime, Utc};

/// So many prices an offer has at most.
pub const MOST_TIERS: usize = 12;
/// So many characters the name of a price has at most.
pub const LONGEST_LABEL: usize = 60;

/// A price as its creator wants it. Prices are tried in order; the first that still holds is the price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTier {
    /// What it is called on the page.
    pub label: String,
    /// The price.
    pub price: Money,
    /// It holds before this moment.
    pub until_at: Option<DateTime<Utc>>,
    /// It holds while fewer seats than this are taken.
    pub until_taken: Option<u32>,
}

/// What is wrong with one price of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TierFault {
    /// It cannot be charged.
    #[error(transparent)]
    NotChargeable(#[from] NotChargeable),
    /// It is in another currency than the first.
    #[error("another currency")]
    OtherCurrency,
    /// Whenever it could hold, one before it still does.
    #[error("never comes")]
    NeverComes,
}

/// Whether a list of prices makes sense for so many seats (`None` is without limit), and if not, which one does not, and why.
pub fn check(tiers: &[NewTier], seats: Option<u32>) -> Result<(), (usize, TierFault)> {
    for (index, tier) in tiers.iter().enumerate() {
        if tiers.first().is_some_and(|first| first.price.currency != tier.price.currency) {
            return Err((index, TierFault::OtherCurrency));
        }
        chargeable(tier.price).map_err(|fault| (index, fault.into()))?;
        if never_comes(tiers, index, seats) {
            return Err((index, TierFault::NeverComes));
        }
    }
    Ok(())
}

/// Time and sales only go on. So a price comes if every one before it has ended at the last moment, and at the last seat, at which it
/// holds itself: each ends at an earlier moment, or at an earlier seat.
fn never_comes(tiers: &[NewTier], index: usize, seats: Option<u32>) -> bool {
    let Some((own, before)) = tiers.get(index).zip(tiers.get(..index)) else { return false };
    let last_seat = [own.until_taken, seats].into_iter().flatten().min();
    before.iter().any(|other| !earlier(other.until_at, own.until_at) && !earlier(other.until_taken, last_seat))
}

/// Whether one end comes before another; none never comes.
fn earlier<T: Ord>(one: Option<T>, other: Option<T>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one < other,
        (one, None) => one.is_some(),
        (None, Some(_)) => false,
    }
}

/// An end that was moved to later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prolonged {
    /// When the price was to end.
    pub before: DateTime<Utc>,
    /// When it ends now; `None` is never.
    pub after: Option<DateTime<Utc>>,
}

/// Whether new prices break the promise that the present one ends: the same price, or a lower one, is then charged for longer.
pub fn prolonged(before: &[PriceTier], after: &[PriceTier], now: DateTime<Utc>, taken: u32) -> Option<Prolonged> {
    let (was, is) = (current_tier(before, now, taken).ok()?, current_tier(after, now, taken).ok()?);
    let promised = was.until_at?;
    let no_dearer = is.price.currency == was.price.currency && is.price.minor <= was.price.minor;
    let later = is.until_at.is_none_or(|until| until > promised);
    (no_dearer && later).then_some(Prolonged { before: promised, after: is.until_at })
}

#[cfg(test)]
#[path = "offer_prices_tests.rs"]
mod tests;
