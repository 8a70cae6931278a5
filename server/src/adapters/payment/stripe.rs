//! Stripe, through async-stripe. Every write carries a key that was stored before; retries are the caller's.

use crate::ports::payment::{
    Capabilities, GatewayError, Handoff, IdempotencyKey, Method, NewCustomer, OpenedPayment, PayableOrder, PaymentGateway, ProviderId,
    RefundFacts,
};
use async_trait::async_trait;
use domain::ids::{OrderId, PaymentId};
use domain::money::{Currency, Money};
use domain::payment::{PaymentFacts, PaymentStatus};
use secrecy::{ExposeSecret, SecretString};
use std::collections::HashMap;
use std::future::Future;
use std::time::Duration;
use stripe::{Client, ClientBuilder, IdempotencyKey as StripeKey, RequestStrategy, StripeError, StripeRequest};
use stripe_core::customer::CreateCustomer;
use stripe_core::payment_intent::{
    CancelPaymentIntent, CreatePaymentIntent, CreatePaymentIntentAutomaticPaymentMethods, ListPaymentIntent, RetrievePaymentIntent,
};
use stripe_core::refund::CreateRefund;
use stripe_shared::{PaymentIntent, PaymentIntentStatus};

/// The metadata key under which a payment names its order.
pub const ORDER_KEY: &str = "order_id";
/// The metadata key under which a payment names our row of it.
const PAYMENT_KEY: &str = "payment_id";

/// A Stripe account.
pub struct StripeGateway {
    client: Client,
    livemode: bool,
    timeout: Duration,
}

impl StripeGateway {
    /// Talks to the API at `api_base` (with a slash at the end). A call is given up after `timeout`.
    pub fn new(secret_key: &SecretString, api_base: &str, timeout: Duration) -> Result<Self, StripeError> {
        let key = secret_key.expose_secret();
        let client = ClientBuilder::new(key).url(api_base).timeout(timeout).build()?;
        Ok(Self { client, livemode: key.starts_with("sk_live_"), timeout })
    }

    /// Gives a call up in time: the client's own limit does not cover everything.
    async fn within<T>(&self, call: impl Future<Output = Result<T, StripeError>> + Send) -> Result<T, GatewayError> {
        match tokio::time::timeout(self.timeout, call).await {
            Ok(answer) => answer.map_err(translate_error),
            Err(_) => Err(GatewayError::Unknown("timeout".into())),
        }
    }
}

/// Sends once, with a key that was stored before.
fn keyed(key: &IdempotencyKey) -> Result<RequestStrategy, GatewayError> {
    let key = StripeKey::new(&key.0).map_err(|error| GatewayError::Unknown(error.to_string()))?;
    Ok(RequestStrategy::Idempotent(key))
}

#[async_trait]
impl PaymentGateway for StripeGateway {
    fn id(&self) -> ProviderId {
        ProviderId::Stripe
    }

    fn livemode(&self) -> bool {
        self.livemode
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities { one_click: true, customers: true, cancels: true }
    }

    async fn create_customer(&self, customer: &NewCustomer, key: &IdempotencyKey) -> Result<String, GatewayError> {
        let request = CreateCustomer::new().email(&customer.email).name(&customer.name);
        let call = request.customize().request_strategy(keyed(key)?);
        Ok(self.within(call.send(&self.client)).await?.id.to_string())
    }

    async fn open(&self, payment: &PayableOrder, key: &IdempotencyKey) -> Result<OpenedPayment, GatewayError> {
        if payment.method != Method::Element {
            return Err(GatewayError::Unsupported("this way to pay"));
        }
        let currency: stripe_types::Currency = payment
            .amount
            .currency
            .code()
            .to_lowercase()
            .parse()
            .map_err(|_| GatewayError::Refused { status: 400, code: "currency".into() })?;
        let metadata =
            HashMap::from([(ORDER_KEY.to_owned(), payment.order.to_string()), (PAYMENT_KEY.to_owned(), payment.payment.to_string())]);
        let customer = payment.customer.as_deref().unwrap_or_default();
        let request = CreatePaymentIntent::new(payment.amount.minor, currency)
            .customer(customer)
            .description(&payment.description)
            .automatic_payment_methods(CreatePaymentIntentAutomaticPaymentMethods::new(true))
            .metadata(metadata);
        let call = request.customize().request_strategy(keyed(key)?);
        opened(&self.within(call.send(&self.client)).await?)
    }

