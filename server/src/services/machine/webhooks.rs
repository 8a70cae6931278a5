//! Events of providers: looked at with secrets masked, and worked through once more.

use crate::core::Core;
use crate::error::Result;
use crate::jobs::{Job, process_webhook::ProcessWebhook};
use crate::repo::{self, keyset::Turn};
use crate::security::redact::redacted_with_addresses;
use crate::services::audit;
use crate::services::people::listed;
use app::api::ApiError;
use app::api::dto::{Listed, WebhookDetail, WebhookRow};
use app::api::error::Conflict;
use app::api::ports::{AdminActor, WebhookFilter};
use entity::webhook_event;
use serde_json::{Value, json};

/// A page of events.
pub async fn list(core: &Core, filter: &WebhookFilter, page: &str) -> Result<Listed<WebhookRow>> {
    let WebhookFilter { provider, state, kind } = filter;
    let (turned, count) = repo::webhooks::page(core.db.read(), provider, state, kind.trim(), Turn::by_name(page)).await?;
    listed(turned, count, |event| Ok(row(&event)))
}

fn row(event: &webhook_event::Model) -> WebhookRow {
    WebhookRow {
        provider: event.provider.clone(),
        event: event.event_id.clone(),
        kind: event.event_type.clone(),
        state: event.state.clone(),
        error: event.last_error.clone(),
        received_at: event.received_at,
        processed_at: event.processed_at,
    }
}

async fn find(core: &Core, provider: &str, event: &str) -> Result<webhook_event::Model> {
    Ok(repo::webhooks::find(core.db.read(), provider, event).await?.ok_or(ApiError::NotFound)?)
}

/// An event with its body.
pub async fn detail(core: &Core, provider: &str, event: &str) -> Result<WebhookDetail> {
    let event = find(core, provider, event).await?;
    Ok(WebhookDetail { row: row(&event), body: shown(&event.body) })
}

/// A body for people: what is not JSON is not shown at all, because nobody knows what is in it.
fn shown(body: &[u8]) -> String {
    let value = serde_json::from_slice::<Value>(body).map(redacted_with_addresses);
    let text = value.and_then(|value| serde_json::to_string_pretty(&value));
    text.unwrap_or_else(|_| format!("{} bytes that are no JSON", body.len()))
}

/// Works through an event once more. It is a doorbell: the provider is asked how things stand now, so doing it again harms nothing.
pub async fn replay(core: &Core, admin: &AdminActor, provider: &str, event: &str) -> Result<()> {
    let event = find(core, provider, event).await?;
    let transaction = core.db.begin().await?;
    if !repo::webhooks::reopen(&transaction, &event.provider, &event.event_id).await? {
        return Err(ApiError::Conflict(Conflict::NoLongerSo).into());
    }
    let job = ProcessWebhook { provider: event.provider.clone(), event: event.event_id.clone() };
    job.enqueue(core, &transaction).await?;
    let subject = format!("webhook/{}/{}", event.provider, event.event_id);
    let (before, after) = (json!({ "state": event.state, "error": event.last_error }), json!({ "state": "stored" }));
    audit::record(core, &transaction, Some(admin.user.into()), "webhook.replay", &subject, before, after).await?;
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(())
}
