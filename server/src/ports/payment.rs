//! Taking money. An adapter translates between a provider's words and these; it never decides.

use async_trait::async_trait;
use domain::ids::{OrderId, PaymentId};
use domain::money::Money;
use domain::payment::PaymentFacts;

/// A provider, by its name in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProviderId {
    /// Stripe.
    Stripe,
}

impl ProviderId {
    /// The name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stripe => "stripe",
        }
    }
}

/// What a call to a provider carries, so that its repetition does nothing twice. Stored before the call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey(pub String);

/// A person to open at the provider.
#[derive(Clone, Debug)]
pub struct NewCustomer {
    /// The address.
    pub email: String,
    /// The name.
    pub name: String,
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
    /// The provider's id of the customer.
    pub customer: String,
    /// What the buyer reads on the provider's side.
    pub description: String,
}

/// A payment that is open at the provider.
#[derive(Clone)]
pub struct OpenedPayment {
    /// The provider's id of it.
    pub reference: String,
    /// Lets a browser confirm it. Never stored, never logged.
    pub client_secret: String,
    /// The facts at that moment.
    pub facts: PaymentFacts,
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
}

/// A payment provider.
#[async_trait]
pub trait PaymentGateway: Send + Sync {
    /// Which one.
    fn id(&self) -> ProviderId;
    /// Whether real money moves with the configured keys.
    fn livemode(&self) -> bool;
    /// Opens a customer and gives the provider's id of it.
    async fn create_customer(&self, customer: &NewCustomer, key: &IdempotencyKey) -> Result<String, GatewayError>;
    /// Opens a payment.
    async fn open(&self, payment: &PayableOrder, key: &IdempotencyKey) -> Result<OpenedPayment, GatewayError>;
    /// Finds a payment that an earlier call opened without our hearing of it.
    async fn find(&self, customer: &str, payment: PaymentId) -> Result<Option<OpenedPayment>, GatewayError>;
    /// A payment that was opened earlier, with its secret.
    async fn reopen(&self, reference: &str) -> Result<OpenedPayment, GatewayError>;
    /// The truth about a payment.
    async fn fetch(&self, reference: &str) -> Result<PaymentFacts, GatewayError>;
    /// Cancels a payment. That it had ended already is no error: the truth is asked for afterwards.
    async fn cancel(&self, reference: &str, key: &IdempotencyKey) -> Result<(), GatewayError>;
    /// Sends all of the money of a payment back.
    async fn refund(&self, reference: &str, key: &IdempotencyKey) -> Result<(), GatewayError>;
}
