//! What Stripe's objects say, in the words of the domain.

use super::ORDER_KEY;
use domain::ids::OrderId;
use domain::money::{Currency, Money};
use domain::payment::{PaymentFacts, PaymentStatus};
use stripe_shared::{PaymentIntent, PaymentIntentStatus};

/// The facts of a payment intent. Its charge must have been expanded for what went back to be known.
pub fn of_intent(intent: &PaymentIntent) -> PaymentFacts {
    let currency = Currency::from_code(&intent.currency.to_string());
    let charge = intent.latest_charge.as_ref().and_then(stripe_types::Expandable::as_object);
    PaymentFacts {
        reference: intent.id.to_string(),
        order: intent.metadata.get(ORDER_KEY).and_then(|id| id.parse::<OrderId>().ok()),
        status: status(intent),
        amount: currency.map(|currency| Money::new(intent.amount, currency)),
        received_minor: intent.amount_received,
        refunded_minor: charge.map_or(0, |charge| charge.amount_refunded),
        customer: intent.customer.as_ref().map(|customer| customer.id().to_string()),
        livemode: intent.livemode,
        dispute: None,
        capture: None,
        saved: None,
    }
}

/// A state that this version does not know counts as processing, never as paid.
fn status(intent: &PaymentIntent) -> PaymentStatus {
    match intent.status {
        PaymentIntentStatus::Succeeded => PaymentStatus::Succeeded,
        PaymentIntentStatus::Canceled => PaymentStatus::Canceled,
        PaymentIntentStatus::RequiresAction => PaymentStatus::RequiresAction,
        PaymentIntentStatus::RequiresPaymentMethod => {
            PaymentStatus::RequiresPaymentMethod { declined: intent.last_payment_error.is_some() }
        }
        PaymentIntentStatus::RequiresConfirmation => PaymentStatus::RequiresPaymentMethod { declined: false },
        _ => PaymentStatus::Processing,
    }
}
