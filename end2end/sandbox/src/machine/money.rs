//! The moments at which money moves, or does not.

use serde_json::Value;

use super::checkout;
use super::rules::already;
use crate::error::ApiError;
use crate::fees;
use crate::shapes::{NewCharge, charge};
use crate::store::Store;

/// Takes the money.
pub fn pay(store: &mut Store, id: &str, authenticated: bool) -> Result<(), ApiError> {
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
    checkout::paid(store, id);
    Ok(())
}

/// Puts the intent back to the start, with the reason; a refusal of the issuer leaves a failed charge.
pub fn refuse(store: &mut Store, id: &str, error: &ApiError, by_issuer: bool) -> ApiError {
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
    checkout::refused(store, id);
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

/// Writes the attempt down as a charge.
fn book(store: &mut Store, id: &str, authenticated: bool, failure: Value) -> Result<String, ApiError> {
    let intent = store.intents.find(id)?;
    let method = store.methods.find(intent.text("payment_method")).map_or(Value::Null, |row| row.real().clone());
    let new = NewCharge { intent: intent.real(), method: &method, authenticated, failure };
    let (live, paid) = (intent.live(), new.failure.is_null());
    let object = charge(&new);
    let id = store.charges.insert(live, object);
    if paid {
        fees::book_charge(store, &id)?;
    }
    Ok(id)
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
