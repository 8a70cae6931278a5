//! The life of a payment intent: who may move it, and what money moves with it.

pub mod checkout;
pub mod disputes;
mod money;
pub mod refunds;
mod rules;

use serde_json::{Value, json};

use crate::cards::{Authentication, Outcome, decline};
use crate::error::ApiError;
use crate::ids::now;
use crate::store::{Flow, Store};

pub use rules::already;

use money::{pay, refuse};
use rules::{check_method, next_action};

/// How a confirmation is asked for.
#[derive(Clone, Debug, Default)]
pub struct Confirmation {
    /// The payment method to pay with.
    pub method: String,
    /// The cardholder is not there.
    pub off_session: bool,
    /// The payment fails where the issuer asks for the cardholder.
    pub without_action: bool,
    /// A `stripe.js` will take the next action.
    pub sdk: bool,
    /// Where the browser goes after a redirect.
    pub return_url: Option<String>,
    /// The address of the sandbox, for the page that authenticates.
    pub base: String,
}

/// Starts a payment. A decline is an error that has already changed the intent.
pub fn confirm(store: &mut Store, id: &str, ask: &Confirmation) -> Result<(), ApiError> {
    let intent = store.intents.find(id)?;
    if !matches!(intent.text("status"), "requires_payment_method" | "requires_confirmation" | "requires_action") {
        return Err(already(intent, "confirm"));
    }
    check_method(store, id, &ask.method)?;
    let behaviour = store.cards.get(&ask.method).map(|card| (card.behaviour, card.set_up));
    let Some((behaviour, set_up)) = behaviour else {
        return Err(ApiError::missing("PaymentMethod", &ask.method, "payment_method"));
    };
    let saved = store.methods.find(&ask.method).is_ok_and(|row| !row.text("customer").is_empty());
    let flow = Flow { method: Some(ask.method.clone()), saved, return_url: ask.return_url.clone() };
    store.flows.insert(id.to_owned(), flow);
    let intent = store.intents.find_mut(id)?;
    intent.set("payment_method", ask.method.as_str());
    intent.set("last_payment_error", Value::Null);
    let wanted = match behaviour.authentication {
        Authentication::Never => false,
        Authentication::Always => true,
        Authentication::UnlessSetUp => !(ask.off_session && set_up),
    };
    if wanted && ask.off_session {
        return Err(refuse(store, id, &decline("authentication_required"), true));
    }
    if wanted && ask.without_action {
        let error = ApiError::card(
            "authentication_required",
            "This payment required an authentication action to complete, but `error_on_requires_action` was set.",
        );
        return Err(refuse(store, id, &error, false));
    }
    if wanted {
        let action = next_action(intent, ask);
        intent.set("next_action", action);
        intent.set("status", "requires_action");
        store.emit_intent("payment_intent.requires_action", id);
        return Ok(());
    }
    finish(store, id, behaviour.outcome, false)
}

/// The cardholder answered the issuer's question.
pub fn authenticate(store: &mut Store, id: &str, passed: bool) -> Result<(), ApiError> {
    let intent = store.intents.find(id)?;
    if intent.text("status") != "requires_action" {
        return Err(already(intent, "authenticate"));
    }
    let method = store.flows.get(id).and_then(|flow| flow.method.clone()).unwrap_or_default();
    let outcome = store.cards.get(&method).map_or(Outcome::Pay, |card| card.behaviour.outcome);
    if passed {
        return finish(store, id, outcome, true);
    }
    let error =
        ApiError::invalid("We are unable to authenticate your payment method. Please choose a different payment method and try again.")
            .code("payment_intent_authentication_failure");
    Err(refuse(store, id, &error, false))
}

fn finish(store: &mut Store, id: &str, outcome: Outcome, authenticated: bool) -> Result<(), ApiError> {
    match outcome {
        Outcome::Pay => pay(store, id, authenticated),
        Outcome::PayLater => {
            store.effects.settle_later.push(id.to_owned());
            process(store, id)
        }
        Outcome::Decline(code) => Err(refuse(store, id, &decline(code), true)),
    }
}

/// The money is on its way.
pub fn process(store: &mut Store, id: &str) -> Result<(), ApiError> {
    let intent = store.intents.find_mut(id)?;
    intent.set("next_action", Value::Null);
    intent.set("processing", json!({"type": "card", "card": {}}));
    intent.set("status", "processing");
    store.emit_intent("payment_intent.processing", id);
    checkout::processing(store, id);
    Ok(())
}

/// The money is taken, whatever the card thinks; an intent that has ended stays as it is.
pub fn succeed(store: &mut Store, id: &str) -> Result<(), ApiError> {
    pay(store, id, false)
}

/// The payment fails with this decline code.
pub fn fail(store: &mut Store, id: &str, code: &str) -> Result<(), ApiError> {
    let intent = store.intents.find(id)?;
    if matches!(intent.text("status"), "succeeded" | "canceled") {
        return Err(already(intent, "fail"));
    }
    refuse(store, id, &decline(code), true);
    Ok(())
}

/// The issuer asks for the cardholder.
pub fn require_action(store: &mut Store, id: &str) -> Result<(), ApiError> {
    let intent = store.intents.find_mut(id)?;
    if matches!(intent.text("status"), "succeeded" | "canceled") {
        return Err(already(intent, "confirm"));
    }
    let action = next_action(intent, &Confirmation { sdk: true, ..Confirmation::default() });
    intent.set("next_action", action);
    intent.set("status", "requires_action");
    store.emit_intent("payment_intent.requires_action", id);
    Ok(())
}

/// Nothing will be paid any more.
pub fn cancel(store: &mut Store, id: &str, reason: Option<&str>) -> Result<(), ApiError> {
    let intent = store.intents.find_mut(id)?;
    if matches!(intent.text("status"), "succeeded" | "canceled" | "processing") {
        return Err(already(intent, "cancel"));
    }
    intent.set("canceled_at", now());
    intent.set("cancellation_reason", reason);
    intent.set("next_action", Value::Null);
    intent.set("status", "canceled");
    store.emit_intent("payment_intent.canceled", id);
    Ok(())
}
