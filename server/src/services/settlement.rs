//! The one door to access. Everybody who has news of an order comes through here: the webhook worker, the reconciler,
//! the return page. The provider is asked for the truth outside of any transaction; one short transaction follows.

use super::effects::{self, Applied};
use super::payments;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::{self, rows};
use domain::ids::OrderId;
use domain::order::{OrderEvent, OrderState, transition};
use domain::payment::{Expected, PaymentFacts, PaymentStatus, judge};
use entity::{order, payment};
use uuid::Uuid;

/// How often a transition is tried that lost against another of the same order.
const TRIES: u32 = 20;

/// Asks the provider about an order's payment and does what follows. Doing it twice is doing it once.
pub async fn settle(core: &Core, order: Uuid) -> Result<OrderState> {
    let row = repo::orders::by_id(core.db.read(), order).await?;
    let Some(reference) = payments::reference(core, &row).await? else { return rows::order_state(&row.state) };
    let facts = core.gateway.fetch(&reference).await?;
    apply(core, order, &facts).await
}

/// Holds facts against what was written down and moves the order accordingly.
pub async fn apply(core: &Core, order: Uuid, facts: &PaymentFacts) -> Result<OrderState> {
    let row = repo::orders::by_id(core.db.read(), order).await?;
    let payment = repo::payments::of_order(core.db.read(), order).await?;
    match judge(&expected(core, &row, &payment)?, facts) {
        Ok(Some(event)) => advance(core, order, event, Some(facts)).await,
        Ok(None) => {
            record(core, &payment, facts).await?;
            rows::order_state(&row.state)
        }
        Err(mismatch) => {
            tracing::warn!(order.id = %order, mismatch = %mismatch, "the provider's facts differ from ours");
            advance(core, order, OrderEvent::FactsMismatch, None).await
        }
    }
}

/// What must hold for the order to count as paid.
pub fn expected(core: &Core, order: &order::Model, payment: &payment::Model) -> Result<Expected> {
    Ok(Expected {
        order: OrderId(order.id),
        reference: payment.provider_ref.clone().unwrap_or_default(),
        amount: rows::money(order.amount_minor, &order.currency)?,
        customer: payment.customer_ref.clone(),
        livemode: core.gateway.livemode(),
    })
}

/// Moves an order by one event. An event that changes nothing writes nothing.
pub async fn advance(core: &Core, order: Uuid, event: OrderEvent, facts: Option<&PaymentFacts>) -> Result<OrderState> {
    let mut event = event;
    for _ in 0..TRIES {
        match core.db.retrying(|| advance_once(core, order, event, facts)).await? {
            Step::Done(state) => return Ok(state),
            Step::LostRace => {}
            Step::NoSeat => event = OrderEvent::PaidWithoutSeat,
        }
    }
    Err(Fault::stored("an order that does not stand still"))
}

enum Step {
    Done(OrderState),
    LostRace,
    NoSeat,
}

async fn advance_once(core: &Core, order: Uuid, event: OrderEvent, facts: Option<&PaymentFacts>) -> Result<Step> {
    let row = repo::orders::by_id(core.db.read(), order).await?;
    let state = rows::order_state(&row.state)?;
    let step = transition(state, event);
    let payment = repo::payments::of_order(core.db.read(), order).await?;
    if step.next == state && step.effects.is_empty() {
        if let Some(facts) = facts {
            record(core, &payment, facts).await?;
        }
        return Ok(Step::Done(state));
    }
    let transaction = core.db.begin().await?;
    if !repo::orders::set_state(&transaction, &row, step.next, core.now()).await? {
        return Ok(Step::LostRace);
    }
    if let Some(facts) = facts {
        repo::payments::set_facts(&transaction, payment.id, payment_state(facts), facts.refunded_minor, core.now()).await?;
    }
    let context = effects::Context { core, transaction: &transaction, order: &row, event };
    for effect in step.effects {
        if effects::apply(&context, *effect).await? == Applied::NoSeat {
            return Ok(Step::NoSeat);
        }
    }
    if step.next != state {
        let what = format!("{} → {}", state.name(), step.next.name());
        repo::orders::note(&transaction, core.new_id(), order, "order", what, core.now()).await?;
    }
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(Step::Done(step.next))
}

/// Notes the provider's facts on the payment where they are news.
async fn record(core: &Core, payment: &payment::Model, facts: &PaymentFacts) -> Result<()> {
    let state = payment_state(facts);
    if payment.state == state && payment.refunded_minor == facts.refunded_minor {
        return Ok(());
    }
    repo::payments::set_facts(core.db.write(), payment.id, state, facts.refunded_minor, core.now()).await
}

fn payment_state(facts: &PaymentFacts) -> &'static str {
    match facts.status {
        PaymentStatus::RequiresPaymentMethod { .. } | PaymentStatus::RequiresAction => "open",
        PaymentStatus::Processing => "processing",
        PaymentStatus::Succeeded => "succeeded",
        PaymentStatus::Canceled => "canceled",
    }
}
