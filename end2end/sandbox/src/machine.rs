//! The life of a payment intent: who may move it, and what money moves with it.

use serde_json::{Value, json};

use crate::cards::{Authentication, Outcome, decline};
use crate::error::ApiError;
use crate::ids::now;
use crate::shapes::{NewCharge, charge};
use crate::store::{Flow, Store};
use crate::table::Record;

/// How a confirmation is asked for.
#[derive(Clone, Debug, Default)]
pub struct Confirmation {
    /// The payment method to pay with.
    pub method: String,
    /// The cardholder is not there.
    pub off_session: bool,
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
    store.flows.insert(id.to_owned(), Flow { method: Some(ask.method.clone()), return_url: ask.return_url.clone() });
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

fn pay(store: &mut Store, id: &str, authenticated: bool) -> Result<(), ApiError> {
    let intent = store.intents.find(id)?;
    if matches!(intent.text("status"), "succeeded" | "canceled") {
        return Err(already(intent, "confirm"));
    }
    let amount = intent.int("amount");
    let charge_id = book(store, id, authenticated, Value::Null)?;
    let intent = store.intents.find_mut(id)?;
    intent.set("amount_received", amount);
    intent.set("latest_charge", charge_id.as_str());
    intent.set("next_action", Value::Null);
    intent.set("processing", Value::Null);
    intent.set("last_payment_error", Value::Null);
    intent.set("status", "succeeded");
    let usage = intent.text("setup_future_usage").to_owned();
    let customer = intent.text("customer").to_owned();
    let method = intent.text("payment_method").to_owned();
    keep_method(store, &method, &customer, !usage.is_empty());
    store.emit_charge("charge.succeeded", &charge_id);
    store.emit_intent("payment_intent.succeeded", id);
    Ok(())
}

/// Puts the intent back to the start, with the reason; a refusal of the issuer leaves a failed charge.
fn refuse(store: &mut Store, id: &str, error: &ApiError, by_issuer: bool) -> ApiError {
    let mut reason = error.fields();
    let method = store.intents.find(id).ok().map(|row| row.text("payment_method").to_owned()).unwrap_or_default();
    if let Ok(row) = store.methods.find(&method) {
        reason["payment_method"] = row.view();
    }
    let charge = by_issuer.then(|| book(store, id, false, reason.clone()).ok()).flatten();
    if let Some(charge) = &charge {
        reason["charge"] = charge.as_str().into();
    }
    if let Ok(intent) = store.intents.find_mut(id) {
        intent.set("latest_charge", charge.clone());
        intent.set("last_payment_error", reason.clone());
        intent.set("next_action", Value::Null);
        intent.set("processing", Value::Null);
        intent.set("payment_method", Value::Null);
        intent.set("status", "requires_payment_method");
    }
    if let Some(charge) = &charge {
        store.emit_charge("charge.failed", charge);
    }
    store.emit_intent("payment_intent.payment_failed", id);
    let mut told = error.clone();
    for name in ["payment_method", "charge"] {
        if let Some(value) = reason.get(name) {
            told = told.with(name, value.clone());
        }
    }
    if let Ok(intent) = store.intents.find(id) {
        told = told.with("payment_intent", intent.view());
    }
    told.executed = true;
    told
}

fn book(store: &mut Store, id: &str, authenticated: bool, failure: Value) -> Result<String, ApiError> {
    let intent = store.intents.find(id)?;
    let method = store.methods.find(intent.text("payment_method")).map_or(Value::Null, |row| row.real().clone());
    let new = NewCharge { intent: intent.real(), method: &method, authenticated, failure };
    let live = intent.live();
    let object = charge(&new);
    Ok(store.charges.insert(live, object))
}

/// After a payment the card is kept for the customer, or cannot be used again.
fn keep_method(store: &mut Store, method: &str, customer: &str, later: bool) {
    let Ok(row) = store.methods.find_mut(method) else { return };
    let owned = !row.text("customer").is_empty();
    let attach = later && !customer.is_empty() && !owned;
    if attach {
        row.set("customer", customer);
    }
    let (live, view) = (row.live(), row.view());
    if let Some(card) = store.cards.get_mut(method) {
        card.set_up |= later;
        card.spent |= !owned && !attach;
    }
    if attach {
        store.emit("payment_method.attached", live, &view);
    }
}

fn check_method(store: &Store, id: &str, method: &str) -> Result<(), ApiError> {
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

fn next_action(intent: &Record, ask: &Confirmation) -> Value {
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
