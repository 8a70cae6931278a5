//! Signed events of the providers: their signatures and their shapes.

pub mod arrivals;
pub mod header;
pub mod paypal;
pub mod signature;
pub mod stripe;

use crate::ports::payment::ProviderId;
use domain::ids::OrderId;
use domain::payment::PaymentFacts;
use serde_json::Value;

/// What an event rings for. The truth is asked for, not read from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Doorbell {
    /// The provider's id of the payment, or of what took its money.
    pub payment: String,
    /// The order that its metadata names.
    pub order: Option<OrderId>,
    /// The event's own picture of the payment, where it has one.
    pub snapshot: Option<PaymentFacts>,
}

/// The stored payment method that an event says is gone at the provider.
pub fn removed_method(provider: &str, body: &[u8]) -> Option<String> {
    let event: Value = serde_json::from_slice(body).ok()?;
    let (kind, id, removed) = match ProviderId::from_name(provider)? {
        ProviderId::Stripe => ("/type", "/data/object/id", "payment_method.detached"),
        ProviderId::Paypal => ("/event_type", "/resource/id", "VAULT.PAYMENT-TOKEN.DELETED"),
    };
    let text = |pointer: &str| event.pointer(pointer).and_then(Value::as_str);
    text(id).filter(|_| text(kind) == Some(removed)).map(str::to_owned)
}

/// Reads what a stored event rings for; `None` for types that concern no payment. The error says what is wrong with its form.
pub fn doorbell(provider: &str, body: &[u8]) -> Result<Option<Doorbell>, String> {
    match ProviderId::from_name(provider) {
        Some(ProviderId::Stripe) => {
            let event: stripe::Event = serde_json::from_slice(body).map_err(|error| format!("event: {error}"))?;
            event.doorbell()
        }
        Some(ProviderId::Paypal) => {
            let event: paypal::Event = serde_json::from_slice(body).map_err(|error| format!("event: {error}"))?;
            event.doorbell()
        }
        None => Err(format!("events of {provider} are not read")),
    }
}
