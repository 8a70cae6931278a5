//! Payment providers.

pub mod paypal;
pub mod stripe;

use crate::metrics::PROVIDER_CALLS;
use crate::ports::payment::{GatewayError, ProviderId};
use crate::telemetry::traces;
use std::time::Instant;

/// Counts how long a call took and how it ended, and gives its answer.
fn measured<T>(provider: ProviderId, began: Instant, answer: Result<T, GatewayError>) -> Result<T, GatewayError> {
    let outcome = match &answer {
        Ok(_) => "ok",
        Err(GatewayError::Refused { .. } | GatewayError::NotFound | GatewayError::Unsupported(_) | GatewayError::Hidden(_)) => "refused",
        Err(GatewayError::Busy(_)) => "busy",
        Err(GatewayError::Fault(_)) => "fault",
        Err(GatewayError::Unknown(_)) => "unknown",
    };
    PROVIDER_CALLS.observe([provider.name(), outcome], began.elapsed());
    traces::called(provider, outcome, began.elapsed());
    answer
}
