use super::TaxNote;
use chrono::{DateTime, Utc};
use domain::{ids::OfferId, money::Money, price_history::Comparison};
use serde::{Deserialize, Serialize};

/// An offer after the purchase, as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunnelOffer {
    /// The offer; the answer names it.
    pub offer: OfferId,
    /// What it is called.
    pub title: String,
    /// What it is.
    pub description: String,
    /// What it costs, fixed when it was first shown. Tax is in it.
    pub price: Money,
    /// What that may be compared with, tax in it too.
    pub compared: Option<Comparison>,
    /// What the price says of tax.
    pub tax: Option<TaxNote>,
    /// The price holds until this moment; `None` is without limit.
    pub until: Option<DateTime<Utc>>,
    /// The price was given more time because a payment failed.
    pub extended: bool,
    /// How it is paid.
    pub pay: OfferPay,
    /// Where it stands.
    pub stage: OfferStage,
}

/// How an offer would be paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OfferPay {
    /// By one click: the stored method is charged, with the buyer's consent.
    OneClick {
        /// What a person reads of the method: `Visa •••• 4242`.
        label: String,
    },
    /// By a card, on a page of its own.
    Card,
    /// By an approval at PayPal.
    Paypal,
}

/// Where an offer stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OfferStage {
    /// It waits for an answer.
    Open,
    /// The charge was refused; the buyer may try again, take another card, or decline.
    Failed,
    /// The bank wants to see the buyer.
    Authenticate,
    /// Accepted; its own order waits to be paid.
    Unpaid {
        /// The public id of its order.
        order: String,
    },
    /// The payment is on its way.
    Charging {
        /// It takes longer than two minutes: we will mail.
        slow: bool,
    },
}

/// What a buyer answers to an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Yes: by one click where the buyer consented, else by a payment of its own.
    Accept,
    /// Yes, once more after a refusal.
    Retry,
    /// Yes, but with another card.
    AnotherCard,
    /// No.
    Decline,
}

/// How the buyer goes on after an answer: by the secret in the page, at the provider's address, or at an order's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// The order whose page comes next.
    pub public_id: String,
    /// Lets this browser answer the bank's question. Never logged, stored or put into a URL.
    pub client_secret: Option<String>,
    /// The provider's page that comes first, absolute.
    pub redirect_to: Option<String>,
}
