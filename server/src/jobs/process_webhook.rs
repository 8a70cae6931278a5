//! Works through a stored event. An event is a doorbell: the truth is asked for, not read from it.

use super::Job;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::ports::payment::ProviderId;
use crate::repo;
use crate::services::{payments, settlement};
use crate::webhooks::stripe::{Doorbell, Event};
use async_trait::async_trait;
use domain::order::OrderEvent;
use domain::payment::judge;
use entity::order;
use serde::{Deserialize, Serialize};

/// Works through one event.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ProcessWebhook {
    /// The event's id.
    pub event: String,
}

const PROVIDER: &str = "stripe";

#[async_trait]
impl Job for ProcessWebhook {
    const KIND: &'static str = "process_webhook";

    async fn run(&self, core: &Core) -> Result<()> {
        let Some(stored) = repo::webhooks::find(core.db.read(), PROVIDER, &self.event).await?.filter(|row| row.state == "stored") else {
            return Ok(());
        };
        let event: Event = serde_json::from_slice(&stored.body).map_err(|error| Fault::stored(format!("event: {error}")))?;
        let state = match event.doorbell().map_err(Fault::stored)? {
            None => "ignored",
            Some(doorbell) => answer(core, &event.kind, &doorbell).await?,
        };
        repo::webhooks::finish(core.db.write(), PROVIDER, &self.event, state, None, core.now()).await
    }

    async fn parked(&self, core: &Core, error: &str) -> Result<()> {
        repo::webhooks::finish(core.db.write(), PROVIDER, &self.event, "parked", Some(error.to_owned()), core.now()).await
    }
}

async fn answer(core: &Core, kind: &str, doorbell: &Doorbell) -> Result<&'static str> {
    let Some(order) = find_order(core, doorbell).await? else { return Ok("ignored") };
    repo::orders::note(core.db.write(), core.new_id(), order.id, "webhook", kind, core.now()).await?;
    if contradicts(core, &order, doorbell).await? {
        settlement::advance(core, order.id, OrderEvent::FactsMismatch, None).await?;
    } else {
        settlement::settle(core, order.id).await?;
    }
    Ok("processed")
}

/// The order of the event's payment; if that is not known yet, the order that the payment's metadata names.
async fn find_order(core: &Core, doorbell: &Doorbell) -> Result<Option<order::Model>> {
    let db = core.db.read();
    if let Some(payment) = repo::payments::by_reference(db, ProviderId::Stripe.name(), &doorbell.payment).await? {
        return repo::orders::by_id(db, payment.order_id).await.map(Some);
    }
    let Some(named) = doorbell.order else { return Ok(None) };
    let Some(order) = repo::orders::find(db, named.into()).await? else { return Ok(None) };
    let known = payments::reference(core, &order).await?;
    Ok((known.as_deref() == Some(&doorbell.payment)).then_some(order))
}

/// Whether the event's own picture of the payment contradicts what we wrote down. Then a person must look.
async fn contradicts(core: &Core, order: &order::Model, doorbell: &Doorbell) -> Result<bool> {
    let Some(snapshot) = &doorbell.snapshot else { return Ok(false) };
    let payment = repo::payments::of_order(core.db.read(), order.id).await?;
    let expected = settlement::expected(core, order, &payment)?;
    let verdict = judge(&expected, snapshot);
    if let Err(mismatch) = &verdict {
        tracing::warn!(order.id = %order.id, mismatch = %mismatch, "a signed event differs from what we wrote down");
    }
    Ok(verdict.is_err())
}
