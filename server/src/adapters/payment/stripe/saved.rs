//! Stored payment methods: charging one while the buyer is present, and forgetting it.

use super::intents::opened;
use super::{StripeGateway, currency_of, keyed, metadata_of, translate_error};
use crate::adapters::payment::measured;
use crate::ports::payment::{GatewayError, IdempotencyKey, OpenedPayment, ProviderId, SavedCharge};
use serde::Serialize;
use std::time::Instant;
use stripe::{StripeError, StripeRequest};
use stripe_client_core::{RequestBuilder, StripeMethod};
use stripe_core::payment_intent::{CreatePaymentIntent, CreatePaymentIntentAutomaticPaymentMethods};
use stripe_shared::{PaymentIntent, PaymentMethod};

impl StripeGateway {
    /// Makes and confirms a payment intent in one call, on-session. A refused charge is an answer with its facts: Stripe sends
    /// the payment intent with the error.
    pub(super) async fn charge_method(&self, charge: &SavedCharge, key: &IdempotencyKey) -> Result<OpenedPayment, GatewayError> {
        let mut request = CreatePaymentIntent::new(charge.amount.minor, currency_of(charge.amount)?)
            .customer(charge.customer.as_deref().unwrap_or_default())
            .payment_method(&charge.method_ref)
            .description(&charge.description)
            .automatic_payment_methods(CreatePaymentIntentAutomaticPaymentMethods::new(true))
            .metadata(metadata_of(charge.order, charge.payment, &charge.words))
            .confirm(true)
            .return_url(&charge.return_url);
        if charge.in_page {
            request = request.use_stripe_sdk(true);
        }
        let call = request.customize().request_strategy(keyed(key)?);
        let began = Instant::now();
        let charged = match tokio::time::timeout(self.timeout, call.send(&self.client)).await {
            Err(_) => Err(GatewayError::Unknown("timeout".into())),
            Ok(Ok(intent)) => opened(&intent),
            Ok(Err(StripeError::Stripe(error, 402))) if error.payment_intent.is_some() => {
                error.payment_intent.as_ref().map_or(Err(GatewayError::NotFound), opened)
            }
            Ok(Err(error)) => Err(translate_error(error)),
        };
        measured(ProviderId::Stripe, began, charged)
    }

    /// Forgets a method. One that belongs to nobody any more is forgotten.
    pub(super) async fn detach_method(&self, method: &str) -> Result<(), GatewayError> {
        match self.within(Detach { method }.customize().send(&self.client)).await {
            Err(GatewayError::Refused { code, .. }) if code == "payment_method_unexpected_state" => Ok(()),
            answer => answer.map(drop),
        }
    }

    /// Whether a method belongs to a customer: only then it can be charged.
    pub(super) async fn keeps_method(&self, method: &str) -> Result<bool, GatewayError> {
        match self.within(Retrieve { method }.customize().send(&self.client)).await {
            Ok(method) => Ok(method.customer.is_some()),
            Err(GatewayError::NotFound) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Changes whether an open payment intent keeps its method. One that has gone on meanwhile is given as it is.
    pub(super) async fn keep_method_of(&self, intent: &str, keep: bool) -> Result<OpenedPayment, GatewayError> {
        let change = ChangeUsage { intent, setup_future_usage: if keep { "on_session" } else { "" } };
        match self.within(change.customize().send(&self.client)).await {
            Ok(intent) => opened(&intent),
            Err(GatewayError::Refused { code, .. }) if code == "payment_intent_unexpected_state" => self.reopen_intent(intent).await,
            Err(error) => Err(error),
        }
    }
}

/// `POST /v1/payment_intents/{id}`, in which an empty text takes the usage back.
#[derive(Clone, Serialize)]
struct ChangeUsage<'a> {
    #[serde(skip)]
    intent: &'a str,
    setup_future_usage: &'static str,
}

impl StripeRequest for ChangeUsage<'_> {
    type Output = PaymentIntent;

    fn build(&self) -> RequestBuilder {
        RequestBuilder::new(StripeMethod::Post, format!("/payment_intents/{}", self.intent)).form(self)
    }
}

/// `GET /v1/payment_methods/{id}`
#[derive(Clone)]
struct Retrieve<'a> {
    method: &'a str,
}

impl StripeRequest for Retrieve<'_> {
    type Output = PaymentMethod;

    fn build(&self) -> RequestBuilder {
        RequestBuilder::new(StripeMethod::Get, format!("/payment_methods/{}", self.method))
    }
}

/// `POST /v1/payment_methods/{id}/detach`
#[derive(Clone)]
struct Detach<'a> {
    method: &'a str,
}

impl StripeRequest for Detach<'_> {
    type Output = PaymentMethod;

    fn build(&self) -> RequestBuilder {
        RequestBuilder::new(StripeMethod::Post, format!("/payment_methods/{}/detach", self.method))
    }
}
