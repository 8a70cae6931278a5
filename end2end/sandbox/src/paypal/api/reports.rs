//! The search for transactions.

use serde_json::{Value, json};

use super::{Ask, Reply};
use crate::paypal::book::{Book, Capture, CaptureStatus, Refund};
use crate::paypal::ids::seconds;
use crate::paypal::refusal::Refusal;

/// One question covers so many days at most.
const MOST_DAYS: i64 = 31;

/// `GET /v1/reporting/transactions`: money that came and went between two moments, oldest first.
pub fn list(book: &Book, ask: &Ask) -> Result<Reply, Refusal> {
    let bound = |name: &str| {
        let given = ask.query.get(name).and_then(|given| seconds(given));
        given.ok_or_else(|| Refusal::invalid("INVALID_PARAMETER_SYNTAX", "A time is written as in RFC 3339.", name))
    };
    let (start, end) = (bound("start_date")?, bound("end_date")?);
    if end < start || end - start > MOST_DAYS * 86_400 {
        return Err(Refusal::invalid("INVALID_RANGE", "The date range is greater than the maximum of 31 days.", "end_date"));
    }
    let number = |name: &str, otherwise: usize| ask.query.get(name).and_then(|text| text.parse().ok()).unwrap_or(otherwise);
    let (size, page) = (number("page_size", 100).clamp(1, 500), number("page", 1).max(1));
    let taken = book.captures.iter().filter(|capture| capture.status == CaptureStatus::Completed);
    let came = taken.map(|capture| (capture.created.as_str(), of_capture(book, capture)));
    let went = book.refunds.iter().map(|refund| (refund.created.as_str(), of_refund(book, refund)));
    let inside = |at: &str| seconds(at).is_some_and(|at| (start..=end).contains(&at));
    let mut all: Vec<(&str, Value)> = came.chain(went).filter(|(at, _)| inside(at)).collect();
    all.sort_by_key(|(at, _)| seconds(at));
    let details: Vec<Value> = all.iter().skip((page - 1) * size).take(size).map(|(_, info)| json!({"transaction_info": info})).collect();
    Ok(Reply::found(json!({
        "transaction_details": details,
        "page": page,
        "total_items": all.len(),
        "total_pages": all.len().div_ceil(size),
        "links": [],
    })))
}

fn of_capture(book: &Book, capture: &Capture) -> Value {
    let unit = book.orders.get(&capture.order).map(|order| &order.unit);
    json!({
        "transaction_id": capture.id,
        "transaction_event_code": "T0006",
        "transaction_initiation_date": capture.created,
        "transaction_updated_date": capture.updated,
        "transaction_amount": capture.money.json(),
        "transaction_status": "S",
        "invoice_id": unit.and_then(|unit| unit.invoice_id.as_deref()),
        "custom_field": unit.and_then(|unit| unit.custom_id.as_deref()),
    })
}

fn of_refund(book: &Book, refund: &Refund) -> Value {
    let unit = book.capture(&refund.capture).ok().and_then(|capture| book.orders.get(&capture.order)).map(|order| &order.unit);
    json!({
        "transaction_id": refund.id,
        "paypal_reference_id": refund.capture,
        "paypal_reference_id_type": "TXN",
        "transaction_event_code": "T1107",
        "transaction_initiation_date": refund.created,
        "transaction_updated_date": refund.created,
        "transaction_amount": {"currency_code": refund.money.currency.code, "value": format!("-{}", refund.money.value())},
        "transaction_status": "S",
        "invoice_id": refund.invoice_id,
        "custom_field": unit.and_then(|unit| unit.custom_id.as_deref()),
    })
}
