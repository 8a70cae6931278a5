//! What a provider tells.

use super::NewCustomer;
use chrono::{DateTime, Utc};
use domain::fees::FeeKind;
use domain::ids::{OrderId, PaymentId};
use domain::money::Money;
use domain::payment::{DisputeStatus, PaymentFacts};

/// How the buyer goes on with an opened payment.
#[derive(Clone, PartialEq, Eq)]
pub enum Handoff {
    /// Lets this browser confirm the payment. Never stored, never logged.
    Secret(String),
    /// The buyer goes to this address of the provider.
    Redirect(String),
    /// There is nothing to do for the buyer.
    Nothing,
}

/// A payment that is open at the provider.
#[derive(Clone)]
pub struct OpenedPayment {
    /// The provider's id of it.
    pub reference: String,
    /// How the buyer goes on.
    pub handoff: Handoff,
    /// Our row of it, as its words name it.
    pub payment: Option<PaymentId>,
    /// Whether the provider keeps the method that pays; `None` where it does not say before it is paid.
    pub saves: Option<bool>,
    /// The facts at that moment.
    pub facts: PaymentFacts,
}

/// A refund as the provider sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundFacts {
    /// The provider's id of it.
    pub reference: String,
    /// Whether the money is certain to go back; `false` while the provider is at work.
    pub done: bool,
}

/// A dispute that withdrew money. An inquiry, which withdraws nothing, is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisputeFacts {
    /// The provider's id of it.
    pub reference: String,
    /// How it stands.
    pub status: DisputeStatus,
    /// What it is about, in minor units.
    pub amount_minor: i64,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
}

/// What a provider keeps of a payment, or gives back, by one entry of its books.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fee {
    /// The provider's id of the entry.
    pub reference: String,
    /// For what.
    pub kind: FeeKind,
    /// What it keeps, in minor units; negative where it gives back.
    pub amount_minor: i64,
    /// The currency of its books, in ISO 4217's letters.
    pub currency: String,
    /// The same in the currency of the payment.
    pub sale: Money,
    /// When it was booked.
    pub booked_at: DateTime<Utc>,
}

/// What a provider tells of the fees of a payment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeesTold {
    /// What it has booked.
    pub fees: Vec<Fee>,
    /// Whether everything that happened to the payment is booked.
    pub complete: bool,
}

impl FeesTold {
    /// Adds an entry, or that one is missing. Of what costs nothing only the charge is worth an entry.
    pub fn add(&mut self, fee: Option<Fee>) {
        self.complete &= fee.is_some();
        self.fees.extend(fee.filter(|fee| fee.kind == FeeKind::Charge || fee.amount_minor != 0));
    }
}

/// Money that the provider holds for us, found by its own list and not by ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenMoney {
    /// The provider's id of the payment.
    pub reference: String,
    /// The order that its metadata names; payments of others on the same account name none.
    pub order: Option<OrderId>,
    /// What was received; `None` in a currency that we do not sell in.
    pub received: Option<Money>,
    /// What went back, in minor units.
    pub refunded_minor: i64,
}

/// What a provider keeps of an order beside its money.
#[derive(Clone, Debug)]
pub struct Recollection {
    /// The provider's id of the payment, by which it is fetched.
    pub reference: String,
    /// Our row of the payment, as its words name it.
    pub payment: Option<PaymentId>,
    /// The provider's id of the customer, where the provider has customers.
    pub customer: Option<String>,
    /// Who paid, as the provider knows them.
    pub buyer: Option<NewCustomer>,
    /// The order in short: one of [`OrderWords`].
    pub words: String,
}

/// An event that may not have reached us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissedEvent {
    /// Its id.
    pub id: String,
    /// Its type.
    pub kind: String,
    /// Its JSON, of the form that is delivered.
    pub body: Vec<u8>,
}

/// Where a provider sends its news.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The address.
    pub url: String,
    /// Whether it is sent anything at present.
    pub enabled: bool,
    /// The types of events that we need and that it is not told of.
    pub missing: Vec<&'static str>,
}
