//! Money that goes back, and refunds that a bank does not take.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::fees;
use crate::shapes::{NewRefund, refund};
use crate::store::Store;

/// How a refund begins.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundStart {
    /// The money is on its way.
    #[default]
    Succeeded,
    /// It counts, and is decided later.
    Pending,
    /// The bank does not take it: no money goes back.
    Failed,
}

/// Gives back so much of a charge, as the next refund is told to begin.
pub fn give_back(store: &mut Store, charge: &str, amount: i64, reason: Option<&str>, metadata: Value) -> Result<Value, ApiError> {
    let start = store.next_refunds.pop_front().unwrap_or_default();
    let row = store.charges.find(charge)?;
    let live = row.live();
    let mut object = refund(&NewRefund { charge: row.real(), amount, reason: reason.into(), metadata });
    object["status"] = json!(start);
    if start == RefundStart::Failed {
        object["failure_reason"] = "expired_or_canceled_card".into();
    }
    object["balance_transaction"] = fees::book_refund(store, live, &object).into();
    store.refunds.insert(live, object.clone());
    store.emit("refund.created", live, &object);
    if start == RefundStart::Failed {
        store.emit("refund.failed", live, &object);
        return Ok(object);
    }
    count(store, charge, amount)?;
    store.emit_charge("charge.refunded", charge);
    if start == RefundStart::Succeeded {
        store.emit("refund.updated", live, &object);
    }
    Ok(object)
}

/// What was pending has gone through; any other refund stays as it is.
pub fn succeed(store: &mut Store, id: &str) -> Result<Value, ApiError> {
    let row = store.refunds.find_mut(id)?;
    if row.text("status") != "pending" {
        return Ok(row.view());
    }
    row.set("status", "succeeded");
    let (live, view) = (row.live(), row.view());
    store.emit("refund.updated", live, &view);
    Ok(view)
}

/// The bank sends the refund back; one that has failed stays as it is.
pub fn fail(store: &mut Store, id: &str) -> Result<Value, ApiError> {
    let row = store.refunds.find_mut(id)?;
    if row.text("status") == "failed" {
        return Ok(row.view());
    }
    row.set("status", "failed");
    row.set("failure_reason", "expired_or_canceled_card");
    let (live, view, amount) = (row.live(), row.view(), row.int("amount"));
    count(store, view["charge"].as_str().unwrap_or_default(), -amount)?;
    store.emit("refund.updated", live, &view);
    store.emit("refund.failed", live, &view);
    Ok(view)
}

fn count(store: &mut Store, charge: &str, amount: i64) -> Result<(), ApiError> {
    let charge = store.charges.find_mut(charge)?;
    let refunded = charge.int("amount_refunded") + amount;
    let all = refunded == charge.int("amount_captured");
    charge.set("amount_refunded", refunded);
    charge.set("refunded", all);
    Ok(())
}
