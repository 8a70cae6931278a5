//! Stripe, through async-stripe. Every write carries a key that was stored before; retries are the caller's.

mod endpoints;
mod errors;
mod facts;
mod fees;
mod intents;
mod recollection;
mod refunds;
mod saved;
mod sessions;
mod truth;

use crate::adapters::http_clock;
use crate::adapters::payment::measured;
use crate::config::is_live_key;
use crate::ports::payment::{
    Capabilities, DisputeFacts, Endpoint, FeesTold, GatewayError, IdempotencyKey, Method, MissedEvent, NewCustomer, OpenedPayment,
    OrderWords, PayableOrder, PaymentGateway, ProviderId, Recollection, RefundFacts, SavedCharge, TakenMoney,
};
use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::{OrderId, PaymentId};
use domain::money::Money;
use domain::payment::PaymentFacts;
use errors::translate_error;
use secrecy::{ExposeSecret, SecretString};
use sessions::is_session;
use std::collections::HashMap;
use std::future::Future;
use std::sync::Once;
use std::time::{Duration, Instant};
use stripe::{Client, ClientBuilder, IdempotencyKey as StripeKey, RequestStrategy, StripeError, StripeRequest};
use stripe_core::customer::CreateCustomer;

/// The metadata key under which a payment names its order.
pub const ORDER_KEY: &str = "order_id";
/// The metadata key under which a payment names our row of it.
const PAYMENT_KEY: &str = "payment_id";
/// The metadata key under which a payment keeps its order in short.
const WORDS_KEY: &str = "order_words";
/// The longest value that Stripe takes in metadata, in characters.
const LONGEST_METADATA: usize = 500;

/// A Stripe account.
pub struct StripeGateway {
    client: Client,
    api_base: String,
    livemode: bool,
    timeout: Duration,
    disputes_hidden: Once,
    fees_hidden: Once,
}

impl StripeGateway {
    /// Talks to the API at `api_base` (with a slash at the end). A call is given up after `timeout`.
    pub fn new(secret_key: &SecretString, api_base: &str, timeout: Duration) -> Result<Self, StripeError> {
        let key = secret_key.expose_secret();
        let client = ClientBuilder::new(key).url(api_base).timeout(timeout).build()?;
        Ok(Self {
            client,
            api_base: api_base.to_owned(),
            livemode: is_live_key(key),
            timeout,
            disputes_hidden: Once::new(),
            fees_hidden: Once::new(),
        })
    }

    /// Gives a call up in time: the client's own limit does not cover everything.
    async fn within<T>(&self, call: impl Future<Output = Result<T, StripeError>> + Send) -> Result<T, GatewayError> {
        let began = Instant::now();
        let answer = match tokio::time::timeout(self.timeout, call).await {
            Ok(answer) => answer.map_err(translate_error),
            Err(_) => Err(GatewayError::Unknown("timeout".into())),
        };
        measured(ProviderId::Stripe, began, answer)
    }
}

/// Sends once, with a key that was stored before.
fn keyed(key: &IdempotencyKey) -> Result<RequestStrategy, GatewayError> {
    let key = StripeKey::new(&key.0).map_err(|error| GatewayError::Unknown(error.to_string()))?;
    Ok(RequestStrategy::Idempotent(key))
}

/// The currency as Stripe writes it.
fn currency_of(amount: Money) -> Result<stripe_types::Currency, GatewayError> {
    amount.currency.code().to_lowercase().parse().map_err(|_| GatewayError::Refused { status: 400, code: "currency".into() })
}

/// Our row that a payment's metadata names.
fn payment_in(metadata: &HashMap<String, String>) -> Option<PaymentId> {
    metadata.get(PAYMENT_KEY)?.parse().ok()
}

