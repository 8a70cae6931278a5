//! Ends holds whose time is up: first at the provider, then here.

use super::attempts::{self, Operation, Outcome};
use super::{payments, settlement};
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::ports::payment::GatewayError;
use crate::repo::{self, rows};
use domain::order::{OrderEvent, OrderState};
use uuid::Uuid;

/// How many holds one sweep ends at most.
const BATCH: u64 = 200;

/// Begins the expiry of every order whose hold ran out. Gives how many.
pub async fn sweep(core: &Core) -> Result<usize> {
    let ended = repo::orders::to_expire(core.db.read(), core.now(), BATCH).await?;
    for order in &ended {
        settlement::advance(core, *order, OrderEvent::HoldExpired, None).await?;
    }
    Ok(ended.len())
}

/// Cancels the payment of an expiring order and asks what came of it. The seat is freed only by the provider's word.
///
/// A payment that the provider does not know can be paid by nobody.
pub async fn cancel(core: &Core, order: Uuid) -> Result<OrderState> {
    let row = repo::orders::by_id(core.db.read(), order).await?;
    if rows::order_state(&row.state)? != OrderState::Expiring {
        return rows::order_state(&row.state);
    }
    let Some(reference) = payments::reference(core, &row).await? else {
        return settlement::advance(core, order, OrderEvent::PaymentCanceled, None).await;
    };
    let payment = repo::payments::of_order(core.db.read(), order).await?;
    let key = attempts::next_key(core, payment.id, Operation::Cancel).await?;
    let answer = core.gateway.cancel(&reference, &key).await;
    let outcome = match &answer {
        Ok(()) => Outcome::Succeeded,
        Err(GatewayError::Unknown(_) | GatewayError::Busy(_)) => Outcome::Unknown,
        Err(_) => Outcome::Failed,
    };
    attempts::finish(core, &key, outcome).await?;
    match settlement::settle(core, order).await {
        Err(Fault::Gateway(GatewayError::NotFound)) => settlement::advance(core, order, OrderEvent::PaymentCanceled, None).await,
        Err(error) => Err(error),
        Ok(OrderState::Expiring) => Err(answer.err().map_or_else(|| Fault::stored("a payment that cannot be cancelled yet"), Into::into)),
        Ok(state) => Ok(state),
    }
}
