use chrono::{DateTime, Utc};
use domain::{ids::ConsentId, mail_topic::MailTopic, money::Money, order::OrderState};
use serde::{Deserialize, Serialize};

/// A person's own account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    /// The name, or empty.
    pub name: String,
    /// The address.
    pub email: String,
    /// The payment methods that may be charged in one click, newest first.
    pub methods: Vec<StoredMethod>,
    /// The orders that were paid, newest first.
    pub orders: Vec<OwnOrder>,
    /// Every kind of mail that can be chosen.
    pub mails: Vec<MailChoice>,
}

/// A kind of mail, and whether the person wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailChoice {
    /// The kind.
    pub topic: MailTopic,
    /// Whether it is wanted.
    pub wanted: bool,
}

/// A payment method that the provider keeps with the person's consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredMethod {
    /// The consent; removing the method names it.
    pub consent: ConsentId,
    /// What a person reads of it: `Visa •••• 4242`.
    pub label: String,
    /// When the consent was given.
    pub given_at: DateTime<Utc>,
}

/// An order of one's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnOrder {
    /// Its public id.
    pub public_id: String,
    /// What was bought.
    pub title: String,
    /// What it cost.
    pub total: Money,
    /// Its state.
    pub state: OrderState,
    /// Whether there is an invoice of it.
    pub invoiced: bool,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}
