//! The life of a dispute. An inquiry (`warning_…`) withdraws nothing; a chargeback takes the money until it is won.

use serde_json::{Value, json};

use crate::error::ApiError;
use crate::shapes;
use crate::store::Store;
use crate::table::Record;

const OPEN: &[&str] = &["needs_response", "under_review", "warning_needs_response", "warning_under_review"];

/// The cardholder asks the bank for what was not given back yet.
pub fn open(store: &mut Store, intent: &str, reason: &str, status: &str) -> Result<Value, ApiError> {
    one_of(status, OPEN)?;
    let intent = store.intents.find(intent)?;
    if intent.text("status") != "succeeded" {
        return Err(ApiError::invalid("Only a payment that succeeded can be disputed."));
    }
    let charge_id = intent.text("latest_charge").to_owned();
    if store.disputes.iter().any(|row| row.text("charge") == charge_id && OPEN.contains(&row.text("status"))) {
        return Err(ApiError::invalid("The charge has a dispute already that is not closed."));
    }
    let charge = store.charges.find_mut(&charge_id)?;
    let amount = charge.int("amount_captured") - charge.int("amount_refunded");
    if amount == 0 {
        return Err(ApiError::invalid("The whole charge was refunded already."));
    }
    charge.set("disputed", true);
    let live = charge.live();
    let mut object = shapes::dispute(charge.real(), reason, status);
    object["amount"] = amount.into();
    let id = store.disputes.insert(live, object);
    let withdrawn = withdraw(store, &id)?;
    emit(store, "charge.dispute.created", &id);
    if withdrawn {
        emit(store, "charge.dispute.funds_withdrawn", &id);
    }
    store.disputes.find(&id).map(Record::view)
}

/// It moves on without an end; an inquiry that becomes a chargeback withdraws the money.
pub fn update(store: &mut Store, id: &str, status: &str) -> Result<Value, ApiError> {
    one_of(status, OPEN)?;
    let row = still_open(store, id)?;
    if status.starts_with("warning_") && !is_inquiry(row) {
        return Err(ApiError::invalid("A chargeback never becomes an inquiry.").param("status"));
    }
    store.disputes.find_mut(id)?.set("status", status);
    let withdrawn = withdraw(store, id)?;
    emit(store, "charge.dispute.updated", id);
    if withdrawn {
        emit(store, "charge.dispute.funds_withdrawn", id);
    }
    store.disputes.find(id).map(Record::view)
}

/// It ends: an inquiry as `warning_closed`, a chargeback as `won` or `lost`.
pub fn close(store: &mut Store, id: &str, status: &str) -> Result<Value, ApiError> {
    let row = still_open(store, id)?;
    one_of(status, if is_inquiry(row) { &["warning_closed"] } else { &["won", "lost"] })?;
    store.disputes.find_mut(id)?.set("status", status);
    if status == "won" {
        move_money(store, id, 1)?;
    }
    emit(store, "charge.dispute.closed", id);
    if status == "won" {
        emit(store, "charge.dispute.funds_reinstated", id);
    }
    store.disputes.find(id).map(Record::view)
}

/// What a dispute keeps from the shop at this moment, without fees.
pub fn withdrawn(dispute: &Record) -> i64 {
    let moved = dispute.real()["balance_transactions"].as_array().into_iter().flatten();
    -moved.filter_map(|transaction| transaction["amount"].as_i64()).sum::<i64>()
}

fn is_inquiry(dispute: &Record) -> bool {
    dispute.text("status").starts_with("warning_")
}

fn still_open<'a>(store: &'a Store, id: &str) -> Result<&'a Record, ApiError> {
    let row = store.disputes.find(id)?;
    let status = row.text("status");
    if OPEN.contains(&status) { Ok(row) } else { Err(ApiError::invalid(format!("The dispute is closed as {status}."))) }
}

fn one_of(status: &str, allowed: &[&str]) -> Result<(), ApiError> {
    if allowed.contains(&status) {
        return Ok(());
    }
    Err(ApiError::invalid(format!("Invalid status: must be one of {}", allowed.join(", "))).param("status"))
}

/// Takes the money of a chargeback once; whether it was taken now.
fn withdraw(store: &mut Store, id: &str) -> Result<bool, ApiError> {
    let row = store.disputes.find_mut(id)?;
    if is_inquiry(row) || withdrawn(row) > 0 {
        return Ok(false);
    }
    row.set("is_charge_refundable", false);
    let mut details = row.real()["payment_method_details"].clone();
    details["card"]["case_type"] = "chargeback".into();
    row.set("payment_method_details", details);
    move_money(store, id, -1)?;
    Ok(true)
}

/// Writes down what the balance lost (−1) or got back (1).
fn move_money(store: &mut Store, id: &str, sign: i64) -> Result<(), ApiError> {
    let row = store.disputes.find_mut(id)?;
    let moved = shapes::dispute_transaction(row.real(), sign * row.int("amount"));
    let mut transactions = row.real()["balance_transactions"].clone();
    if let Some(list) = transactions.as_array_mut() {
        list.push(moved);
    }
    row.set("balance_transactions", json!(transactions));
    Ok(())
}

fn emit(store: &mut Store, kind: &str, id: &str) {
    if let Ok(row) = store.disputes.find(id) {
        let (live, view) = (row.live(), row.view());
        store.emit(kind, live, &view);
    }
}
