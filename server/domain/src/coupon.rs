//! Coupons: how a code is read, whether one applies and why not, and what it takes off.

use crate::ids::OfferId;
use crate::money::Money;
use crate::pricing::{Discount, Line, LineKind};
use crate::tax::{allocate, percent};
use crate::window::{Position, Window};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The longest code, in characters.
const LONGEST: usize = 40;

/// A code as it is stored: upper case, of letters, digits, dashes and underscores.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CouponCode(String);

/// The text can be no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a coupon code")]
pub struct NotACode;

impl CouponCode {
    /// Takes a code as typed: in any case, with spaces around and within it.
    pub fn parse(text: &str) -> Result<Self, NotACode> {
        let code: String = text.chars().filter(|letter| !letter.is_whitespace()).map(|letter| letter.to_ascii_uppercase()).collect();
        let allowed = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
        if code.is_empty() || code.len() > LONGEST || !code.chars().all(allowed) { Err(NotACode) } else { Ok(Self(code)) }
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CouponCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for CouponCode {
    type Error = NotACode;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<CouponCode> for String {
    fn from(code: CouponCode) -> Self {
        code.0
    }
}

/// Why a coupon takes nothing off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum CouponRefusal {
    /// There is no such coupon.
    #[error("unknown")]
    Unknown,
    /// It holds from this moment.
    #[error("not yet")]
    NotYet(DateTime<Utc>),
    /// Its time is over, or the creator ended it.
    #[error("expired")]
    Expired,
    /// It was used as often as it may be.
    #[error("used up")]
    UsedUp,
    /// It holds once per person, and this person has used it.
    #[error("already used")]
    AlreadyUsed,
    /// It is for something else than what is bought.
    #[error("not for this")]
    NotForThis,
    /// It takes an amount of another currency off.
    #[error("other currency")]
    OtherCurrency,
    /// Nothing would be left to pay.
    #[error("nothing left to pay")]
    NothingLeft,
    /// Less would be left to pay than this, the smallest amount that can be charged.
    #[error("too little left to pay")]
    TooLittleLeft(Money),
}

/// A coupon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coupon {
    /// Its code.
    pub code: CouponCode,
    /// What it takes off.
    pub discount: Discount,
    /// When it holds.
    pub window: Window,
    /// How often it may be used; `None` is without limit.
    pub max_uses: Option<u32>,
    /// How often it was.
    pub uses: u32,
    /// Whether the creator has it running.
    pub enabled: bool,
    /// The offers that it is for; empty is all.
    pub offers: Vec<OfferId>,
}

impl Coupon {
    /// Whether it holds now, for whoever comes.
    pub fn holds(&self, now: DateTime<Utc>) -> Result<(), CouponRefusal> {
        match self.window.position(now) {
            _ if !self.enabled => Err(CouponRefusal::Expired),
            Position::Before(opens) => Err(CouponRefusal::NotYet(opens)),
            Position::After(_) => Err(CouponRefusal::Expired),
            Position::Inside if self.max_uses.is_some_and(|most| self.uses >= most) => Err(CouponRefusal::UsedUp),
            Position::Inside => Ok(()),
        }
    }

    /// The lines that it adds to main and bump lines: one for all of them, or one for each offer that it is for.
    ///
    /// The reduction is reckoned once, on the sum of the lines it is for, and shared out by the largest remainder. It never
    /// exceeds that sum, and something is left to pay.
    pub fn lines(&self, sold: &[Line]) -> Result<Vec<Line>, CouponRefusal> {
        let is_for = |line: &&Line| self.offers.is_empty() || line.offer.is_some_and(|offer| self.offers.contains(&offer));
        let items: Vec<&Line> = sold.iter().filter(|line| matches!(line.kind, LineKind::Main | LineKind::Bump)).collect();
        let chosen: Vec<&Line> = items.iter().copied().filter(is_for).collect();
        let Some(currency) = chosen.first().map(|line| line.amount.currency) else { return Err(CouponRefusal::NotForThis) };
        if matches!(self.discount, Discount::Fixed(amount) if amount.currency != currency) {
            return Err(CouponRefusal::OtherCurrency);
        }
        let sum = |lines: &[&Line]| lines.iter().fold(0_i64, |sum, line| sum.saturating_add(line.amount.minor));
        let off = self.discount.amount_off(Money::new(sum(&chosen), currency)).minor;
        if off >= sum(&items) {
            return Err(CouponRefusal::NothingLeft);
        }
        let line = |offer, off: i64| Line { kind: LineKind::Discount, offer, label: self.label(), amount: Money::new(-off, currency) };
        if chosen.len() == items.len() {
            return Ok((off > 0).then(|| line(None, off)).into_iter().collect());
        }
        let weights: Vec<i64> = chosen.iter().map(|line| line.amount.minor).collect();
        let shares = allocate(off, &weights);
        Ok(chosen.iter().zip(shares).filter(|(_, share)| *share > 0).map(|(item, share)| line(item.offer, share)).collect())
    }

    /// What its line says: `WELCOME10 (−10 %)`.
    pub fn label(&self) -> String {
        match self.discount {
            Discount::BasisPoints(bps) => format!("Coupon {} (−{})", self.code, percent(bps.min(10_000))),
            Discount::Fixed(_) => format!("Coupon {}", self.code),
        }
    }
}

#[cfg(test)]
#[path = "coupon_tests.rs"]
mod tests;
