//! The objects of PayPal as they really are; [`crate::paypal::shapes`] writes them out.

use serde_json::{Map, Value};

use crate::paypal::amount::Money;
use crate::paypal::requests::Wallet;

/// Where an order stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum OrderStatus {
    /// Nobody has approved it.
    Created,
    /// The same, with a payment source that is waiting for its owner.
    PayerActionRequired,
    /// The buyer agreed: it can be captured.
    Approved,
    /// The money was asked for: look at the capture.
    Completed,
    /// The approval came to nothing.
    Voided,
}

impl OrderStatus {
    /// PayPal's word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Created => "CREATED",
            Self::PayerActionRequired => "PAYER_ACTION_REQUIRED",
            Self::Approved => "APPROVED",
            Self::Completed => "COMPLETED",
            Self::Voided => "VOIDED",
        }
    }

    /// Whether the buyer may still agree.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Created | Self::PayerActionRequired | Self::Approved)
    }
}

/// What an order asks for.
#[derive(Clone, Debug)]
pub struct Unit {
    /// `default` if the shop gave none.
    pub reference_id: String,
    /// For the buyer.
    pub description: Option<String>,
    /// The shop's own reference.
    pub custom_id: Option<String>,
    /// The shop's own number, paid once.
    pub invoice_id: Option<String>,
    /// On the statement.
    pub soft_descriptor: Option<String>,
    /// How much.
    pub money: Money,
    /// Its parts, as the shop sent them.
    pub breakdown: Value,
    /// Its lines, as the shop sent them.
    pub items: Value,
}

/// An order.
#[derive(Clone, Debug)]
pub struct Order {
    /// Seventeen letters and digits.
    pub id: String,
    /// Where it stands.
    pub status: OrderStatus,
    /// What is paid.
    pub unit: Unit,
    /// The wallet it is paid with, as the shop described it.
    pub wallet: Option<Wallet>,
    /// Whether PayPal knows who pays.
    pub approved: bool,
    /// The saved wallet that the payment left.
    pub token: Option<String>,
    /// When.
    pub created: String,
    /// When it last changed.
    pub updated: String,
    /// Fields that are shown instead of the real ones.
    pub mask: Map<String, Value>,
}

/// Where a capture stands. What was sent back is counted beside it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum CaptureStatus {
    /// The money is not there yet, for this reason.
    Pending(String),
    /// The money is there.
    Completed,
    /// It will never come.
    Declined,
}

/// Money that was asked for.
#[derive(Clone, Debug)]
pub struct Capture {
    /// Seventeen letters and digits.
    pub id: String,
    /// Its order.
    pub order: String,
    /// Where it stands.
    pub status: CaptureStatus,
    /// How much.
    pub money: Money,
    /// Minor units that were sent back.
    pub refunded: i64,
    /// Whether PayPal took the money back.
    pub reversed: bool,
    /// When.
    pub created: String,
    /// When it last changed.
    pub updated: String,
    /// Fields that are shown instead of the real ones.
    pub mask: Map<String, Value>,
}

/// Money that was sent back.
#[derive(Clone, Debug)]
pub struct Refund {
    /// Seventeen letters and digits.
    pub id: String,
    /// What it is part of.
    pub capture: String,
    /// How much.
    pub money: Money,
    /// Minor units of the fee that PayPal gave back with it.
    pub fee: i64,
    /// What was sent back of the capture with this.
    pub total: i64,
    /// The shop's own reference.
    pub custom_id: Option<String>,
    /// The shop's own number.
    pub invoice_id: Option<String>,
    /// For the buyer.
    pub note: Option<String>,
    /// When.
    pub created: String,
}

/// A saved wallet.
#[derive(Clone, Debug)]
pub struct Token {
    /// What the shop charges.
    pub id: String,
    /// Whose it is.
    pub customer: String,
    /// When.
    pub created: String,
}

/// A buyer wants their money back from PayPal.
#[derive(Clone, Debug)]
pub struct Dispute {
    /// `PP-R-…`
    pub id: String,
    /// What it is about.
    pub capture: String,
    /// How much.
    pub money: Money,
    /// `UNAUTHORISED` and others.
    pub reason: String,
    /// `INQUIRY` or `CHARGEBACK`.
    pub stage: String,
    /// How it ended.
    pub outcome: Option<String>,
    /// When.
    pub created: String,
    /// When it last changed.
    pub updated: String,
}

/// Something that happened.
#[derive(Clone, Debug)]
pub struct Event {
    /// `WH-…`
    pub id: String,
    /// `PAYMENT.CAPTURE.COMPLETED` and others.
    pub kind: String,
    /// When, in seconds since 1970.
    pub at: i64,
    /// What is sent.
    pub body: Value,
}