    async fn find(&self, customer: Option<&str>, payment: PaymentId) -> Result<Option<OpenedPayment>, GatewayError> {
        let Some(customer) = customer else { return Ok(None) };
        let request = ListPaymentIntent::new().customer(customer).limit(100);
        let list = self.within(request.send(&self.client)).await?;
        let wanted = payment.to_string();
        list.data.iter().find(|intent| intent.metadata.get(PAYMENT_KEY) == Some(&wanted)).map(opened).transpose()
    }

    async fn reopen(&self, reference: &str) -> Result<OpenedPayment, GatewayError> {
        opened(&self.retrieve(reference).await?)
    }

    async fn fetch(&self, reference: &str) -> Result<PaymentFacts, GatewayError> {
        Ok(facts(&self.retrieve(reference).await?))
    }

    async fn cancel(&self, reference: &str, key: &IdempotencyKey) -> Result<(), GatewayError> {
        let call = CancelPaymentIntent::new(reference).customize().request_strategy(keyed(key)?);
        match self.within(call.send(&self.client)).await {
            Ok(_) => Ok(()),
            Err(GatewayError::Refused { code, .. }) if code == "payment_intent_unexpected_state" => Ok(()),
            Err(error) => Err(error),
        }
    }

    async fn refund(&self, taken_by: &str, amount: Money, key: &IdempotencyKey) -> Result<RefundFacts, GatewayError> {
        let call = CreateRefund::new().payment_intent(taken_by).amount(amount.minor).customize().request_strategy(keyed(key)?);
        let refund = self.within(call.send(&self.client)).await?;
        Ok(RefundFacts { reference: refund.id.to_string(), done: refund.status.as_deref() == Some("succeeded") })
    }
}

impl StripeGateway {
    async fn retrieve(&self, reference: &str) -> Result<PaymentIntent, GatewayError> {
        let request = RetrievePaymentIntent::new(reference).expand(vec!["latest_charge".to_owned()]);
        self.within(request.send(&self.client)).await
    }
}

fn opened(intent: &PaymentIntent) -> Result<OpenedPayment, GatewayError> {
    let client_secret = intent.client_secret.clone().ok_or_else(|| GatewayError::Unknown("no client secret".into()))?;
    Ok(OpenedPayment { reference: intent.id.to_string(), handoff: Handoff::Secret(client_secret), facts: facts(intent) })
}

/// What Stripe's object says, in the words of the domain.
pub fn facts(intent: &PaymentIntent) -> PaymentFacts {
    let currency = Currency::from_code(&intent.currency.to_string());
    let charge = intent.latest_charge.as_ref().and_then(stripe_types::Expandable::as_object);
    PaymentFacts {
        reference: intent.id.to_string(),
        order: intent.metadata.get(ORDER_KEY).and_then(|id| id.parse::<OrderId>().ok()),
        status: status(intent),
        amount: currency.map(|currency| Money::new(intent.amount, currency)),
        received_minor: intent.amount_received,
        refunded_minor: charge.map_or(0, |charge| charge.amount_refunded),
        customer: intent.customer.as_ref().map(|customer| customer.id().to_string()),
        livemode: intent.livemode,
        dispute: None,
        capture: None,
        saved: None,
    }
}

/// A state that this version does not know counts as processing, never as paid.
fn status(intent: &PaymentIntent) -> PaymentStatus {
    match intent.status {
        PaymentIntentStatus::Succeeded => PaymentStatus::Succeeded,
        PaymentIntentStatus::Canceled => PaymentStatus::Canceled,
        PaymentIntentStatus::RequiresAction => PaymentStatus::RequiresAction,
        PaymentIntentStatus::RequiresPaymentMethod => {
            PaymentStatus::RequiresPaymentMethod { declined: intent.last_payment_error.is_some() }
        }
        PaymentIntentStatus::RequiresConfirmation => PaymentStatus::RequiresPaymentMethod { declined: false },
        _ => PaymentStatus::Processing,
    }
}

/// By status and code, not by message: Stripe's pages contradict each other on some statuses.
fn translate_error(error: StripeError) -> GatewayError {
    match error {
        StripeError::Stripe(_, status @ (409 | 424 | 429)) => GatewayError::Busy(status),
        StripeError::Stripe(_, 404) => GatewayError::NotFound,
        StripeError::Stripe(_, status @ 500..) => GatewayError::Fault(status),
        StripeError::Stripe(error, status) => {
            GatewayError::Refused { status, code: error.code.map(|code| code.as_str().to_owned()).unwrap_or_default() }
        }
        StripeError::JSONDeserialize(_) => GatewayError::Unknown("unreadable answer".into()),
        StripeError::Timeout => GatewayError::Unknown("timeout".into()),
        StripeError::ClientError(_) | StripeError::ConfigError(_) => GatewayError::Unknown("connection".into()),
    }
}
