//! Taking money. An adapter translates between a provider's words and these; it never decides.

mod asked;
mod told;

pub use asked::{NewCustomer, OrderWords, PayableOrder, SavedCharge};
pub use told::{DisputeFacts, Endpoint, Fee, FeesTold, Handoff, MissedEvent, OpenedPayment, Recollection, RefundFacts, TakenMoney};

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::PaymentId;
use domain::money::{Currency, Money};
use domain::payment::PaymentFacts;
use std::sync::Arc;

/// A provider, by its name in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProviderId {
    /// Stripe.
    Stripe,
    /// PayPal.
    Paypal,
}

impl ProviderId {
    /// Every provider.
    pub const ALL: [Self; 2] = [Self::Stripe, Self::Paypal];

    /// The name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stripe => "stripe",
            Self::Paypal => "paypal",
        }
    }

    /// Finds a provider by its name in the database.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|provider| provider.name() == name)
    }
}

/// How a payment is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// The card form in the page.
    Element,
    /// The provider's own page, which needs no script of ours.
    Hosted,
    /// Approval at the provider, then a capture by us.
    Redirect,
    /// A method that was stored with the buyer's consent.
    Saved,
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 4] = [Self::Element, Self::Hosted, Self::Redirect, Self::Saved];

    /// The name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Element => "element",
            Self::Hosted => "hosted",
            Self::Redirect => "redirect",
            Self::Saved => "saved",
        }
    }

    /// Finds a method by its name in the database.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.name() == name)
    }
}

/// What a call to a provider carries, so that its repetition does nothing twice. Stored before the call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey(pub String);

/// What a provider can do with the configured account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// Stored methods can be charged in one click.
    pub one_click: bool,
    /// Buyers are customers at the provider.
    pub customers: bool,
    /// An open payment can be cancelled by a call. Where not, it lapses, and what we must not do is capture it.
    pub cancels: bool,
    /// How long it may take until a payment is in its list.
    pub list_lags: TimeDelta,
    /// The currencies, of those that are sold in, that it does not take.
    pub refuses: &'static [Currency],
}

impl Capabilities {
    /// Whether it takes money of a currency.
    pub fn takes(&self, currency: Currency) -> bool {
        !self.refuses.contains(&currency)
    }
}

