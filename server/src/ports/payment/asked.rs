//! What a provider is asked for.

use super::Method;
use chrono::{DateTime, Utc};
use domain::ids::{OrderId, PaymentId};
use domain::money::Money;

/// A person to open at the provider.
#[derive(Clone, Debug)]
pub struct NewCustomer {
    /// The address.
    pub email: String,
    /// The name.
    pub name: String,
}

/// An order in short, for the provider to keep with the payment: from it the order can be written again where the database has
/// forgotten it. Letters of a URL only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderWords {
    /// Without the buyer, for a provider that knows the buyer as a customer.
    pub nameless: String,
    /// With the buyer.
    pub named: String,
}

impl OrderWords {
    /// The fullest of them that a provider's field of so many characters takes.
    pub fn within(&self, most: usize) -> Option<&str> {
        [&self.named, &self.nameless].into_iter().find(|words| !words.is_empty() && words.len() <= most).map(String::as_str)
    }
}

/// An order to be paid.
#[derive(Clone, Debug)]
pub struct PayableOrder {
    /// The order; written into the payment's metadata.
    pub order: OrderId,
    /// Our row of the payment; written into the metadata.
    pub payment: PaymentId,
    /// What is to be paid.
    pub amount: Money,
    /// The provider's id of the customer, where the provider has customers.
    pub customer: Option<String>,
    /// What the buyer reads on the provider's side.
    pub description: String,
    /// The order in short; written into the metadata.
    pub words: OrderWords,
    /// How it is paid: [`Method::Element`], [`Method::Hosted`] or [`Method::Redirect`].
    pub method: Method,
    /// Whether the buyer consented to the method being stored for the offers that follow.
    pub save: bool,
    /// Where the provider sends the buyer who paid, absolute.
    pub return_url: String,
    /// Where the provider sends the buyer who turned back, absolute.
    pub cancel_url: String,
    /// Until when the seat is held.
    pub held_until: DateTime<Utc>,
}

/// A charge of a stored method while the buyer is present.
#[derive(Clone, Debug)]
pub struct SavedCharge {
    /// The order; written into the payment's metadata.
    pub order: OrderId,
    /// Our row of the payment; written into the metadata.
    pub payment: PaymentId,
    /// What is to be paid.
    pub amount: Money,
    /// The provider's id of the customer, where the provider has customers.
    pub customer: Option<String>,
    /// The provider's id of the stored method.
    pub method_ref: String,
    /// What the buyer reads on the provider's side.
    pub description: String,
    /// The order in short; written into the metadata.
    pub words: OrderWords,
    /// Where the provider sends a buyer who had to authenticate, absolute.
    pub return_url: String,
    /// Whether a script of ours lets the bank ask in the page; else the buyer goes to the bank's own.
    pub in_page: bool,
}
