//! `POST /webhooks/paypal`

use super::{Answer, Body, Delivery, Refusal, take};
use crate::http::AppState;
use crate::ports::payment::ProviderId;
use crate::webhooks::paypal::Rejection;
use axum::extract::State;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

/// As much of an event as storing it needs.
#[derive(Deserialize)]
struct Envelope {
    id: String,
    event_type: String,
}

/// Takes an event of PayPal.
pub async fn deliver(State(state): State<AppState>, headers: HeaderMap, body: Body) -> Answer {
    let (core, body) = (&state.core, body?);
    let verifier = state.paypal.as_ref().ok_or_else(|| Refusal::new(StatusCode::NOT_FOUND, "PayPal is not configured"))?;
    let transmission = verifier.verify(&headers, &body, core.now()).await.map_err(|rejection| refusal(&rejection))?;
    let envelope: Envelope = serde_json::from_slice(&body).map_err(|_| Refusal::bad("signed, but no event"))?;
    let delivery =
        Delivery { provider: ProviderId::Paypal, event: envelope.id, transmission: Some(transmission), kind: envelope.event_type, body };
    take(core, &delivery).await
}

fn refusal(rejection: &Rejection) -> Refusal {
    let status = if rejection.is_passing() { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::BAD_REQUEST };
    Refusal::new(status, rejection.to_string())
}
