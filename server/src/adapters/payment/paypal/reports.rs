//! What PayPal knows whether we heard of it or not: its search for transactions and its list of events.

use super::shapes::{Events, TransactionInfo, Transactions};
use super::{PaypalGateway, amount, facts};
use crate::ports::payment::{GatewayError, MissedEvent, TakenMoney};
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::OrderId;
use domain::money::Money;
use serde_json::Value;
use std::collections::BTreeSet;

/// One search covers so much time at most.
const SPAN: TimeDelta = TimeDelta::days(31);
/// A transaction is in the search after three hours at most (PayPal, Transaction Search API).
pub(super) const LAG: TimeDelta = TimeDelta::hours(3);
/// The largest page of a search.
const PAGE: usize = 500;
/// The largest page of the list of events.
const EVENTS_PAGE: usize = 300;
/// More pages than this are read in the next round.
const MOST_PAGES: usize = 200;

fn written(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

impl PaypalGateway {
    /// The captures between two moments that took money. The search runs hours behind, so it only finds them: what is true of
    /// each is asked of it.
    pub(super) async fn taken_between(&self, since: DateTime<Utc>, until: DateTime<Utc>) -> Result<Vec<TakenMoney>, GatewayError> {
        let mut captures = BTreeSet::new();
        let mut from = since;
        while from < until {
            let to = until.min(from + SPAN);
            captures.extend(self.captures_between(from, to).await?);
            from = to;
        }
        let mut taken = Vec::new();
        for capture in captures {
            taken.extend(self.taken_by(&capture).await?);
        }
        Ok(taken)
    }

    /// The captures for orders of ours in one span.
    async fn captures_between(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Vec<String>, GatewayError> {
        let mut captures = Vec::new();
        for page in 1..=MOST_PAGES {
            let span = format!("start_date={}&end_date={}", written(from), written(to));
            let path = format!("v1/reporting/transactions?{span}&fields=transaction_info&page_size={PAGE}&page={page}");
            let found: Transactions = match self.client.get(&path).await {
                Err(GatewayError::Refused { status: 403, .. }) => {
                    let warn = || tracing::warn!("PayPal does not show its transactions; the app needs the permission for them");
                    self.reports_hidden.call_once(warn);
                    return Err(GatewayError::Hidden("its list of payments"));
                }
                answer => answer?,
            };
            let infos = found.transaction_details.into_iter().map(|detail| detail.transaction_info);
            captures.extend(infos.filter(is_our_payment).map(|info| info.transaction_id));
            if page >= found.total_pages as usize {
                break;
            }
        }
        Ok(captures)
    }

    async fn taken_by(&self, id: &str) -> Result<Option<TakenMoney>, GatewayError> {
        let capture = match self.captured(id).await {
            Err(GatewayError::NotFound) => return Ok(None),
            answer => answer?,
        };
        if !facts::took_money(&capture) {
            return Ok(None);
        }
        let received = capture.amount.as_ref().and_then(amount::read);
        let refunded_minor = match (capture.status.as_str(), &capture.supplementary_data.related_ids.order_id) {
            ("COMPLETED", _) => 0,
            ("PARTIALLY_REFUNDED", Some(order)) => {
                facts::of_capture(&self.order(order).await?, &capture, None, self.livemode).refunded_minor
            }
            _ => received.map_or(0, |money: Money| money.minor),
        };
        let order = capture.custom_id.as_deref().and_then(|id| id.parse().ok());
        Ok(Some(TakenMoney { reference: capture.id, order, received, refunded_minor }))
    }

    /// All events since a moment, oldest first: PayPal does not say which of them arrived.
    pub(super) async fn events_since(&self, since: DateTime<Utc>) -> Result<Vec<MissedEvent>, GatewayError> {
        let mut events = Vec::new();
        let mut path = Some(format!("v1/notifications/webhooks-events?page_size={EVENTS_PAGE}&start_time={}", written(since)));
        for _ in 0..MOST_PAGES {
            let Some(next) = path.take() else { break };
            let page: Events = self.client.get(&next).await?;
            events.extend(page.events.iter().filter_map(missed));
            path = page.links.iter().find(|link| link.rel == "next").and_then(|link| path_of(&link.href));
        }
        events.reverse();
        Ok(events)
    }
}

fn is_our_payment(info: &TransactionInfo) -> bool {
    let ours = info.custom_field.as_deref().is_some_and(|field| field.parse::<OrderId>().is_ok());
    ours && info.transaction_event_code.starts_with("T00")
}

fn missed(event: &Value) -> Option<MissedEvent> {
    let text = |name: &str| event.get(name)?.as_str().map(str::to_owned);
    Some(MissedEvent { id: text("id")?, kind: text("event_type")?, body: event.to_string().into_bytes() })
}

/// Where a link leads on the API that is configured, whatever host it names.
fn path_of(href: &str) -> Option<String> {
    let url = reqwest::Url::parse(href).ok()?;
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    Some(format!("{}{query}", url.path().trim_start_matches('/')))
}
