use super::OfferRow;
use chrono::{DateTime, Utc};
use domain::coupon::CouponRefusal;
use domain::ids::OfferId;
use domain::money::{Currency, Money};
use serde::{Deserialize, Serialize};

/// The coupons, and what one can be for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CouponsView {
    /// The coupons, newest first.
    pub coupons: Vec<CouponRow>,
    /// What a coupon can be for: the course and its additions.
    pub offers: Vec<OfferRow>,
    /// The currency of the course.
    pub currency: Currency,
}

/// A coupon in the admin's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CouponRow {
    /// Its code.
    pub code: String,
    /// What it takes off.
    pub takes: Takes,
    /// Whether it holds now, and if not, why.
    pub standing: Result<(), CouponRefusal>,
    /// How often it is used: by orders that are paid, or being paid.
    pub uses: u32,
    /// How often it may be; `None` is without limit.
    pub max_uses: Option<u32>,
    /// Until when it holds.
    pub expires_at: Option<DateTime<Utc>>,
    /// Whether it is running; else it is paused.
    pub enabled: bool,
}

/// What a coupon takes off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Takes {
    /// A part of the price, in basis points.
    Percent(u32),
    /// An amount.
    Amount(Money),
}

/// A coupon as its creator changes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CouponDetail {
    /// The row of the list.
    pub row: CouponRow,
    /// Counts its changes.
    pub version: i32,
    /// From when it holds.
    pub starts_at: Option<DateTime<Utc>>,
    /// Whether a person may use it once only.
    pub once_per_person: bool,
    /// The offers that it is for; empty is all.
    pub only: Vec<OfferId>,
    /// What it can be for.
    pub offers: Vec<OfferRow>,
    /// The address that applies it by itself.
    pub link: String,
    /// In how many paid orders it is.
    pub spent: u64,
    /// In how many orders that wait for money it is.
    pub held: u64,
    /// How often it came back with an order that ended unpaid.
    pub returned: u64,
}

/// What a coupon says, as typed; all but its code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CouponForm {
    /// What it takes off: `percent` or `amount`.
    #[serde(default)]
    pub kind: String,
    /// Per cent: `12.5`.
    #[serde(default)]
    pub percent: String,
    /// The amount: `20`.
    #[serde(default)]
    pub amount: String,
    /// The currency of the amount.
    #[serde(default)]
    pub currency: String,
    /// From when it holds, in UTC; empty for at once.
    #[serde(default)]
    pub starts_at: String,
    /// Until when it holds, in UTC; empty for no end.
    #[serde(default)]
    pub expires_at: String,
    /// How often it may be used in all; empty for no limit.
    #[serde(default)]
    pub max_uses: String,
    /// Anything says that a person may use it once only.
    #[serde(default)]
    pub once: Option<String>,
    /// The offers that it is for; none is all.
    #[serde(default)]
    pub only: Vec<OfferId>,
}
