use chrono::{DateTime, Utc};
use domain::funnel::OfferState;
use domain::ids::{OfferId, ProductId};
use domain::money::{Currency, Money};
use domain::offer_kind::OfferKind;
use domain::price_history::Comparison;
use domain::scarcity::{Seats, Unavailable};
use serde::{Deserialize, Serialize};

/// Everything that is for sale, and what else could be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OffersView {
    /// The offers, in the order in which a buyer meets them.
    pub offers: Vec<OfferRow>,
    /// What an offer can sell, in order of age.
    pub products: Vec<(ProductId, String)>,
    /// The currency of the course.
    pub currency: Currency,
}

/// An offer in the admin's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferRow {
    /// Which.
    pub id: OfferId,
    /// What it is.
    pub kind: OfferKind,
    /// What it is called.
    pub title: String,
    /// What it costs now, if it has a price.
    pub price: Option<Money>,
    /// Whether it can be bought now, and if not, why.
    pub standing: Result<(), Unavailable>,
    /// Its seats.
    pub seats: Seats,
    /// Whether its price is in another currency than the course's: then nobody is offered it.
    pub foreign: bool,
}

/// An offer as its creator changes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferDetail {
    /// The row of the list.
    pub row: OfferRow,
    /// Counts its changes.
    pub version: i32,
    /// Whether it is running; else it is paused.
    pub enabled: bool,
    /// What it sells.
    pub sells: String,
    /// What is said of it.
    pub description: String,
    /// The currency of its prices.
    pub currency: Currency,
    /// Its prices, in order.
    pub tiers: Vec<TierView>,
    /// When its sale begins.
    pub opens_at: Option<DateTime<Utc>>,
    /// When its sale ends.
    pub closes_at: Option<DateTime<Utc>>,
    /// For how many minutes it stands once it is shown.
    pub stands_min: Option<u32>,
    /// Whether a price before a reduction may be shown crossed out.
    pub show_compare_at: bool,
    /// What the present price may be compared with.
    pub compared: Option<Comparison>,
    /// What it was really sold at, newest first.
    pub history: Vec<PricePeriod>,
}

/// A price of an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TierView {
    /// What it is called on the page.
    pub label: String,
    /// The price.
    pub price: Money,
    /// It holds before this moment.
    pub until_at: Option<DateTime<Utc>>,
    /// It holds while fewer seats than this are taken.
    pub until_taken: Option<u32>,
    /// Whether it is the price of now.
    pub now: bool,
}

/// A time in which something was charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PricePeriod {
    /// What.
    pub price: Money,
    /// From when.
    pub from: DateTime<Utc>,
    /// Until when; absent while it is charged.
    pub until: Option<DateTime<Utc>>,
}

/// A price as typed. One of which nothing is typed is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TierForm {
    /// What it is called on the page.
    #[serde(default)]
    pub label: String,
    /// The amount: `49.50`.
    #[serde(default)]
    pub amount: String,
    /// Until when it holds, in UTC: `2026-12-24T18:00`; empty for no end.
    #[serde(default)]
    pub until_at: String,
    /// Up to how many seats it holds; empty for no end.
    #[serde(default)]
    pub until_taken: String,
}

/// What an offer says besides its prices, as typed. Moments are in UTC: `2026-12-24T18:00`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferForm {
    /// What it is called.
    #[serde(default)]
    pub title: String,
    /// What is said of it.
    #[serde(default)]
    pub description: String,
    /// How many seats it has; empty for no limit.
    #[serde(default)]
    pub seats: String,
    /// When its sale begins; empty for at once.
    #[serde(default)]
    pub opens_at: String,
    /// When its sale ends; empty for never.
    #[serde(default)]
    pub closes_at: String,
    /// For how many minutes it stands once it is shown; empty for no limit.
    #[serde(default)]
    pub stands_min: String,
    /// Anything says that a price before a reduction may be shown crossed out.
    #[serde(default)]
    pub compare: Option<String>,
}

/// The funnel with its numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunnelView {
    /// How often the course was paid for.
    pub paid: u64,
    /// What is ticked at the checkout.
    pub bumps: Vec<BumpNumbers>,
    /// The upsells in order, each with what stands in for it.
    pub steps: Vec<FunnelStep>,
    /// Downsells that stand in for nothing: nobody sees them.
    pub loose: Vec<StepNumbers>,
}

/// An addition, and how many took it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BumpNumbers {
    /// The offer.
    pub offer: OfferRow,
    /// In how many paid orders it is.
    pub taken: u64,
    /// Of all paid orders, in basis points.
    pub rate: Option<u32>,
}

/// A step of the funnel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunnelStep {
    /// The upsell.
    pub upsell: StepNumbers,
    /// What who declines it is offered, in order.
    pub downsells: Vec<StepNumbers>,
}

/// An offer of the funnel, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepNumbers {
    /// The offer.
    pub offer: OfferRow,
    /// Counts its changes.
    pub version: i32,
    /// Whether it is running.
    pub enabled: bool,
    /// Who saw it.
    pub shown: u64,
    /// Who took it.
    pub accepted: u64,
    /// Who did not want it.
    pub declined: u64,
    /// Of those who saw it, how many had a charge fail, whatever became of it.
    pub failed: u64,
    /// Whose time ran out.
    pub expired: u64,
    /// Who has not decided yet.
    pub undecided: u64,
    /// Accepted of shown, in basis points.
    pub rate: Option<u32>,
}

impl StepNumbers {
    /// Adds what became of some who are in a state.
    pub fn count(&mut self, state: OfferState, number: u64) {
        match state {
            OfferState::Accepted => self.accepted += number,
            OfferState::Declined => self.declined += number,
            OfferState::Expired => self.expired += number,
            OfferState::Shown | OfferState::Accepting | OfferState::RequiresAction | OfferState::Failed => self.undecided += number,
            OfferState::Pending | OfferState::Skipped => {}
        }
    }
}
