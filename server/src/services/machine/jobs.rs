//! Jobs: looked at, tried again, parked.

use crate::core::Core;
use crate::error::{Fault, Result};
use crate::jobs::{Job, process_webhook::ProcessWebhook};
use crate::repo::{self, keyset::Turn};
use crate::security::redact::redacted;
use crate::services::audit;
use crate::services::people::listed;
use app::api::ApiError;
use app::api::dto::{JobRow, Listed};
use app::api::error::Conflict;
use app::api::ports::{AdminActor, JobFilter};
use chrono::{DateTime, Utc};
use entity::job;
use sea_orm::DatabaseTransaction;
use serde_json::json;

/// What a job says that was parked by hand.
const BY_HAND: &str = "parked by an admin";

/// A page of jobs.
pub async fn list(core: &Core, filter: &JobFilter, page: &str) -> Result<Listed<JobRow>> {
    let (turned, count) = repo::jobs::page(core.db.read(), &filter.state, filter.kind.trim(), Turn::by_id(page)).await?;
    listed(turned, count, |job| Ok(row(job)))
}

fn row(job: job::Model) -> JobRow {
    JobRow {
        id: job.id.to_string(),
        kind: job.kind,
        payload: redacted(job.payload).to_string(),
        state: job.state,
        attempts: u32::try_from(job.attempts).unwrap_or_default(),
        error: job.last_error,
        run_at: job.run_at,
        created_at: job.created_at,
    }
}

async fn find(core: &Core, id: &str) -> Result<job::Model> {
    let id = id.parse().map_err(|_| ApiError::NotFound)?;
    Ok(repo::jobs::by_id(core.db.read(), id).await?.ok_or(ApiError::NotFound)?)
}

/// Tries a job now: one that is parked begins anew, one that waits for its next try waits no longer.
pub async fn retry(core: &Core, admin: &AdminActor, id: &str) -> Result<()> {
    let job = find(core, id).await?;
    let transaction = core.db.begin().await?;
    let parked = job.state == "parked";
    let done = if parked {
        reopen_event(&transaction, &job).await?;
        repo::jobs::unpark(&transaction, job.id, core.now()).await?
    } else {
        repo::jobs::hurry(&transaction, job.id, core.now()).await?
    };
    note(core, transaction, admin, "job.retry", &job, done).await?;
    core.wake_jobs.notify_one();
    Ok(())
}

/// The event of a parked job is parked with it.
async fn reopen_event(transaction: &DatabaseTransaction, job: &job::Model) -> Result<()> {
    let Some(ProcessWebhook { provider, event }) = webhook_of(job)? else { return Ok(()) };
    repo::webhooks::reopen(transaction, &provider, &event).await.map(drop)
}

async fn set_event_aside(transaction: &DatabaseTransaction, job: &job::Model, now: DateTime<Utc>) -> Result<()> {
    let Some(ProcessWebhook { provider, event }) = webhook_of(job)? else { return Ok(()) };
    repo::webhooks::finish(transaction, &provider, &event, "parked", Some(BY_HAND.to_owned()), now).await
}

fn webhook_of(job: &job::Model) -> Result<Option<ProcessWebhook>> {
    if job.kind != ProcessWebhook::KIND {
        return Ok(None);
    }
    serde_json::from_value(job.payload.clone()).map(Some).map_err(|error| Fault::stored(format!("payload of a job: {error}")))
}

/// Parks a job that nobody is at work on.
pub async fn park(core: &Core, admin: &AdminActor, id: &str) -> Result<()> {
    let job = find(core, id).await?;
    let transaction = core.db.begin().await?;
    let done = repo::jobs::set_aside(&transaction, job.id, BY_HAND, core.now()).await?;
    if done {
        set_event_aside(&transaction, &job, core.now()).await?;
    }
    note(core, transaction, admin, "job.park", &job, done).await
}

async fn note(core: &Core, transaction: DatabaseTransaction, admin: &AdminActor, action: &str, job: &job::Model, done: bool) -> Result<()> {
    if !done {
        return Err(ApiError::Conflict(Conflict::NoLongerSo).into());
    }
    let subject = format!("job/{}", job.id);
    let before = json!({ "kind": job.kind, "state": job.state, "attempts": job.attempts, "error": job.last_error });
    let after = json!({ "kind": job.kind, "state": if action == "job.park" { "parked" } else { "pending" } });
    audit::record(core, &transaction, Some(admin.user.into()), action, &subject, before, after).await?;
    Ok(transaction.commit().await?)
}
