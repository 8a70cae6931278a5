//! Signed events of the providers: their signatures and their shapes.

pub mod header;
pub mod paypal;
pub mod signature;
pub mod stripe;

use crate::ports::payment::ProviderId;
use domain::ids::OrderId;
use domain::payment::PaymentFacts;

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
