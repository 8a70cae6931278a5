//! The one door to access. Everybody who has news of an order comes through here: the webhook worker, the reconciler,
//! the return page. The provider is asked for the truth outside of any transaction; one short transaction follows.

use super::effects::{self, Applied};
use super::{disputes, payments, refunds, surplus};
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::payments::News;
use crate::repo::{self, rows};
use domain::ids::OrderId;
use domain::order::{OrderEvent, OrderState, transition};
use domain::payment::{Expected, PaymentFacts, PaymentStatus, judge};
use entity::payment;
use uuid::Uuid;

/// How often a transition is tried that lost against another of the same order.
const TRIES: u32 = 20;

/// A payment and what its provider says of it.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// Our row.
    pub payment: &'a payment::Model,
    /// The provider's words.
    pub facts: &'a PaymentFacts,
}

/// Asks the providers about an order's payments and does what follows. Doing it twice is doing it once.
///
/// A provider that does not answer keeps no other from being asked; its error is given in the end.
pub async fn settle(core: &Core, order: Uuid) -> Result<()> {
    let mut trouble = None;
    for payment in repo::payments::of_order(core.db.read(), order).await? {
        if payment.state != "canceled"
            && let Err(error) = ask_about(core, &payment).await
        {
            trouble = Some(error);
        }
    }
    trouble.map_or(Ok(()), Err)
}

async fn ask_about(core: &Core, payment: &payment::Model) -> Result<()> {
    if let Some(facts) = payments::facts(core, payment).await? {
        apply(core, Told { payment, facts: &facts }).await?;
    }
    Ok(())
}

/// The state of an order now.
pub async fn state_of(core: &Core, order: Uuid) -> Result<OrderState> {
    rows::order_state(&repo::orders::by_id(core.db.read(), order).await?.state)
}

/// Holds facts against what was written down and moves the order accordingly.
pub async fn apply(core: &Core, told: Told<'_>) -> Result<OrderState> {
    let order = told.payment.order_id;
    let all = repo::payments::of_order(core.db.read(), order).await?;
    let payment = all.iter().find(|payment| payment.id == told.payment.id).unwrap_or(told.payment);
    let told = Told { payment, facts: told.facts };
    disputes::note(core, payment, told.facts).await?;
    match judge(&expected(core, payment)?, told.facts) {
        Ok(event) if surplus::came_second(&all, told) => {
            surplus::note(core, told, event).await?;
            state_of(core, order).await
        }
        Ok(Some(OrderEvent::PaymentCanceled)) => ended(core, told, &all).await,
        Ok(Some(event)) => advance(core, order, event, Some(told)).await,
        Ok(None) => {
            record(core, told).await?;
            state_of(core, order).await
        }
        Err(mismatch) => {
            tracing::warn!(order.id = %order, mismatch = %mismatch, "the provider's facts differ from ours");
            advance(core, order, OrderEvent::FactsMismatch, None).await
        }
    }
}

/// A payment that ended unpaid ends its order only when no other payment of it can still be paid.
async fn ended(core: &Core, told: Told<'_>, all: &[payment::Model]) -> Result<OrderState> {
    let another_lives = all.iter().any(|other| other.id != told.payment.id && other.state != "canceled");
    if !another_lives {
        return advance(core, told.payment.order_id, OrderEvent::PaymentCanceled, Some(told)).await;
    }
    record(core, told).await?;
    state_of(core, told.payment.order_id).await
}

/// What must hold for a payment to count.
pub fn expected(core: &Core, payment: &payment::Model) -> Result<Expected> {
    Ok(Expected {
        order: OrderId(payment.order_id),
        reference: payment.provider_ref.clone().unwrap_or_default(),
        amount: rows::money(payment.amount_minor, &payment.currency)?,
        customer: payment.customer_ref.clone(),
        livemode: core.gateways.named(&payment.provider)?.livemode(),
    })
}

