//! What Stripe knows whether we heard of it or not: its lists of payments and of events.

use super::{ORDER_KEY, StripeGateway, facts};
use crate::ports::payment::{GatewayError, MissedEvent, TakenMoney};
use chrono::{DateTime, Utc};
use domain::money::Money;
use stripe_core::event::ListEvent;
use stripe_core::payment_intent::ListPaymentIntent;
use stripe_shared::{Event, PaymentIntent, PaymentIntentStatus};
use stripe_types::{RangeBoundsTs, RangeQueryTs};

/// The types of events that the endpoint subscribes to.
pub(super) const SUBSCRIBED: &[&str] = &[
    "payment_intent.succeeded",
    "payment_intent.payment_failed",
    "payment_intent.processing",
    "payment_intent.canceled",
    "payment_intent.requires_action",
    "checkout.session.completed",
    "checkout.session.expired",
    "charge.refunded",
    "refund.created",
    "refund.updated",
    "refund.failed",
    "charge.dispute.created",
    "charge.dispute.updated",
    "charge.dispute.closed",
    "charge.dispute.funds_withdrawn",
    "charge.dispute.funds_reinstated",
    "payment_method.detached",
];
/// The size of a page of a list; Stripe gives no larger one.
const PAGE: i64 = 100;
/// More pages than this are read in the next round.
const MOST_PAGES: usize = 200;

fn since_query(since: DateTime<Utc>) -> RangeQueryTs {
    RangeQueryTs::Bounds(RangeBoundsTs { gte: Some(since.timestamp()), ..RangeBoundsTs::default() })
}

impl StripeGateway {
    /// The payment intents since a moment that took money.
    pub(super) async fn intents_since(&self, since: DateTime<Utc>) -> Result<Vec<TakenMoney>, GatewayError> {
        let mut taken = Vec::new();
        let mut after: Option<String> = None;
        for _ in 0..MOST_PAGES {
            let mut request = ListPaymentIntent::new().created(since_query(since)).limit(PAGE);
            request = request.expand(vec!["data.latest_charge".to_owned()]);
            if let Some(after) = after {
                request = request.starting_after(after);
            }
            let page = self.within(request.send(&self.client)).await?;
            taken.extend(page.data.iter().filter(|intent| intent.status == PaymentIntentStatus::Succeeded).map(taken_by));
            after = page.data.last().map(|intent| intent.id.to_string());
            if !page.has_more || after.is_none() {
                break;
            }
        }
        Ok(taken)
    }

    /// The events since a moment that were not delivered, oldest first.
    pub(super) async fn events_since(&self, since: DateTime<Utc>) -> Result<Vec<MissedEvent>, GatewayError> {
        let types: Vec<String> = SUBSCRIBED.iter().map(|kind| (*kind).to_owned()).collect();
        let mut events = Vec::new();
        let mut after: Option<String> = None;
        for _ in 0..MOST_PAGES {
            let mut request = ListEvent::new().created(since_query(since)).delivery_success(false).types(types.clone()).limit(PAGE);
            if let Some(after) = after {
                request = request.starting_after(after);
            }
            let page = self.within(request.send(&self.client)).await?;
            after = page.data.last().map(|event| event.id.to_string());
            events.extend(page.data.iter().map(missed));
            if !page.has_more || after.is_none() {
                break;
            }
        }
        events.reverse();
        Ok(events)
    }
}

fn taken_by(intent: &PaymentIntent) -> TakenMoney {
    let facts = facts::of_intent(intent);
    TakenMoney {
        reference: facts.reference,
        order: intent.metadata.get(ORDER_KEY).and_then(|id| id.parse().ok()),
        received: facts.amount.map(|amount| Money::new(facts.received_minor, amount.currency)),
        refunded_minor: facts.refunded_minor,
    }
}

fn missed(event: &Event) -> MissedEvent {
    let (id, kind) = (event.id.to_string(), event.type_.to_string());
    let object: serde_json::Value = serde_json::from_str(&miniserde::json::to_string(&event.data.object)).unwrap_or_default();
    let body = serde_json::json!({ "id": id, "type": kind, "livemode": event.livemode, "data": { "object": object } });
    MissedEvent { id, kind, body: body.to_string().into_bytes() }
}