/// What ties a payment at Stripe to our rows. The buyer is a customer there, and not named again.
fn metadata_of(order: OrderId, payment: PaymentId, words: &OrderWords) -> HashMap<String, String> {
    let mut metadata = HashMap::from([(ORDER_KEY.to_owned(), order.to_string()), (PAYMENT_KEY.to_owned(), payment.to_string())]);
    if (1..=LONGEST_METADATA).contains(&words.nameless.len()) {
        metadata.insert(WORDS_KEY.to_owned(), words.nameless.clone());
    }
    metadata
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
        Capabilities { one_click: true, customers: true, cancels: true, list_lags: TimeDelta::zero(), refuses: &[] }
    }

    async fn create_customer(&self, customer: &NewCustomer, key: &IdempotencyKey) -> Result<String, GatewayError> {
        let request = CreateCustomer::new().email(&customer.email).name(&customer.name);
        let call = request.customize().request_strategy(keyed(key)?);
        Ok(self.within(call.send(&self.client)).await?.id.to_string())
    }

    async fn open(&self, payment: &PayableOrder, key: &IdempotencyKey) -> Result<OpenedPayment, GatewayError> {
        match payment.method {
            Method::Element => self.open_intent(payment, key).await,
            Method::Hosted => self.open_session(payment, key).await,
            Method::Redirect | Method::Saved => Err(GatewayError::Unsupported("this way to pay")),
        }
    }

    async fn charge_saved(&self, charge: &SavedCharge, key: &IdempotencyKey) -> Result<OpenedPayment, GatewayError> {
        self.charge_method(charge, key).await
    }

    async fn keeps(&self, method_ref: &str) -> Result<bool, GatewayError> {
        self.keeps_method(method_ref).await
    }

    async fn keep_method(&self, reference: &str, keep: bool) -> Result<OpenedPayment, GatewayError> {
        if is_session(reference) {
            return Err(GatewayError::Unsupported("a change of what is kept"));
        }
        self.keep_method_of(reference, keep).await
    }

    async fn clock(&self) -> Result<DateTime<Utc>, GatewayError> {
        http_clock(&self.api_base, self.timeout).await
    }

    async fn detach(&self, method_ref: &str) -> Result<(), GatewayError> {
        self.detach_method(method_ref).await
    }

    async fn find(&self, customer: Option<&str>, payment: PaymentId) -> Result<Option<OpenedPayment>, GatewayError> {
        let Some(customer) = customer else { return Ok(None) };
        match self.find_session(customer, payment).await? {
            Some(session) => Ok(Some(session)),
            None => self.find_intent(customer, payment).await,
        }
    }

    async fn reopen(&self, reference: &str) -> Result<OpenedPayment, GatewayError> {
        if is_session(reference) { self.reopen_session(reference).await } else { self.reopen_intent(reference).await }
    }

    async fn fetch(&self, reference: &str) -> Result<PaymentFacts, GatewayError> {
        if is_session(reference) { self.fetch_session(reference).await } else { self.fetch_intent(reference).await }
    }

    async fn cancel(&self, reference: &str, key: &IdempotencyKey) -> Result<(), GatewayError> {
        if is_session(reference) { self.expire_session(reference, key).await } else { self.cancel_intent(reference, key).await }
    }

    async fn refund(&self, taken_by: &str, amount: Money, key: &IdempotencyKey) -> Result<RefundFacts, GatewayError> {
        self.refund_intent(taken_by, amount, key).await
    }

    async fn find_refund(&self, taken_by: &str, key: &IdempotencyKey) -> Result<Option<RefundFacts>, GatewayError> {
        self.find_refund_of(taken_by, key).await
    }

    async fn dispute(&self, taken_by: &str) -> Result<Option<DisputeFacts>, GatewayError> {
        self.dispute_of(taken_by).await
    }

    async fn fees(&self, taken_by: &str) -> Result<FeesTold, GatewayError> {
        self.fees_of(taken_by).await
    }

    async fn list_succeeded(&self, since: DateTime<Utc>, _until: DateTime<Utc>) -> Result<Vec<TakenMoney>, GatewayError> {
        self.intents_since(since).await
    }

    async fn endpoints(&self) -> Result<Vec<Endpoint>, GatewayError> {
        self.list_endpoints().await
    }

    async fn recollect(&self, taken_by: &str) -> Result<Option<Recollection>, GatewayError> {
        self.recollect_intent(taken_by).await
    }

    async fn undelivered_events(&self, since: DateTime<Utc>) -> Result<Vec<MissedEvent>, GatewayError> {
        self.events_since(since).await
    }
}
