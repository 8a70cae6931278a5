//! Ends holds whose time is up: first at the provider, then here.

use super::attempts::{self, Operation, Outcome};
use super::payments;
use super::settlement::{self, Told};
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::ports::payment::GatewayError;
use crate::repo::{self, rows};
use domain::order::{OrderEvent, OrderState};
use entity::payment;
use uuid::Uuid;

/// How many holds one sweep ends at most.
const BATCH: u64 = 200;

/// Begins the expiry of every order whose hold ran out. Gives how many.
pub async fn sweep(core: &Core) -> Result<usize> {
    Ok(begin(core).await?.len())
}

/// Begins the expiry of some orders whose hold ran out, and gives them.
async fn begin(core: &Core) -> Result<Vec<Uuid>> {
    let ended = repo::orders::to_expire(core.db.read(), core.now(), BATCH).await?;
    for order in &ended {
        settlement::advance(core, *order, OrderEvent::HoldExpired, None).await?;
    }
    Ok(ended)
}

/// Ends every hold whose time is up, at once and not by and by. One that its provider does not let go of stays.
pub async fn end_all(core: &Core) -> Result<()> {
    loop {
        let ended = begin(core).await?;
        if ended.is_empty() {
            return Ok(());
        }
        for order in ended {
            if let Err(error) = cancel(core, order).await {
                tracing::warn!(order.id = %order, error = %error, "a hold whose time is up could not be ended");
            }
        }
    }
}

/// Cancels the payments of an expiring order and asks what came of them. The seat is freed only by the providers' word.
pub async fn cancel(core: &Core, order: Uuid) -> Result<OrderState> {
    let row = repo::orders::by_id(core.db.read(), order).await?;
    if rows::order_state(&row.state)? != OrderState::Expiring {
        return rows::order_state(&row.state);
    }
    for payment in repo::payments::of_order(core.db.read(), order).await? {
        if payment.state != "canceled" {
            end(core, &payment).await?;
        }
    }
    match settlement::state_of(core, order).await? {
        OrderState::Expiring if repo::payments::all_canceled(core.db.read(), order).await? => {
            settlement::advance(core, order, OrderEvent::PaymentCanceled, None).await
        }
        OrderState::Expiring => Err(Fault::stored("a payment that cannot be cancelled yet")),
        state => Ok(state),
    }
}

/// The states of a payment that nobody is at work on.
const IDLE: &[&str] = &["planned", "open"];

/// Ends one payment. One that the provider does not know can be paid by nobody.
async fn end(core: &Core, payment: &payment::Model) -> Result<()> {
    let Some(reference) = payments::reference(core, payment).await? else { return shut(core, payment, IDLE).await };
    let gateway = core.gateways.named(&payment.provider)?;
    if !gateway.capabilities().cancels && payment.state != "processing" {
        return shut(core, payment, IDLE).await;
    }
    let key = attempts::next_key(core, payment.id, Operation::Cancel).await?;
    let answer = gateway.cancel(&reference, &key).await;
    attempts::finish(core, &key, Outcome::of(&answer)).await?;
    let payment = repo::payments::by_id(core.db.read(), payment.id).await?;
    match payments::facts(core, &payment).await {
        Ok(None) | Err(Fault::Gateway(GatewayError::NotFound)) => shut(core, &payment, &["planned", "open", "processing"]).await,
        Err(error) => Err(error),
        Ok(Some(facts)) => {
            let state = settlement::apply(core, Told { payment: &payment, facts: &facts }).await?;
            if state == OrderState::Expiring { answer.map_err(Into::into) } else { Ok(()) }
        }
    }
}

/// Notes that a payment is over that we alone could have completed.
async fn shut(core: &Core, payment: &payment::Model, from: &[&str]) -> Result<()> {
    repo::payments::move_state(core.db.write(), payment.id, from, "canceled", core.now()).await.map(drop)
}
