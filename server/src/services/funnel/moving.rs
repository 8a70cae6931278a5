//! Moves one step of a funnel, inside the transaction of what moves it.

use super::pricing::priced;
use crate::core::Core;
use crate::error::Result;
use crate::mail;
use crate::repo::funnel::Change;
use crate::repo::{self, rows};
use crate::services::outbox::{self, Outgoing};
use app::paths;
use chrono::{DateTime, TimeDelta, Utc};
use domain::funnel::{OfferEffect, OfferEvent, OfferState, transition};
use domain::order;
use entity::funnel_step;
use sea_orm::DatabaseTransaction;

/// For how long a price holds after a charge that failed, at least.
const RECOVERY: TimeDelta = TimeDelta::hours(24);

/// The state of a step.
pub fn state_of(step: &funnel_step::Model) -> Result<OfferState> {
    rows::offer_state(&step.state)
}

/// Makes a transition with its effects. `change` carries what the event brings: the terms of a `Show`, the order of an `Accept`.
/// `false` says that somebody else moved the step first; nothing of the transaction may stay then.
pub async fn make(
    core: &Core,
    transaction: &DatabaseTransaction,
    step: &funnel_step::Model,
    event: OfferEvent,
    change: Change,
) -> Result<bool> {
    let step_before = state_of(step)?;
    let move_ = transition(step_before, event);
    if move_.next == step_before {
        return Ok(true);
    }
    let recovers = move_.effects.contains(&OfferEffect::Recover) && step.extended_at.is_none();
    let change = if recovers { extended(step, change, core.now()) } else { change };
    if !repo::funnel::set_state(transaction, step, move_.next, change, core.now()).await? {
        return Ok(false);
    }
    let what = format!("{}: {} → {}", title(transaction, step).await?, step_before.name(), move_.next.name());
    repo::orders::note(transaction, core.new_id(), step.order_id, "offer", what, core.now()).await?;
    if recovers {
        mail_the_way_back(core, transaction, step, change.expires_at.or(step.expires_at)).await?;
    }
    if move_.effects.contains(&OfferEffect::SkipDownsell) {
        skip_downsells(core, transaction, step).await?;
    }
    if move_.next.is_final() {
        close_if_finished(core, transaction, step).await?;
    }
    Ok(true)
}

fn extended(step: &funnel_step::Model, change: Change, now: DateTime<Utc>) -> Change {
    let least = now + RECOVERY;
    Change { extended: true, expires_at: Some(step.expires_at.map_or(least, |at| at.max(least))), ..change }
}

async fn title(transaction: &DatabaseTransaction, step: &funnel_step::Model) -> Result<String> {
    Ok(repo::funnel::offer(transaction, step.offer_id).await?.map(|offer| offer.title).unwrap_or_default())
}

async fn mail_the_way_back(
    core: &Core,
    transaction: &DatabaseTransaction,
    step: &funnel_step::Model,
    until: Option<DateTime<Utc>>,
) -> Result<()> {
    let order = repo::orders::by_id(transaction, step.order_id).await?;
    let (Some(minor), Some(currency)) = (step.amount_minor, &step.currency) else { return Ok(()) };
    let offer = repo::catalog::offer(transaction, step.offer_id).await?;
    let priced = priced(transaction, &order, &offer, rows::money(minor, currency)?).await?;
    let letter = mail::upsell_failed(&mail::UpsellFailed {
        buyer: order.buyer_name.clone(),
        title: offer.title,
        price: priced.total,
        until,
        order_url: core.settings.absolute(&paths::order(&order.public_id)),
    });
    let outgoing = Outgoing {
        dedupe_key: format!("upsell_failed/{}/{}", step.order_id, step.offer_id),
        kind: "upsell_failed",
        to: &order.buyer_email,
        order: Some(order.id),
        secret: false,
    };
    outbox::post(core, transaction, outgoing, letter).await
}

/// The offers that stand in for this one are not needed any more.
async fn skip_downsells(core: &Core, transaction: &DatabaseTransaction, step: &funnel_step::Model) -> Result<()> {
    let offers = repo::funnel::offers(transaction).await?;
    for other in repo::funnel::steps(transaction, step.order_id).await? {
        let stands_in = offers.iter().any(|offer| offer.id == other.offer_id && offer.downsell_of == Some(step.offer_id));
        if stands_in && matches!(state_of(&other)?, OfferState::Pending | OfferState::Shown) {
            repo::funnel::set_state(transaction, &other, OfferState::Skipped, Change::default(), core.now()).await?;
        }
    }
    Ok(())
}

/// The order is closed with its last offer. Should somebody else move it at this moment, it stays as that leaves it.
async fn close_if_finished(core: &Core, transaction: &DatabaseTransaction, step: &funnel_step::Model) -> Result<()> {
    for other in repo::funnel::steps(transaction, step.order_id).await? {
        if !state_of(&other)?.is_final() {
            return Ok(());
        }
    }
    let main = repo::orders::by_id(transaction, step.order_id).await?;
    let state = rows::order_state(&main.state)?;
    let next = order::transition(state, order::OrderEvent::FunnelFinished).next;
    if next != state && repo::orders::set_state(transaction, &main, next, core.now()).await? {
        let what = format!("{} → {}", state.name(), next.name());
        repo::orders::note(transaction, core.new_id(), main.id, "order", what, core.now()).await?;
    }
    Ok(())
}
