//! PayPal, by its REST API: orders that the buyer approves there and we capture. Every write carries a key that was stored before;
//! retries are the caller's.

mod amount;
mod client;
mod facts;
mod orders;
mod shapes;
#[cfg(test)]
mod tests;

use crate::config::PaypalSettings;
use crate::ports::payment::{
    Capabilities, GatewayError, Handoff, IdempotencyKey, Method, NewCustomer, OpenedPayment, PayableOrder, PaymentGateway, ProviderId,
    RefundFacts, SavedCharge,
};
use async_trait::async_trait;
use client::Client;
use domain::ids::PaymentId;
use domain::money::Money;
use domain::payment::{DisputeStatus, PaymentFacts, PaymentStatus};
use serde_json::{Value, json};
use shapes::{Capture, Disputes, Order, Refund};
use std::time::Duration;

/// A PayPal account.
pub struct PaypalGateway {
    client: Client,
    livemode: bool,
    vault: bool,
}

impl PaypalGateway {
    /// A call is given up after `timeout`.
    pub fn new(settings: &PaypalSettings, timeout: Duration) -> Result<Self, reqwest::Error> {
        Ok(Self { client: Client::new(settings, timeout)?, livemode: settings.is_live(), vault: settings.vault })
    }

    async fn order(&self, reference: &str) -> Result<Order, GatewayError> {
        self.client.get(&format!("v2/checkout/orders/{reference}")).await
    }

    async fn create(&self, body: &Value, key: &IdempotencyKey) -> Result<Order, GatewayError> {
        self.client.post("v2/checkout/orders", key, body).await
    }

    /// What is true of an order. Of money that was taken its capture is asked, which has the last word.
    async fn facts(&self, order: &Order) -> Result<PaymentFacts, GatewayError> {
        let Some(capture) = facts::decisive_capture(order) else { return Ok(facts::of_order(order, self.livemode)) };
        let capture: Capture = self.client.get(&format!("v2/payments/captures/{}", capture.id)).await?;
        let dispute = if facts::took_money(&capture) { self.dispute(&capture.id).await? } else { None };
        Ok(facts::of_capture(order, &capture, dispute, self.livemode))
    }

    /// An account that may not read its disputes has none to tell of.
    async fn dispute(&self, capture: &str) -> Result<Option<DisputeStatus>, GatewayError> {
        let path = format!("v1/customer/disputes?disputed_transaction_id={capture}");
        match self.client.get::<Disputes>(&path).await {
            Ok(disputes) => Ok(facts::dispute(&disputes.items)),
            Err(GatewayError::Refused { code, .. }) => {
                tracing::warn!(code, "PayPal does not show its disputes; the app needs the permission for them");
                Ok(None)
            }
            Err(GatewayError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn opened(&self, order: &Order) -> Result<OpenedPayment, GatewayError> {
        Ok(OpenedPayment { reference: order.id.clone(), handoff: orders::handoff(order), saves: None, facts: self.facts(order).await? })
    }
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
        Capabilities { one_click: self.vault, customers: false, cancels: false }
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
        let body = json!({ "amount": amount::write(amount)? });
        let refund: Refund = self.client.post(&format!("v2/payments/captures/{taken_by}/refund"), key, &body).await?;
        Ok(RefundFacts { reference: refund.id, done: refund.status == "COMPLETED" })
    }

    async fn detach(&self, method_ref: &str) -> Result<(), GatewayError> {
        match self.client.delete(&format!("v3/vault/payment-tokens/{method_ref}")).await {
            Err(GatewayError::NotFound) => Ok(()),
            answer => answer,
        }
    }
}
