//! What PayPal knows, as a part of the one store.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

use super::amount::Money;
use super::refusal::Refusal;
use super::requests::Wallet;

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

/// What an answer was about, so that the same request finds it again.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Subject {
    /// An order.
    Order(String),
    /// A refund.
    Refund(String),
}

/// A `PayPal-Request-Id` that was used.
#[derive(Clone, Debug)]
pub struct Kept {
    /// What was asked for.
    pub fingerprint: String,
    /// What came of it; nothing while it is being worked on.
    pub subject: Option<Subject>,
}

/// What happens to the next payment instead of success.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// The instrument is declined.
    Decline,
    /// The money is pending for this reason.
    Pending(String),
    /// The capture is made and declined.
    Denied,
    /// The owner of a saved wallet must agree once more.
    PayerAction,
}

/// Addresses in answers.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// Of the API.
    pub api: String,
    /// Of the pages.
    pub web: String,
}

/// All of it.
#[derive(Debug, Default)]
pub struct Book {
    /// Addresses in answers.
    pub links: Links,
    /// Access tokens and when they expire, in seconds since 1970.
    pub access_tokens: HashMap<String, i64>,
    /// Orders by identifier.
    pub orders: BTreeMap<String, Order>,
    /// Captures, oldest first.
    pub captures: Vec<Capture>,
    /// Refunds, oldest first.
    pub refunds: Vec<Refund>,
    /// Saved wallets that were not deleted.
    pub tokens: Vec<Token>,
    /// Disputes, oldest first.
    pub disputes: Vec<Dispute>,
    /// Events, oldest first.
    pub events: Vec<Event>,
    /// `PayPal-Request-Id`s by the call they belong to.
    pub requests: HashMap<String, Kept>,
    /// What the next payments come to, and how many of them.
    pub outcomes: Vec<(Outcome, u32)>,
}

impl Book {
    /// An order.
    pub fn order(&self, id: &str) -> Result<&Order, Refusal> {
        self.orders.get(id).ok_or_else(Refusal::missing)
    }

    /// An order, to change; its time of change is now.
    pub fn order_mut(&mut self, id: &str) -> Result<&mut Order, Refusal> {
        let order = self.orders.get_mut(id).ok_or_else(Refusal::missing)?;
        order.updated = super::ids::timestamp();
        Ok(order)
    }

    /// A capture.
    pub fn capture(&self, id: &str) -> Result<&Capture, Refusal> {
        self.captures.iter().find(|capture| capture.id == id).ok_or_else(Refusal::missing)
    }

    /// A capture, to change; its time of change is now.
    pub fn capture_mut(&mut self, id: &str) -> Result<&mut Capture, Refusal> {
        let capture = self.captures.iter_mut().find(|capture| capture.id == id).ok_or_else(Refusal::missing)?;
        capture.updated = super::ids::timestamp();
        Ok(capture)
    }

    /// The captures of an order.
    pub fn captures_of(&self, order: &str) -> impl Iterator<Item = &Capture> {
        self.captures.iter().filter(move |capture| capture.order == order)
    }

    /// The refunds of a capture.
    pub fn refunds_of(&self, capture: &str) -> impl Iterator<Item = &Refund> {
        self.refunds.iter().filter(move |refund| refund.capture == capture)
    }

    /// A refund.
    pub fn refund(&self, id: &str) -> Result<&Refund, Refusal> {
        self.refunds.iter().find(|refund| refund.id == id).ok_or_else(Refusal::missing)
    }

    /// A saved wallet.
    pub fn token(&self, id: &str) -> Result<&Token, Refusal> {
        self.tokens.iter().find(|token| token.id == id).ok_or_else(Refusal::missing)
    }

    /// A dispute.
    pub fn dispute(&self, id: &str) -> Result<&Dispute, Refusal> {
        self.disputes.iter().find(|dispute| dispute.id == id).ok_or_else(Refusal::missing)
    }

    /// What the next payment comes to, if not success.
    pub fn next_outcome(&mut self) -> Option<Outcome> {
        let (outcome, times) = self.outcomes.first_mut()?;
        let drawn = outcome.clone();
        *times = times.saturating_sub(1);
        if *times == 0 {
            self.outcomes.remove(0);
        }
        Some(drawn)
    }

    /// Where the buyer of an order goes.
    pub fn approval_page(&self, order: &str) -> String {
        format!("{}/checkoutnow?token={order}", self.links.web)
    }
}
