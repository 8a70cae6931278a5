//! Money that goes back: refunds and disputes.

use super::{StripeGateway, keyed};
use crate::ports::payment::{DisputeFacts, GatewayError, IdempotencyKey, RefundFacts};
use chrono::{DateTime, Utc};
use domain::money::Money;
use domain::payment::DisputeStatus;
use std::collections::HashMap;
use stripe::StripeRequest;
use stripe_core::dispute::ListDispute;
use stripe_core::refund::{CreateRefund, ListRefund};
use stripe_shared::{DisputeStatus as Status, Refund};

/// The metadata key under which a refund carries the key of its call.
const CALL_KEY: &str = "call";

impl StripeGateway {
    /// Sends money of a payment intent back.
    pub(super) async fn refund_intent(&self, intent: &str, amount: Money, key: &IdempotencyKey) -> Result<RefundFacts, GatewayError> {
        let metadata = HashMap::from([(CALL_KEY.to_owned(), key.0.clone())]);
        let request = CreateRefund::new().payment_intent(intent).amount(amount.minor).metadata(metadata);
        let call = request.customize().request_strategy(keyed(key)?);
        Ok(facts(&self.within(call.send(&self.client)).await?))
    }

    /// Finds the refund that a call with this key made.
    pub(super) async fn find_refund_of(&self, intent: &str, key: &IdempotencyKey) -> Result<Option<RefundFacts>, GatewayError> {
        let list = self.within(ListRefund::new().payment_intent(intent).limit(100).send(&self.client)).await?;
        let made_by_it = |refund: &&Refund| refund.metadata.as_ref().and_then(|metadata| metadata.get(CALL_KEY)) == Some(&key.0);
        Ok(list.data.iter().find(made_by_it).map(facts))
    }

    /// The latest dispute of a payment intent that withdrew money. A key that may not read disputes has none to tell of.
    pub(super) async fn dispute_of(&self, intent: &str) -> Result<Option<DisputeFacts>, GatewayError> {
        let list = match self.within(ListDispute::new().payment_intent(intent).limit(100).send(&self.client)).await {
            Err(GatewayError::Refused { status: 401 | 403, .. }) => {
                self.disputes_hidden
                    .call_once(|| tracing::warn!("Stripe does not show its disputes; the key needs the permission for them"));
                return Ok(None);
            }
            answer => answer?,
        };
        let of = |dispute: &stripe_shared::Dispute| {
            Some(DisputeFacts {
                reference: dispute.id.to_string(),
                status: status(&dispute.status)?,
                amount_minor: dispute.amount,
                opened_at: DateTime::<Utc>::from_timestamp(dispute.created, 0)?,
            })
        };
        Ok(list.data.iter().find_map(of))
    }
}

fn facts(refund: &Refund) -> RefundFacts {
    RefundFacts { reference: refund.id.to_string(), done: refund.status.as_deref() == Some("succeeded") }
}

/// An inquiry (`warning_…`) and a dispute that was prevented withdraw nothing. An unknown word counts as open: access waits for a person.
fn status(status: &Status) -> Option<DisputeStatus> {
    match status {
        Status::Won => Some(DisputeStatus::Won),
        Status::Lost => Some(DisputeStatus::Lost),
        Status::WarningClosed | Status::WarningNeedsResponse | Status::WarningUnderReview | Status::Prevented => None,
        _ => Some(DisputeStatus::Open),
    }
}