/// Why a call gave no answer that can be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GatewayError {
    /// Nobody knows whether it was done: a timeout, a dropped connection, an unreadable answer.
    #[error("outcome unknown: {0}")]
    Unknown(String),
    /// The provider answered that it failed on its side. With the same key it will say so again.
    #[error("provider fault: status {0}")]
    Fault(u16),
    /// Too many calls, or another with the same key is under way. Nothing was done by this one.
    #[error("provider is busy: status {0}")]
    Busy(u16),
    /// The provider understood and refused.
    #[error("refused: status {status}, code {code}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The provider's code.
        code: String,
    },
    /// There is no such thing at the provider.
    #[error("not found at the provider")]
    NotFound,
    /// The provider cannot do this at all.
    #[error("{0} is not offered by this provider")]
    Unsupported(&'static str),
    /// The provider has it, and does not show it to our key.
    #[error("{0} is not shown to this key")]
    Hidden(&'static str),
}

/// A payment provider.
#[async_trait]
pub trait PaymentGateway: Send + Sync {
    /// Which one.
    fn id(&self) -> ProviderId;
    /// Whether real money moves with the configured keys.
    fn livemode(&self) -> bool;
    /// What it can do.
    fn capabilities(&self) -> Capabilities;
    /// Opens a customer and gives the provider's id of it.
    async fn create_customer(&self, customer: &NewCustomer, key: &IdempotencyKey) -> Result<String, GatewayError>;
    /// Opens a payment.
    async fn open(&self, payment: &PayableOrder, key: &IdempotencyKey) -> Result<OpenedPayment, GatewayError>;
    /// Charges a stored method. That the buyer must authenticate is an answer, not an error.
    async fn charge_saved(&self, _charge: &SavedCharge, _key: &IdempotencyKey) -> Result<OpenedPayment, GatewayError> {
        Err(GatewayError::Unsupported("charging a stored method"))
    }
    /// Takes the money of a payment that the buyer approved. Captured already is no error.
    async fn capture(&self, _reference: &str, _key: &IdempotencyKey) -> Result<PaymentFacts, GatewayError> {
        Err(GatewayError::Unsupported("a separate capture"))
    }
    /// Finds a payment that an earlier call opened without our hearing of it. `customer` narrows the search.
    async fn find(&self, customer: Option<&str>, payment: PaymentId) -> Result<Option<OpenedPayment>, GatewayError>;
    /// A payment that was opened earlier, with its handoff.
    async fn reopen(&self, reference: &str) -> Result<OpenedPayment, GatewayError>;
    /// Lets the provider keep the method that pays an open payment, or keep none. Saying it twice is saying it once.
    async fn keep_method(&self, _reference: &str, _keep: bool) -> Result<OpenedPayment, GatewayError> {
        Err(GatewayError::Unsupported("a change of what is kept"))
    }
    /// The truth about a payment.
    async fn fetch(&self, reference: &str) -> Result<PaymentFacts, GatewayError>;
    /// Cancels a payment. That it had ended already is no error: the truth is asked for afterwards.
    async fn cancel(&self, reference: &str, key: &IdempotencyKey) -> Result<(), GatewayError>;
    /// Sends money back. `taken_by` is what took it: a payment intent or a capture.
    async fn refund(&self, taken_by: &str, amount: Money, key: &IdempotencyKey) -> Result<RefundFacts, GatewayError>;
    /// Finds the refund that an earlier call with this key made without our hearing of it.
    async fn find_refund(&self, _taken_by: &str, _key: &IdempotencyKey) -> Result<Option<RefundFacts>, GatewayError> {
        Err(GatewayError::Unsupported("a list of refunds"))
    }
    /// The latest dispute about what took the money.
    async fn dispute(&self, _taken_by: &str) -> Result<Option<DisputeFacts>, GatewayError> {
        Err(GatewayError::Unsupported("the details of a dispute"))
    }
    /// What the provider keeps of the money that was taken, as far as it has booked it.
    async fn fees(&self, _taken_by: &str) -> Result<FeesTold, GatewayError> {
        Err(GatewayError::Unsupported("its fees"))
    }
    /// The payments that took money between two moments. The latest may be missing.
    async fn list_succeeded(&self, _since: DateTime<Utc>, _until: DateTime<Utc>) -> Result<Vec<TakenMoney>, GatewayError> {
        Err(GatewayError::Unsupported("a list of payments"))
    }
    /// What is kept of the order of a payment that [`list_succeeded`](Self::list_succeeded) named. `None` says that its words are not
    /// kept there.
    async fn recollect(&self, _taken_by: &str) -> Result<Option<Recollection>, GatewayError> {
        Err(GatewayError::Unsupported("the words of an order"))
    }
    /// The events since a moment that did not reach us, oldest first; also those that did, where the provider does not tell them apart.
    async fn undelivered_events(&self, _since: DateTime<Utc>) -> Result<Vec<MissedEvent>, GatewayError> {
        Err(GatewayError::Unsupported("a list of events"))
    }
    /// Where it sends its news.
    async fn endpoints(&self) -> Result<Vec<Endpoint>, GatewayError> {
        Err(GatewayError::Unsupported("a list of endpoints"))
    }
    /// Whether a stored method can still be charged.
    async fn keeps(&self, _method_ref: &str) -> Result<bool, GatewayError> {
        Err(GatewayError::Unsupported("stored methods"))
    }
    /// What time it is at the provider, to the second.
    async fn clock(&self) -> Result<DateTime<Utc>, GatewayError> {
        Err(GatewayError::Unsupported("telling the time"))
    }
    /// Forgets a stored method at the provider. Forgotten already is no error.
    async fn detach(&self, _method_ref: &str) -> Result<(), GatewayError> {
        Err(GatewayError::Unsupported("stored methods"))
    }
}

/// The providers that are configured.
#[derive(Clone)]
pub struct Gateways {
    all: Vec<Arc<dyn PaymentGateway>>,
}

impl Gateways {
    /// Of what is configured.
    pub fn new(all: Vec<Arc<dyn PaymentGateway>>) -> Self {
        Self { all }
    }

    /// A provider, if it is configured.
    pub fn find(&self, id: ProviderId) -> Option<&dyn PaymentGateway> {
        self.all.iter().find(|gateway| gateway.id() == id).map(AsRef::as_ref)
    }

    /// Every configured provider.
    pub fn iter(&self) -> impl Iterator<Item = &dyn PaymentGateway> {
        self.all.iter().map(AsRef::as_ref)
    }

    /// A provider by its name in the database.
    pub fn named(&self, name: &str) -> Result<&dyn PaymentGateway, GatewayError> {
        ProviderId::from_name(name).and_then(|id| self.find(id)).ok_or(GatewayError::Unsupported("a provider that is not configured"))
    }
}
