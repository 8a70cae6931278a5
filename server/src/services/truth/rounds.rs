//! What is looked at again and again. Each round is taken by a lease for its whole length, so that of all replicas one makes it; a
//! round that failed is made again soon.

use super::compare;
use crate::core::Core;
use crate::error::Result;
use crate::jobs::{Job, process_webhook::ProcessWebhook};
use crate::mail;
use crate::ports::payment::{GatewayError, MissedEvent};
use crate::repo;
use crate::services::outbox::{self, Outgoing};
use crate::services::refunds::send;
use crate::services::settlement;
use app::paths;
use chrono::TimeDelta;
use entity::webhook_event;
use sea_orm::ActiveValue::Set;
use std::time::Duration;

/// Providers keep events for thirty days; what is older than this was looked for many times.
const EVENTS_SINCE: TimeDelta = TimeDelta::days(29);
/// Who has the lease of the events' round writes them.
const EVENTS: &str = "undelivered_events";
/// The daily round.
const COMPARISON: &str = "comparison";
/// When a round is tried again that a provider did not answer.
const AGAIN: TimeDelta = TimeDelta::minutes(10);

async fn take(core: &Core, name: &str, every: Duration) -> Result<Option<i64>> {
    let now = core.now();
    let until = now + TimeDelta::from_std(every).unwrap_or_default();
    repo::truth::lease(core.db.write(), name, core.new_id(), now, until).await
}

/// Gives a round back that could not be made.
async fn give_back(core: &Core, name: &str, fencing: i64) -> Result<()> {
    repo::truth::end_lease(core.db.write(), name, fencing, core.now() + AGAIN).await
}

/// Asks about payments that are said to be under way and about calls whose outcome nobody knows, and sends refunds that wait.
pub async fn unknown_payments(core: &Core) -> Result<()> {
    let every = core.settings.pace.unknown_payments;
    if take(core, "unknown_payments", every).await?.is_none() {
        return Ok(());
    }
    let before = core.now() - every;
    for order in repo::truth::unknown(core.db.read(), before).await? {
        if let Err(error) = settlement::settle(core, order).await {
            tracing::warn!(order.id = %order, error = %error, "a payment under way could not be asked about");
        }
    }
    for refund in repo::refunds::unfinished(core.db.read(), before).await? {
        if let Err(error) = send::send(core, refund).await {
            tracing::warn!(refund.id = %refund, error = %error, "a refund that waits could not be sent");
        }
    }
    Ok(())
}

/// Puts the events into the inbox that the providers could not deliver.
pub async fn missed_events(core: &Core) -> Result<()> {
    let Some(fencing) = take(core, EVENTS, core.settings.pace.missed_events).await? else { return Ok(()) };
    let mut all_answered = true;
    for gateway in core.gateways.iter() {
        match gateway.undelivered_events(core.now() - EVENTS_SINCE).await {
            Err(GatewayError::Unsupported(_)) => {}
            Err(error) => {
                tracing::warn!(provider = gateway.id().name(), error = %error, "undelivered events could not be listed");
                all_answered = false;
            }
            Ok(events) => {
                for event in events {
                    store(core, gateway.id().name(), event, fencing).await?;
                }
            }
        }
    }
    core.wake_jobs.notify_one();
    if all_answered { Ok(()) } else { give_back(core, EVENTS, fencing).await }
}

async fn store(core: &Core, provider: &str, event: MissedEvent, fencing: i64) -> Result<()> {
    let transaction = core.db.begin().await?;
    if !repo::truth::still_leased(&transaction, EVENTS, fencing).await? {
        return Ok(());
    }
    let row = webhook_event::ActiveModel {
        provider: Set(provider.to_owned()),
        event_id: Set(event.id.clone()),
        transmission_id: Set(None),
        event_type: Set(event.kind),
        body: Set(event.body),
        state: Set("stored".to_owned()),
        received_at: Set(core.now()),
        ..Default::default()
    };
    if repo::webhooks::insert(&transaction, row).await? {
        ProcessWebhook { provider: provider.to_owned(), event: event.id }.enqueue(core, &transaction).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Compares money and access, and writes to the admins where they differ.
pub async fn daily(core: &Core) -> Result<()> {
    let Some(fencing) = take(core, COMPARISON, core.settings.pace.compare).await? else { return Ok(()) };
    let report = match compare(core).await {
        Ok(report) => report,
        Err(error) => {
            give_back(core, COMPARISON, fencing).await?;
            return Err(error);
        }
    };
    if report.agrees() {
        return Ok(());
    }
    tracing::error!("money and access do not agree");
    let transaction = core.db.begin().await?;
    let round = core.new_id();
    for admin in repo::identity::admins(&transaction).await? {
        let outgoing = Outgoing {
            dedupe_key: format!("difference/{round}/{}", admin.id),
            kind: "difference",
            to: &admin.email,
            order: None,
            secret: false,
        };
        let letter = mail::difference(&report.to_string(), &core.settings.absolute(&paths::admin_reconciliation()));
        outbox::post(core, &transaction, outgoing, letter).await?;
    }
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(())
}
