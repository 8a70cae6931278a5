//! Signed events: verify the raw bytes, store, answer. Nothing slow happens before the answer.
//!
//! 200 stored, also for repeats and unknown types · 400 bad or stale signature · 413 too large · 503 not stored.

use super::AppState;
use crate::core::Core;
use crate::error::Result;
use crate::jobs::{Job, process_webhook::ProcessWebhook};
use crate::repo;
use crate::webhooks::signature;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::response::{IntoResponse, Response};
use entity::webhook_event;
use http::{HeaderMap, StatusCode};
use sea_orm::ActiveValue::Set;
use serde::Deserialize;

/// As much of an event as storing it needs.
#[derive(Deserialize)]
struct Envelope {
    id: String,
    #[serde(rename = "type")]
    kind: String,
}

/// The longest id or type that is stored; Stripe's are far shorter.
const LONGEST_NAME: usize = 255;

/// `POST /webhooks/stripe`
pub async fn stripe(State(state): State<AppState>, headers: HeaderMap, body: std::result::Result<Bytes, BytesRejection>) -> Response {
    let body = match body {
        Ok(body) => body,
        Err(rejection) => return refuse(rejection.status(), "unreadable body"),
    };
    let core = &state.core;
    let Some(header) = single(&headers, "stripe-signature") else { return refuse(StatusCode::BAD_REQUEST, "no signature") };
    if let Err(error) = signature::verify(header, &body, &core.settings.stripe.webhook_secrets, core.now()) {
        return refuse(StatusCode::BAD_REQUEST, &error.to_string());
    }
    let Ok(envelope) = serde_json::from_slice::<Envelope>(&body) else { return refuse(StatusCode::BAD_REQUEST, "signed, but no event") };
    if envelope.id.is_empty() || envelope.id.len() > LONGEST_NAME || envelope.kind.len() > LONGEST_NAME {
        return refuse(StatusCode::BAD_REQUEST, "signed, but no event");
    }
    match core.db.retrying(|| store(core, &envelope, &body)).await {
        Ok(()) => StatusCode::OK.into_response(),
        Err(error) => {
            tracing::error!(error = %error, "a webhook could not be stored");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

/// A header that stands there exactly once.
fn single<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(first)
}

fn refuse(status: StatusCode, reason: &str) -> Response {
    tracing::warn!(http.status = status.as_u16(), reason, "a webhook was refused");
    status.into_response()
}

async fn store(core: &Core, envelope: &Envelope, body: &Bytes) -> Result<()> {
    let row = webhook_event::ActiveModel {
        provider: Set("stripe".to_owned()),
        event_id: Set(envelope.id.clone()),
        transmission_id: Set(None),
        event_type: Set(envelope.kind.clone()),
        body: Set(body.to_vec()),
        state: Set("stored".to_owned()),
        received_at: Set(core.now()),
        ..Default::default()
    };
    let transaction = core.db.begin().await?;
    if repo::webhooks::insert(&transaction, row).await? {
        ProcessWebhook { provider: "stripe".to_owned(), event: envelope.id.clone() }.enqueue(core, &transaction).await?;
    }
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(())
}
