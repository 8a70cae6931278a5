//! Refunds.

use serde_json::Value;

use super::{Request, listing, payment_intents};
use crate::error::ApiError;
use crate::machine::refunds;
use crate::params::Params;
use crate::store::Store;
use crate::table::Record;

/// `POST /v1/refunds`
pub fn create(store: &mut Store, request: &Request) -> Result<Value, ApiError> {
    request.params.allow(&["amount", "charge", "metadata", "payment_intent", "reason", "instructions_email"])?;
    give_back(store, request.caller.live, &request.params)
}

/// Gives money back, on the shop's or the dashboard's demand.
pub fn give_back(store: &mut Store, live: bool, params: &Params) -> Result<Value, ApiError> {
    let charge_id = charge_of(store, live, params)?;
    let reason = params.one_of("reason", &["duplicate", "fraudulent", "requested_by_customer"])?;
    let disputed = store
        .disputes
        .iter()
        .any(|row| row.text("charge") == charge_id && matches!(row.text("status"), "needs_response" | "under_review" | "lost"));
    let charge = store.charges.find(&charge_id)?;
    let left = charge.int("amount_captured") - charge.int("amount_refunded");
    if left == 0 {
        return Err(ApiError::invalid(format!("Charge {charge_id} has already been refunded.")).code("charge_already_refunded"));
    }
    if disputed {
        return Err(ApiError::invalid(format!("Charge {charge_id} has been charged back; cannot issue a refund.")).code("charge_disputed"));
    }
    let amount = params.int("amount")?.unwrap_or(left);
    if amount < 1 {
        return Err(ApiError::invalid("Invalid positive integer").code("parameter_invalid_integer").param("amount"));
    }
    payment_intents::check_step(amount, charge.text("currency"))?;
    if amount > left {
        return Err(
            ApiError::invalid(format!("Refund amount ({amount}) is greater than unrefunded amount on charge ({left})")).param("amount")
        );
    }
    refunds::give_back(store, &charge_id, amount, reason, params.metadata(&Value::Null))
}

/// `GET /v1/refunds/{id}`
pub fn retrieve(store: &Store, request: &Request, id: &str) -> Result<Value, ApiError> {
    store.refunds.get(request.caller.live, id).map(Record::view)
}

/// `GET /v1/refunds`
pub fn list(store: &Store, request: &Request) -> Result<Value, ApiError> {
    let (intent, charge) = (request.params.text("payment_intent"), request.params.text("charge"));
    listing::page(&store.refunds, request, "/v1/refunds", |row| {
        intent.is_none_or(|id| row.text("payment_intent") == id) && charge.is_none_or(|id| row.text("charge") == id)
    })
}

/// The charge that took the money.
fn charge_of(store: &Store, live: bool, params: &Params) -> Result<String, ApiError> {
    if let Some(charge) = params.text("charge") {
        return store.charges.get(live, charge).map(|row| row.text("id").to_owned());
    }
    let Some(id) = params.text("payment_intent") else {
        return Err(ApiError::invalid("One of the following params should be provided for this request: payment_intent or charge."));
    };
    let intent = store.intents.get(live, id).map_err(|_| ApiError::missing("payment_intent", id, "payment_intent"))?;
    if intent.text("status") == "succeeded" {
        return Ok(intent.text("latest_charge").to_owned());
    }
    Err(ApiError::unexpected_state(format!("This PaymentIntent ({id}) does not have a successful charge to refund."), intent.view()))
}
