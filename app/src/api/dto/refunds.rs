use chrono::{DateTime, Utc};
use domain::access::Denied;
use domain::ids::{GrantId, UserId};
use domain::money::Money;
use domain::refund_policy::{Decision, RefundPolicy};
use serde::{Deserialize, Serialize};

/// What a buyer may do about a purchase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundOffer {
    /// The order's public id.
    pub public_id: String,
    /// What the promise says now.
    pub decision: Decision,
    /// The promise.
    pub policy: RefundPolicy,
    /// What would go back.
    pub amount: Money,
    /// What would end, by its label.
    pub ends: Vec<String>,
}

/// What became of a wish for a refund.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RefundAnswer {
    /// The money is on its way back.
    OnItsWay,
    /// A person was asked.
    Asked,
}

/// The money of an order as the admin sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderMoney {
    /// What can be refunded.
    pub items: Vec<RefundableItem>,
    /// Refunds, oldest first.
    pub refunds: Vec<RefundRow>,
    /// Disputes, oldest first.
    pub disputes: Vec<DisputeRow>,
    /// What is left of all that was bought after it; absent where nothing is.
    pub upsells_left: Option<Money>,
}

/// An item with what is left of its share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundableItem {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Its part of what was paid, with its part of discounts and tax.
    pub share: Money,
    /// What of it can still go back.
    pub left: Money,
}

/// What a refund would do, before anybody confirms it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundPreview {
    /// What would go back.
    pub amount: Money,
    /// How much of which item, by its label.
    pub parts: Vec<(String, Money)>,
    /// What would end, by its label.
    pub ends: Vec<String>,
    /// Whether a seat would be free again.
    pub frees_seat: bool,
    /// Whether a credit note would be written.
    pub credit_note: bool,
    /// What would go back of what was bought after the order; absent where that stays.
    pub upsells: Option<Money>,
}

/// A refund as the admin sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundRow {
    /// How much.
    pub amount: Money,
    /// `planned`, `pending`, `succeeded` or `failed`.
    pub state: String,
    /// Who made it: `buyer`, `admin`, `surplus`, `seat_gone` or `provider`.
    pub origin: String,
    /// Why.
    pub reason: String,
    /// The provider's word, where it refused.
    pub failure: Option<String>,
    /// When it was promised or found.
    pub created_at: DateTime<Utc>,
}

/// A dispute as the admin sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisputeRow {
    /// `open`, `won` or `lost`.
    pub status: String,
    /// What it is about.
    pub amount: Money,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
}

/// Why a person can or cannot enter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessView {
    /// Whose.
    pub person: UserId,
    /// Their address.
    pub email: String,
    /// What follows of all grants together.
    pub verdict: Result<(), Denied>,
    /// The grants, oldest first.
    pub grants: Vec<GrantView>,
    /// The server's time at which this was true.
    pub now: DateTime<Utc>,
}

/// A grant as the admin sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantView {
    /// Which.
    pub id: GrantId,
    /// Where it came from: `order_item`, `manual`, `gift` or `seat`.
    pub source: String,
    /// The item that was bought, and its order's public id.
    pub bought: Option<(String, String)>,
    /// From when.
    pub from: DateTime<Utc>,
    /// Until when; without end where absent.
    pub until: Option<DateTime<Utc>>,
    /// When it was taken back, and by whom where a person did.
    pub revoked: Option<(DateTime<Utc>, Option<String>)>,
    /// Why it is as it is.
    pub reason: String,
    /// How it stands.
    pub standing: Result<(), Denied>,
}
