//! The life of a Checkout Session: it follows the payment intent that its page made.

use serde_json::{Value, json};

use crate::error::ApiError;
use crate::shapes;
use crate::store::Store;
use crate::table::Record;

/// The payment intent has the money: the session is complete, or what was on its way has come.
pub fn paid(store: &mut Store, intent: &str) {
    let Some((id, was)) = session_of(store, intent) else { return };
    let kind = match was.as_str() {
        "open" => "checkout.session.completed",
        "complete" => "checkout.session.async_payment_succeeded",
        _ => return,
    };
    complete(store, &id, intent, "paid");
    emit(store, kind, &id);
}

/// The money is on its way: the session is complete, though nothing is paid yet.
pub fn processing(store: &mut Store, intent: &str) {
    let Some((id, was)) = session_of(store, intent) else { return };
    if was == "open" {
        complete(store, &id, intent, "unpaid");
        emit(store, "checkout.session.completed", &id);
    }
}

/// The money does not come. While the page is open the buyer tries again, and nobody is told.
pub fn refused(store: &mut Store, intent: &str) {
    let Some((id, was)) = session_of(store, intent) else { return };
    if was == "complete" {
        emit(store, "checkout.session.async_payment_failed", &id);
    }
}

/// Nobody will pay here any more; an intent that the page has made is cancelled with it.
pub fn expire(store: &mut Store, id: &str) -> Result<(), ApiError> {
    let session = store.sessions.find_mut(id)?;
    let status = session.text("status");
    if status != "open" {
        return Err(ApiError::invalid(format!(
            "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of `{status}`."
        )));
    }
    session.set("status", "expired");
    session.set("url", Value::Null);
    let intent = session.text("payment_intent").to_owned();
    if !intent.is_empty() {
        super::cancel(store, &intent, Some("expired"))?;
    }
    emit(store, "checkout.session.expired", id);
    Ok(())
}

/// The complaint about a call that would meddle with an intent whose page is still open.
pub fn not_through_checkout(store: &Store, intent: &str, verb: &str) -> Result<(), ApiError> {
    match session_of(store, intent) {
        Some((_, status)) if status == "open" => Err(ApiError::unexpected_state(
            format!(
                "You cannot {verb} this PaymentIntent because it was created by a Checkout Session. Expire the Checkout Session instead."
            ),
            store.intents.find(intent)?.view(),
        )),
        _ => Ok(()),
    }
}

/// The session of an intent and its status.
fn session_of(store: &Store, intent: &str) -> Option<(String, String)> {
    let row = store.sessions.iter().find(|row| row.text("payment_intent") == intent)?;
    Some((row.text("id").to_owned(), row.text("status").to_owned()))
}

fn complete(store: &mut Store, id: &str, intent: &str, payment_status: &str) {
    let Ok(intent) = store.intents.find(intent) else { return };
    let customer = intent.real()["customer"].clone();
    let email = email_of(store, intent);
    let Ok(session) = store.sessions.find_mut(id) else { return };
    session.set("customer", customer);
    session.set("customer_details", customer_details(&email));
    session.set("payment_status", payment_status);
    session.set("status", "complete");
    session.set("url", Value::Null);
}

/// The address that was typed in, or the customer's.
fn email_of(store: &Store, intent: &Record) -> Value {
    let typed = store.methods.find(intent.text("payment_method")).map(|row| row.real()["billing_details"]["email"].clone());
    match typed {
        Ok(email) if email.is_string() => email,
        _ => store.customers.find(intent.text("customer")).map_or(Value::Null, |row| row.real()["email"].clone()),
    }
}

fn customer_details(email: &Value) -> Value {
    json!({
        "address": shapes::empty_billing_details()["address"],
        "business_name": null,
        "email": email,
        "individual_name": null,
        "name": null,
        "phone": null,
        "tax_exempt": "none",
        "tax_ids": [],
    })
}

fn emit(store: &mut Store, kind: &str, id: &str) {
    if let Ok(session) = store.sessions.find(id) {
        let (live, view) = (session.live(), session.view());
        store.emit(kind, live, &view);
    }
}