/// Moves an order by one event. An event that changes nothing writes nothing.
pub async fn advance(core: &Core, order: Uuid, event: OrderEvent, told: Option<Told<'_>>) -> Result<OrderState> {
    let mut event = event;
    for _ in 0..TRIES {
        match core.db.retrying(|| advance_once(core, order, event, told)).await {
            Ok(Step::Done(state)) => return Ok(state),
            Ok(Step::LostRace) => {}
            Ok(Step::NoSeat) => event = OrderEvent::PaidWithoutSeat,
            Err(error) if error.is_unique_violation() => {
                let Some(told) = told else { return Err(error) };
                surplus::note(core, told, Some(event)).await?;
                return state_of(core, order).await;
            }
            Err(error) => return Err(error),
        }
    }
    Err(Fault::stored("an order that does not stand still"))
}

enum Step {
    Done(OrderState),
    LostRace,
    NoSeat,
}

async fn advance_once(core: &Core, order: Uuid, event: OrderEvent, told: Option<Told<'_>>) -> Result<Step> {
    let row = repo::orders::by_id(core.db.read(), order).await?;
    let state = rows::order_state(&row.state)?;
    let step = transition(state, event);
    if step.next == state && step.effects.is_empty() {
        if let Some(told) = told {
            record(core, told).await?;
        }
        return Ok(Step::Done(state));
    }
    let transaction = core.db.begin().await?;
    if !repo::orders::set_state(&transaction, &row, step.next, core.now()).await? {
        return Ok(Step::LostRace);
    }
    if let Some(Told { payment, facts }) = told {
        repo::payments::set_facts(&transaction, payment.id, &news(facts), core.now()).await?;
        refunds::account(core, &transaction, payment.id, facts.refunded_minor).await?;
    }
    let mut context = effects::Context::new(core, &transaction, &row, event, step.next);
    context.told = told;
    for effect in step.effects {
        if effects::apply(&context, *effect).await? == Applied::NoSeat {
            return Ok(Step::NoSeat);
        }
    }
    // Of a payment of which nothing went back there is nothing to tell.
    if told.is_none_or(|told| told.facts.refunded_minor > 0) {
        refunds::tell(core, &transaction, &row, step.next).await?;
    }
    if step.next != state {
        context.note("order", format!("{} → {}", state.name(), step.next.name()));
    }
    context.history.write(core, &transaction).await?;
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(Step::Done(step.next))
}

/// Notes the provider's facts on the payment where they are news.
async fn record(core: &Core, told: Told<'_>) -> Result<()> {
    let Told { payment, facts } = told;
    let known =
        payment.state == news(facts).state && payment.refunded_minor == facts.refunded_minor && payment.capture_ref == facts.capture;
    let accounted = facts.refunded_minor <= payment.refund_planned_minor;
    if known && accounted && !repo::refunds::any_pending(core.db.read(), payment.id).await? {
        return Ok(());
    }
    core.db.retrying(|| record_once(core, told)).await
}

async fn record_once(core: &Core, Told { payment, facts }: Told<'_>) -> Result<()> {
    let transaction = core.db.begin().await?;
    repo::payments::set_facts(&transaction, payment.id, &news(facts), core.now()).await?;
    refunds::account(core, &transaction, payment.id, facts.refunded_minor).await?;
    let order = repo::orders::by_id(&transaction, payment.order_id).await?;
    refunds::tell(core, &transaction, &order, rows::order_state(&order.state)?).await?;
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(())
}

/// The provider's facts as they are written down.
pub fn news(facts: &PaymentFacts) -> News<'_> {
    let state = match facts.status {
        PaymentStatus::RequiresPaymentMethod { .. } | PaymentStatus::RequiresAction | PaymentStatus::Approved => "open",
        PaymentStatus::Processing => "processing",
        PaymentStatus::Succeeded => "succeeded",
        PaymentStatus::Canceled | PaymentStatus::Refused => "canceled",
    };
    News {
        state,
        refunded_minor: facts.refunded_minor,
        capture: facts.capture.as_deref(),
        saved: facts.saved.as_ref().map(|saved| (saved.reference.as_str(), saved.label.as_str())),
    }
}
