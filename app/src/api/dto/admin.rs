use chrono::{DateTime, Utc};
use domain::ids::UserId;
use domain::{money::Money, order::OrderState};
use serde::{Deserialize, Serialize};

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The rows of this page.
    pub rows: Vec<T>,
    /// This page, from 1.
    pub number: u32,
    /// How many pages there are, at least 1.
    pub pages: u32,
    /// How many rows there are in all.
    pub total: u64,
}

/// An order in the admin's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRow {
    /// The order's public id.
    pub public_id: String,
    /// The buyer's address.
    pub email: String,
    /// The buyer's name.
    pub name: String,
    /// The total.
    pub total: Money,
    /// The state.
    pub state: OrderState,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// An order with everything that happened to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderDetail {
    /// The row of the list.
    pub order: OrderRow,
    /// Who bought.
    pub buyer: UserId,
    /// The lines.
    pub lines: Vec<super::LineView>,
    /// The provider and its id of the payment, if it was opened.
    pub payment: Option<PaymentRow>,
    /// Where the buyer came from: names and values.
    pub source: Vec<(String, String)>,
    /// Whether there is an invoice.
    pub invoiced: bool,
    /// How many credit notes there are.
    pub credit_notes: u32,
    /// The latest mails about it.
    pub mails: Vec<super::MailRow>,
    /// What happened, oldest first.
    pub timeline: Vec<TimelineEntry>,
}

/// A payment as the admin sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentRow {
    /// The provider.
    pub provider: String,
    /// Its id of the payment, once it has told us.
    pub reference: Option<String>,
    /// Our record of its state.
    pub state: String,
    /// What the provider keeps, as far as it has told.
    pub fees: Vec<FeeRow>,
    /// Whether it has told of everything that happened.
    pub fees_known: bool,
}

/// What a provider keeps of an order's money, or gives back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeRow {
    /// For what: `charge`, `refund` or `dispute`.
    pub kind: String,
    /// How much, in the currency of the order; negative where it is given back.
    pub amount: Money,
    /// The same in the currency of the provider's books, where that is another: `USD 3.93`.
    pub booked: Option<String>,
}

/// Something that happened to an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEntry {
    /// When.
    pub at: DateTime<Utc>,
    /// What kind of thing it is: `quote`, `order`, `hold`, `payment`, `call`, `webhook`, `grant`, `mail`, `change`.
    pub kind: String,
    /// What happened, in a few words.
    pub what: String,
}

/// The first screen of the admin panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverviewView {
    /// Orders that were paid and not wholly refunded.
    pub paid_orders: u64,
    /// What they brought, per currency.
    pub revenue: Vec<Money>,
    /// Orders that wait for a person.
    pub needs_review: u64,
    /// Orders whose payment a bank disputes.
    pub disputed: u64,
    /// Seats left of the main offer; `None` is without limit.
    pub seats_left: Option<u32>,
    /// Work that failed for good and waits for a person.
    pub parked_jobs: u64,
    /// What a course that has just begun still needs.
    pub missing: Missing,
}

/// What a course that has just begun still needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// A course.
    pub course: bool,
    /// A published lesson.
    pub lessons: bool,
    /// A sale that is not paused.
    pub sale: bool,
}
