//! What PayPal knows, as a part of the one store.

mod records;

use std::collections::{BTreeMap, HashMap};

use crate::paypal::refusal::Refusal;

pub use records::{Capture, CaptureStatus, Dispute, Event, Order, OrderStatus, Refund, Token, Unit};

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
        order.updated = crate::paypal::ids::timestamp();
        Ok(order)
    }

    /// A capture.
    pub fn capture(&self, id: &str) -> Result<&Capture, Refusal> {
        self.captures.iter().find(|capture| capture.id == id).ok_or_else(Refusal::missing)
    }

    /// A capture, to change; its time of change is now.
    pub fn capture_mut(&mut self, id: &str) -> Result<&mut Capture, Refusal> {
        let capture = self.captures.iter_mut().find(|capture| capture.id == id).ok_or_else(Refusal::missing)?;
        capture.updated = crate::paypal::ids::timestamp();
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
