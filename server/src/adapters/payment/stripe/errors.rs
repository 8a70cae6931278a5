//! Stripe's refusals in our words.

use crate::ports::payment::GatewayError;
use stripe::StripeError;
use stripe_shared::ApiErrorsType;

/// By status and code, not by message: Stripe's pages contradict each other on some statuses.
pub fn translate_error(error: StripeError) -> GatewayError {
    match error {
        StripeError::Stripe(_, status @ (409 | 424 | 429)) => GatewayError::Busy(status),
        // Which of two calls with one key was done is known by asking, not by its answer.
        StripeError::Stripe(error, _) if error.type_ == ApiErrorsType::IdempotencyError => {
            GatewayError::Unknown("key of another call".into())
        }
        StripeError::Stripe(_, 404) => GatewayError::NotFound,
        StripeError::Stripe(_, status @ 500..) => GatewayError::Fault(status),
        StripeError::Stripe(error, status) => {
            GatewayError::Refused { status, code: error.code.map(|code| code.as_str().to_owned()).unwrap_or_default() }
        }
        StripeError::JSONDeserialize(_) => GatewayError::Unknown("unreadable answer".into()),
        StripeError::Timeout => GatewayError::Unknown("timeout".into()),
        StripeError::ClientError(_) | StripeError::ConfigError(_) => GatewayError::Unknown("connection".into()),
    }
}
