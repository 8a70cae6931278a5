//! Signed events: verify the raw bytes, store, answer. Nothing slow happens before the answer.
//!
//! 200 stored, also for repeats and unknown types · 400 bad or stale signature · 413 too large · 503 not stored, or not verifiable
//! at the moment · 404 from a provider that is not configured.

mod paypal;
mod stripe;

pub use paypal::deliver as paypal;
pub use stripe::deliver as stripe;

use crate::core::Core;
use crate::error::Result;
use crate::jobs::{Job, process_webhook::ProcessWebhook};
use crate::ports::payment::ProviderId;
use crate::repo;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::response::{IntoResponse, Response};
use entity::webhook_event;
use http::StatusCode;
use sea_orm::ActiveValue::Set;

/// The body of a delivery, or why it could not be read.
type Body = std::result::Result<Bytes, BytesRejection>;
/// What a delivery is answered with.
type Answer = std::result::Result<StatusCode, Refusal>;

/// The longest id or type that is stored; the providers' are far shorter.
const LONGEST_NAME: usize = 255;

/// A delivery that is not taken.
pub struct Refusal {
    status: StatusCode,
    reason: String,
}

impl Refusal {
    fn new(status: StatusCode, reason: impl Into<String>) -> Self {
        Self { status, reason: reason.into() }
    }

    fn bad(reason: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, reason)
    }
}

impl From<BytesRejection> for Refusal {
    fn from(rejection: BytesRejection) -> Self {
        Self::new(rejection.status(), "unreadable body")
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        tracing::warn!(http.status = self.status.as_u16(), reason = self.reason, "a webhook was refused");
        self.status.into_response()
    }
}

/// A delivery whose signature fits.
struct Delivery {
    provider: ProviderId,
    event: String,
    transmission: Option<String>,
    kind: String,
    body: Bytes,
}

/// Stores a delivery, once however often it comes.
async fn take(core: &Core, delivery: &Delivery) -> Answer {
    if delivery.event.is_empty() || delivery.event.len() > LONGEST_NAME || delivery.kind.len() > LONGEST_NAME {
        return Err(Refusal::bad("signed, but no event"));
    }
    let _arrival = core.arrivals.begin();
    core.db.retrying(|| store(core, delivery)).await.map_err(|error| {
        tracing::error!(error = %error, "a webhook could not be stored");
        Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "not stored")
    })?;
    Ok(StatusCode::OK)
}

async fn store(core: &Core, delivery: &Delivery) -> Result<()> {
    let provider = delivery.provider.name().to_owned();
    let row = webhook_event::ActiveModel {
        provider: Set(provider.clone()),
        event_id: Set(delivery.event.clone()),
        transmission_id: Set(delivery.transmission.clone()),
        event_type: Set(delivery.kind.clone()),
        body: Set(delivery.body.to_vec()),
        state: Set("stored".to_owned()),
        received_at: Set(core.now()),
        ..Default::default()
    };
    let transaction = core.db.begin().await?;
    if repo::webhooks::insert(&transaction, row).await? {
        ProcessWebhook { provider, event: delivery.event.clone() }.enqueue(core, &transaction).await?;
    }
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(())
}
