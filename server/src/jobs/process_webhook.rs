//! Works through a stored event. An event is a doorbell: the truth is asked for, not read from it.

use super::Job;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::metrics::WEBHOOK_LAG;
use crate::ports::payment::ProviderId;
use crate::repo;
use crate::services::{consent, payments, settlement};
use crate::webhooks::{self, Doorbell};
use async_trait::async_trait;
use domain::order::OrderEvent;
use domain::payment::judge;
use entity::payment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Works through one event.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ProcessWebhook {
    /// The provider's name.
    #[serde(default = "stripe")]
    pub provider: String,
    /// The event's id.
    pub event: String,
}

/// The provider of a job that names none.
fn stripe() -> String {
    ProviderId::Stripe.name().to_owned()
}

#[async_trait]
impl Job for ProcessWebhook {
    const KIND: &'static str = "process_webhook";

    async fn run(&self, core: &Core) -> Result<()> {
        core.arrivals.pass().await;
        let found = repo::webhooks::find(core.db.read(), &self.provider, &self.event).await?;
        let Some(stored) = found.filter(|row| row.state == "stored") else { return Ok(()) };
        let state = match webhooks::doorbell(&self.provider, &stored.body).map_err(Fault::stored)? {
            None => self.forget(core, &stored.body).await?,
            Some(doorbell) => self.answer(core, &stored.event_type, &doorbell).await?,
        };
        repo::webhooks::finish(core.db.write(), &self.provider, &self.event, state, None, core.now()).await?;
        WEBHOOK_LAG.observe([&self.provider], (core.now() - stored.received_at).to_std().unwrap_or_default());
        Ok(())
    }

    async fn parked(&self, core: &Core, error: &str) -> Result<()> {
        repo::webhooks::finish(core.db.write(), &self.provider, &self.event, "parked", Some(error.to_owned()), core.now()).await
    }
}

impl ProcessWebhook {
    /// An event that concerns no payment may say that a stored method is gone.
    async fn forget(&self, core: &Core, body: &[u8]) -> Result<&'static str> {
        let Some(method) = webhooks::removed_method(&self.provider, body) else { return Ok("ignored") };
        Ok(if consent::method_removed(core, &self.provider, &method).await? { "processed" } else { "ignored" })
    }

    async fn answer(&self, core: &Core, kind: &str, doorbell: &Doorbell) -> Result<&'static str> {
        let payment = repo::payments::by_reference(core.db.read(), &self.provider, &doorbell.payment).await?;
        let Some(order) = find_order(core, payment.as_ref(), doorbell).await? else { return Ok("ignored") };
        core.db.retrying(|| repo::orders::note(core.db.write(), core.new_id(), order, "webhook", kind, core.now())).await?;
        if payment.is_none() {
            payments::recognise(core, order, &self.provider, &doorbell.payment).await?;
        }
        match &payment {
            Some(payment) if contradicts(core, payment, doorbell)? => {
                settlement::advance(core, order, OrderEvent::FactsMismatch, None).await?;
            }
            _ => settlement::settle(core, order).await?,
        }
        Ok("processed")
    }
}

/// The order of the event's payment; if that is not known yet, the order that the payment's metadata names.
async fn find_order(core: &Core, payment: Option<&payment::Model>, doorbell: &Doorbell) -> Result<Option<Uuid>> {
    if let Some(payment) = payment {
        return Ok(Some(payment.order_id));
    }
    let Some(named) = doorbell.order else { return Ok(None) };
    Ok(repo::orders::find(core.db.read(), named.into()).await?.map(|order| order.id))
}

/// Whether the event's own picture of the payment contradicts what we wrote down. Then a person must look.
fn contradicts(core: &Core, payment: &payment::Model, doorbell: &Doorbell) -> Result<bool> {
    let Some(snapshot) = doorbell.snapshot.as_ref().filter(|_| payment.provider_ref.as_deref() == Some(&doorbell.payment)) else {
        return Ok(false);
    };
    let verdict = judge(&settlement::expected(core, payment)?, snapshot);
    if let Err(mismatch) = &verdict {
        tracing::warn!(order.id = %payment.order_id, mismatch = %mismatch, "a signed event differs from what we wrote down");
    }
    Ok(verdict.is_err())
}
