//! Events, for those who missed a delivery.

use serde_json::{Value, json};

use super::{Ask, Reply};
use crate::paypal::book::{Book, Event};
use crate::paypal::ids::seconds;
use crate::paypal::refusal::Refusal;

/// `GET /v1/notifications/webhooks-events`: newest first; `next` links to the older ones.
pub fn list(book: &Book, ask: &Ask) -> Result<Reply, Refusal> {
    let bound = |name: &str| {
        let Some(given) = ask.query.get(name) else { return Ok(None) };
        seconds(given).map(Some).ok_or_else(|| Refusal::invalid("INVALID_PARAMETER_SYNTAX", "A time is written as in RFC 3339.", name))
    };
    let (start, end) = (bound("start_time")?, bound("end_time")?);
    let size: usize = ask.query.get("page_size").and_then(|text| text.parse().ok()).unwrap_or(10).clamp(1, 300);
    let kind = ask.query.get("event_type");
    let fits = |event: &&Event| {
        start.is_none_or(|start| event.at >= start) && end.is_none_or(|end| event.at <= end) && kind.is_none_or(|kind| *kind == event.kind)
    };
    let chosen: Vec<&Event> = book.events.iter().rev().filter(fits).collect();
    let skipped = match ask.query.get("start_id") {
        Some(id) => chosen.iter().position(|event| event.id == *id).ok_or_else(Refusal::missing)?,
        None => 0,
    };
    let rest = chosen.get(skipped..).unwrap_or_default();
    let page: Vec<Value> = rest.iter().take(size).map(|event| event.body.clone()).collect();
    let mut links = Vec::new();
    if let Some(next) = rest.get(size) {
        links.push(json!({"href": next_address(book, ask, &next.id), "rel": "next", "method": "GET"}));
    }
    Ok(Reply::found(json!({"count": page.len(), "events": page, "links": links})))
}

/// The same question, from an older event on.
fn next_address(book: &Book, ask: &Ask, start: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in ask.query.iter().filter(|(name, _)| *name != "start_id") {
        query.append_pair(name, value);
    }
    query.append_pair("start_id", start);
    format!("{}/v1/notifications/webhooks-events?{}", book.links.api, query.finish())
}

/// `GET /v1/notifications/webhooks-events/{id}`
pub fn get(book: &Book, id: &str) -> Result<Reply, Refusal> {
    let event = book.events.iter().find(|event| event.id == id).ok_or_else(Refusal::missing)?;
    Ok(Reply::found(event.body.clone()))
}
