//! What is allowed, and the words in which the rest is refused.

use serde_json::{Value, json};

use super::Confirmation;
use crate::error::ApiError;
use crate::store::Store;
use crate::table::Record;

/// Whether this payment method may pay for this intent.
pub fn check_method(store: &Store, id: &str, method: &str) -> Result<(), ApiError> {
    let intent = store.intents.find(id)?;
    let row = store.methods.get(intent.live(), method)?;
    let owner = row.text("customer");
    if !owner.is_empty() && owner != intent.text("customer") {
        return Err(ApiError::invalid(format!(
            "The PaymentMethod {method} belongs to the Customer {owner}. Please include the Customer in the \
             `customer` parameter on the PaymentIntent."
        ))
        .code("payment_method_customer_mismatch")
        .param("payment_method"));
    }
    if store.cards.get(method).is_some_and(|card| card.spent) {
        return Err(ApiError::invalid(
            "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared \
             with a connected account without Customer attachment, or was detached from a Customer. It may not be \
             used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.",
        )
        .code("payment_method_unexpected_state")
        .param("payment_method"));
    }
    Ok(())
}

/// What the browser is to do.
pub fn next_action(intent: &Record, ask: &Confirmation) -> Value {
    let id = intent.text("id");
    let page = format!("{}/v3/three-ds-2-challenge.html?payment_intent={id}", ask.base);
    let secret = intent.text("client_secret");
    match &ask.return_url {
        Some(return_url) if !ask.sdk => json!({
            "type": "redirect_to_url",
            "redirect_to_url": {
                "return_url": return_url,
                "url": format!("{page}&payment_intent_client_secret={secret}&livemode={}", intent.live()),
            },
        }),
        _ => json!({
            "type": "use_stripe_sdk",
            "use_stripe_sdk": {
                "type": "three_d_secure_redirect",
                "stripe_js": page,
                "source": format!("src_{}", id.trim_start_matches("pi_")),
            },
        }),
    }
}

/// The complaint that an intent is in the wrong state for this verb.
pub fn already(intent: &Record, verb: &str) -> ApiError {
    let status = intent.text("status");
    let message = match (verb, status) {
        ("confirm", "succeeded") => "You cannot confirm this PaymentIntent because it has already succeeded after \
                                     being previously confirmed."
            .to_owned(),
        ("cancel", _) => format!(
            "You cannot cancel this PaymentIntent because it has a status of {status}. Only a PaymentIntent with one \
             of the following statuses may be canceled: requires_payment_method, requires_capture, \
             requires_confirmation, requires_action."
        ),
        _ => format!(
            "You cannot {verb} this PaymentIntent because it has a status of {status}. Only a PaymentIntent with one \
             of the following statuses may be confirmed: requires_confirmation, requires_action."
        ),
    };
    ApiError::unexpected_state(message, intent.view())
}
