//! The buyer asks PayPal for the money back.

use crate::paypal::book::{CaptureStatus, Dispute};
use crate::paypal::ids::{dispute_id, timestamp};
use crate::paypal::refusal::Refusal;
use crate::paypal::{events, shapes};
use crate::store::Store;

/// Opens a dispute about a whole capture; an `INQUIRY` holds nothing back, a `CHARGEBACK` does.
pub fn open_dispute(store: &mut Store, capture: &str, reason: &str, stage: &str) -> Result<String, Refusal> {
    let about = store.paypal.capture(capture)?;
    if about.status != CaptureStatus::Completed {
        return Err(Refusal::unprocessable("CAPTURE_NOT_COMPLETED", "Only money that arrived is disputed."));
    }
    let dispute = Dispute {
        id: dispute_id(),
        capture: capture.to_owned(),
        money: about.money,
        reason: reason.to_owned(),
        stage: stage.to_owned(),
        outcome: None,
        created: timestamp(),
        updated: timestamp(),
    };
    let (id, resource) = (dispute.id.clone(), shapes::dispute(&store.paypal, &dispute));
    store.paypal.disputes.push(dispute);
    events::emit(store, "CUSTOMER.DISPUTE.CREATED", "dispute", "A new dispute opened with Case # about a payment.", &resource);
    Ok(id)
}

/// Ends a dispute.
pub fn resolve_dispute(store: &mut Store, id: &str, outcome: &str) -> Result<(), Refusal> {
    let dispute = store.paypal.disputes.iter_mut().find(|dispute| dispute.id == id).ok_or_else(Refusal::missing)?;
    if dispute.outcome.is_some() {
        return Err(Refusal::unprocessable("ALREADY_RESOLVED", "The dispute has ended."));
    }
    dispute.outcome = Some(outcome.to_owned());
    dispute.updated = timestamp();
    let resource = shapes::dispute(&store.paypal, store.paypal.dispute(id)?);
    events::emit(store, "CUSTOMER.DISPUTE.RESOLVED", "dispute", "A dispute was resolved.", &resource);
    Ok(())
}
