//! What Stripe's objects say, in the words of the domain.

use super::ORDER_KEY;
use domain::ids::OrderId;
use domain::money::{Currency, Money};
use domain::payment::{PaymentFacts, PaymentStatus, SavedMethod};
use stripe_shared::{Charge, CheckoutSession, CheckoutSessionStatus, PaymentIntent, PaymentIntentStatus};

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
        saved: intent.setup_future_usage.is_some().then(|| saved(charge?)).flatten(),
    }
}

/// The method that was stored by a successful charge.
fn saved(charge: &Charge) -> Option<SavedMethod> {
    let reference = charge.payment_method.clone().filter(|_| charge.paid)?;
    let card = charge.payment_method_details.as_ref().and_then(|details| details.card.as_ref());
    let label = card.and_then(|card| Some(format!("{} •••• {}", brand_name(card.brand.as_deref()?), card.last4.as_deref()?)));
    Some(SavedMethod { reference, label: label.unwrap_or_else(|| "your saved payment method".to_owned()) })
}

/// A network as people know it.
fn brand_name(brand: &str) -> String {
    match brand {
        "amex" => "American Express".to_owned(),
        "diners" => "Diners Club".to_owned(),
        "jcb" => "JCB".to_owned(),
        "unionpay" => "UnionPay".to_owned(),
        other => {
            let mut letters = other.chars();
            letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
        }
    }
}

/// The facts of a Checkout Session. Its payment intent and that one's charge must have been expanded.
pub fn of_session(session: &CheckoutSession) -> PaymentFacts {
    let intent = session.payment_intent.as_ref().and_then(stripe_types::Expandable::as_object).map(of_intent);
    let currency = session.currency.as_ref().and_then(|currency| Currency::from_code(&currency.to_string()));
    let order = session.metadata.as_ref().and_then(|data| data.get(ORDER_KEY)).and_then(|id| id.parse::<OrderId>().ok());
    PaymentFacts {
        reference: session.id.to_string(),
        order,
        status: status_of_session(session, intent.as_ref().map(|facts| facts.status)),
        amount: currency.zip(session.amount_total).map(|(currency, minor)| Money::new(minor, currency)),
        received_minor: intent.as_ref().map_or(0, |facts| facts.received_minor),
        refunded_minor: intent.as_ref().map_or(0, |facts| facts.refunded_minor),
        customer: session.customer.as_ref().map(|customer| customer.id().to_string()),
        livemode: session.livemode,
        dispute: intent.as_ref().and_then(|facts| facts.dispute),
        capture: intent.as_ref().map(|facts| facts.reference.clone()),
        saved: intent.and_then(|facts| facts.saved),
    }
}

/// While a session is open its buyer can try again, whatever became of a first try. Without its payment intent nothing is paid.
fn status_of_session(session: &CheckoutSession, intent: Option<PaymentStatus>) -> PaymentStatus {
    match (&session.status, intent) {
        (_, Some(PaymentStatus::Succeeded)) => PaymentStatus::Succeeded,
        (Some(CheckoutSessionStatus::Expired), _) => PaymentStatus::Canceled,
        (Some(CheckoutSessionStatus::Open), None | Some(PaymentStatus::Canceled)) => {
            PaymentStatus::RequiresPaymentMethod { declined: false }
        }
        (_, Some(status)) => status,
        (_, None) => PaymentStatus::Processing,
    }
}

/// Whether the charge of a payment intent was ever disputed: then its disputes are worth asking for.
pub fn is_disputed(intent: &PaymentIntent) -> bool {
    intent.latest_charge.as_ref().and_then(stripe_types::Expandable::as_object).is_some_and(|charge| charge.disputed)
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
