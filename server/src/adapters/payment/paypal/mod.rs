//! PayPal, by its REST API: orders that the buyer approves there and we capture. Every write carries a key that was stored before;
//! retries are the caller's.

mod amount;
mod client;
#[cfg(test)]
mod described;
mod facts;
mod fees;
mod orders;
mod reports;
mod shapes;
#[cfg(test)]
mod tests;

use crate::config::PaypalSettings;
use crate::ports::payment::{
    Capabilities, DisputeFacts, FeesTold, GatewayError, Handoff, IdempotencyKey, Method, MissedEvent, NewCustomer, OpenedPayment,
    PayableOrder, PaymentGateway, ProviderId, Recollection, RefundFacts, SavedCharge, TakenMoney,
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use client::Client;
use domain::ids::PaymentId;
use domain::money::Money;
use domain::payment::{PaymentFacts, PaymentStatus};
use serde_json::{Value, json};
use shapes::{Capture, Dispute, Disputes, Order, Refund};
use std::sync::Once;
use std::time::Duration;

/// A PayPal account.
pub struct PaypalGateway {
    client: Client,
    livemode: bool,
    vault: bool,
    disputes_hidden: Once,
    reports_hidden: Once,
}

impl PaypalGateway {
    /// A call is given up after `timeout`.
    pub fn new(settings: &PaypalSettings, timeout: Duration) -> Result<Self, reqwest::Error> {
        Ok(Self {
            client: Client::new(settings, timeout)?,
            livemode: settings.is_live(),
            vault: settings.vault,
            disputes_hidden: Once::new(),
            reports_hidden: Once::new(),
        })
    }

    /// What is asked for may be named by an event, whose words nobody vouches for: only letters and digits go into an address.
    async fn order(&self, reference: &str) -> Result<Order, GatewayError> {
        if !is_id(reference) {
            return Err(GatewayError::NotFound);
        }
        self.client.get(&format!("v2/checkout/orders/{reference}")).await
    }

    async fn create(&self, body: &Value, key: &IdempotencyKey) -> Result<Order, GatewayError> {
        self.client.post("v2/checkout/orders", key, body).await
    }

    /// What is true of an order. Of money that was taken its capture is asked, which has the last word.
    async fn facts(&self, order: &Order) -> Result<PaymentFacts, GatewayError> {
        let Some(capture) = facts::decisive_capture(order) else { return Ok(facts::of_order(order, self.livemode)) };
        let capture = self.captured(&capture.id).await?;
        let dispute = if facts::took_money(&capture) { facts::dispute(&self.disputes_of(&capture.id).await?) } else { None };
        Ok(facts::of_capture(order, &capture, dispute, self.livemode))
    }

    async fn captured(&self, id: &str) -> Result<Capture, GatewayError> {
        self.client.get(&format!("v2/payments/captures/{id}")).await
    }

    /// An account that may not read its disputes has none to tell of.
    async fn disputes_of(&self, capture: &str) -> Result<Vec<Dispute>, GatewayError> {
        let path = format!("v1/customer/disputes?disputed_transaction_id={capture}");
        match self.client.get::<Disputes>(&path).await {
            Ok(disputes) => Ok(disputes.items),
            Err(GatewayError::Refused { code, .. }) => {
                let warn = || tracing::warn!(code, "PayPal does not show its disputes; the app needs the permission for them");
                self.disputes_hidden.call_once(warn);
                Ok(Vec::new())
            }
            Err(GatewayError::NotFound) => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    async fn opened(&self, order: &Order) -> Result<OpenedPayment, GatewayError> {
        Ok(OpenedPayment {
            reference: order.id.clone(),
            handoff: orders::handoff(order),
            payment: facts::our_payment(order),
            saves: None,
            facts: self.facts(order).await?,
        })
    }
}

/// Whether a text has the letters of PayPal's ids.
fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// A key in the letters that PayPal takes for our own reference.
fn call_name(key: &IdempotencyKey) -> String {
    key.0.replace(':', ".")
}

#[async_trait]
impl PaymentGateway for PaypalGateway {
    fn id(&self) -> ProviderId {
        ProviderId::Paypal
    }

    fn livemode(&self) -> bool {
        self.livemode
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities { one_click: self.vault, customers: false, cancels: false, list_lags: reports::LAG, refuses: amount::REFUSED }
    }

    async fn create_customer(&self, _customer: &NewCustomer, _key: &IdempotencyKey) -> Result<String, GatewayError> {
        Err(GatewayError::Unsupported("a customer"))
    }

    async fn open(&self, payment: &PayableOrder, key: &IdempotencyKey) -> Result<OpenedPayment, GatewayError> {
        if payment.method != Method::Redirect {
            return Err(GatewayError::Unsupported("this way to pay"));
        }
        let body = orders::to_approve(payment, payment.save && self.vault)?;
        self.opened(&self.create(&body, key).await?).await
    }

    async fn charge_saved(&self, charge: &SavedCharge, key: &IdempotencyKey) -> Result<OpenedPayment, GatewayError> {
        if !self.vault {
            return Err(GatewayError::Unsupported("charging a stored method"));
        }
        let mut opened = self.opened(&self.create(&orders::by_saved(charge)?, key).await?).await?;
        if matches!(opened.handoff, Handoff::Redirect(_)) {
            opened.facts.status = PaymentStatus::RequiresAction;
        }
        Ok(opened)
    }

    async fn capture(&self, reference: &str, key: &IdempotencyKey) -> Result<PaymentFacts, GatewayError> {
        let path = format!("v2/checkout/orders/{reference}/capture");
        match self.client.post::<Value>(&path, key, &json!({})).await {
            Ok(_) => {}
            Err(GatewayError::Refused { code, .. }) if code == "ORDER_ALREADY_CAPTURED" => {}
            Err(GatewayError::Refused { code, .. }) if code == "INSTRUMENT_DECLINED" => {
                let declined = facts::of_order(&self.order(reference).await?, self.livemode);
                return Ok(PaymentFacts { status: PaymentStatus::Refused, ..declined });
            }
            Err(error) => return Err(error),
        }
        self.fetch(reference).await
    }

    /// PayPal has no search for orders. An answer that was lost is found with its key.
    async fn find(&self, _customer: Option<&str>, _payment: PaymentId) -> Result<Option<OpenedPayment>, GatewayError> {
        Ok(None)
    }

    async fn reopen(&self, reference: &str) -> Result<OpenedPayment, GatewayError> {
        self.opened(&self.order(reference).await?).await
    }

    async fn fetch(&self, reference: &str) -> Result<PaymentFacts, GatewayError> {
        self.facts(&self.order(reference).await?).await
    }

    /// An order that nobody captures lapses by itself; there is nothing to call.
    async fn cancel(&self, _reference: &str, _key: &IdempotencyKey) -> Result<(), GatewayError> {
        Ok(())
    }

    async fn refund(&self, taken_by: &str, amount: Money, key: &IdempotencyKey) -> Result<RefundFacts, GatewayError> {
        let body = orders::to_refund(amount, &call_name(key))?;
        let refund: Refund = self.client.post(&format!("v2/payments/captures/{taken_by}/refund"), key, &body).await?;
        Ok(facts::of_refund(&refund))
    }

    /// The refunds of a capture stand in its order, each with the call that made it.
    async fn find_refund(&self, taken_by: &str, key: &IdempotencyKey) -> Result<Option<RefundFacts>, GatewayError> {
        let capture = self.captured(taken_by).await?;
        let Some(order) = capture.supplementary_data.related_ids.order_id else {
            return Err(GatewayError::Unknown("a capture without its order".into()));
        };
        let (order, name) = (self.order(&order).await?, call_name(key));
        let mut refunds = order.purchase_units.iter().flat_map(|unit| &unit.payments.refunds);
        Ok(refunds.find(|refund| refund.custom_id.as_deref() == Some(&name)).map(facts::of_refund))
    }

    async fn dispute(&self, taken_by: &str) -> Result<Option<DisputeFacts>, GatewayError> {
        Ok(facts::dispute_facts(&self.disputes_of(taken_by).await?))
    }

    async fn fees(&self, taken_by: &str) -> Result<FeesTold, GatewayError> {
        let capture = self.captured(taken_by).await?;
        let order = match &capture.supplementary_data.related_ids.order_id {
            Some(order) if fees::went_back(&capture) => Some(self.order(order).await?),
            _ => None,
        };
        Ok(fees::of_capture(&capture, order.as_ref()))
    }

    async fn list_succeeded(&self, since: DateTime<Utc>, until: DateTime<Utc>) -> Result<Vec<TakenMoney>, GatewayError> {
        self.taken_between(since, until).await
    }

    async fn recollect(&self, taken_by: &str) -> Result<Option<Recollection>, GatewayError> {
        let capture = self.captured(taken_by).await?;
        match &capture.supplementary_data.related_ids.order_id {
            Some(order) => Ok(facts::recollected(self.order(order).await?)),
            None => Ok(None),
        }
    }

    async fn undelivered_events(&self, since: DateTime<Utc>) -> Result<Vec<MissedEvent>, GatewayError> {
        self.events_since(since).await
    }

    async fn keeps(&self, method_ref: &str) -> Result<bool, GatewayError> {
        match self.client.get::<Value>(&format!("v3/vault/payment-tokens/{method_ref}")).await {
            Ok(_) => Ok(true),
            Err(GatewayError::NotFound) => Ok(false),
            Err(error) => Err(error),
        }
    }

    async fn clock(&self) -> Result<DateTime<Utc>, GatewayError> {
        self.client.clock().await
    }

    async fn detach(&self, method_ref: &str) -> Result<(), GatewayError> {
        match self.client.delete(&format!("v3/vault/payment-tokens/{method_ref}")).await {
            Err(GatewayError::NotFound) => Ok(()),
            answer => answer,
        }
    }
}
