//! A step follows the order that was made for it, in the transaction that moves that order.

use super::moving;
use crate::error::{Fault, Result};
use crate::repo;
use crate::repo::funnel::Change;
use crate::services::effects::Context;
use domain::funnel::OfferEvent;
use domain::order::OrderState;

/// How often the step is read again because somebody moved it meanwhile.
const TRIES: u32 = 5;

/// Tells the funnel what became of one of its orders.
pub async fn child_changed(context: &Context<'_>) -> Result<()> {
    let Some(event) = event_for(context.next).filter(|_| context.order.kind != "main") else { return Ok(()) };
    for _ in 0..TRIES {
        let Some(step) = repo::funnel::step_of_child(context.transaction, context.order.id).await? else { return Ok(()) };
        if moving::make(context.core, context.transaction, &step, event, Change::default()).await? {
            return Ok(());
        }
    }
    Err(Fault::stored("an offer that does not stand still"))
}

fn event_for(state: OrderState) -> Option<OfferEvent> {
    match state {
        OrderState::Draft | OrderState::AwaitingPayment | OrderState::Expiring => None,
        OrderState::RequiresAction => Some(OfferEvent::ActionRequired),
        OrderState::Failed => Some(OfferEvent::Refused),
        OrderState::Expired => Some(OfferEvent::OrderEnded),
        OrderState::NeedsReview => Some(OfferEvent::Skip),
        OrderState::Paid
        | OrderState::Closed
        | OrderState::PartiallyRefunded
        | OrderState::Refunded
        | OrderState::Disputed
        | OrderState::Won
        | OrderState::Lost => Some(OfferEvent::Paid),
    }
}
