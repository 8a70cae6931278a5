//! `POST /webhooks/stripe`

use super::{Answer, Body, Delivery, Refusal, take};
use crate::http::AppState;
use crate::ports::payment::ProviderId;
use crate::webhooks::{header::single, signature};
use axum::extract::State;
use http::HeaderMap;
use serde::Deserialize;

/// As much of an event as storing it needs.
#[derive(Deserialize)]
struct Envelope {
    id: String,
    #[serde(rename = "type")]
    kind: String,
}

/// Takes an event of Stripe.
pub async fn deliver(State(state): State<AppState>, headers: HeaderMap, body: Body) -> Answer {
    let (core, body) = (&state.core, body?);
    let header = single(&headers, "stripe-signature").ok_or_else(|| Refusal::bad("no signature"))?;
    signature::verify(header, &body, &core.settings.stripe.webhook_secrets, core.now()).map_err(|error| Refusal::bad(error.to_string()))?;
    let envelope: Envelope = serde_json::from_slice(&body).map_err(|_| Refusal::bad("signed, but no event"))?;
    let delivery = Delivery { provider: ProviderId::Stripe, event: envelope.id, transmission: None, kind: envelope.kind, body };
    take(core, &delivery).await
}
