//! The shape of Stripe's events, as much of it as is needed. Unknown fields and types are no error.

use super::Doorbell;
use crate::adapters::payment::stripe::ORDER_KEY;
use domain::money::{Currency, Money};
use domain::payment::{PaymentFacts, PaymentStatus};
use serde::Deserialize;
use serde_json::Value;

/// An event.
#[derive(Clone, Debug, Deserialize)]
pub struct Event {
    /// Its id; one delivery or many, it is the same.
    pub id: String,
    /// Its type: `payment_intent.succeeded`.
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default)]
    livemode: bool,
    data: Data,
}

#[derive(Clone, Debug, Deserialize)]
struct Data {
    object: Value,
}

impl Event {
    /// What the event rings for; `None` for types that concern no payment.
    pub fn doorbell(&self) -> Result<Option<Doorbell>, String> {
        let object = &self.data.object;
        match self.kind.split('.').next() {
            Some("payment_intent") => self.of_intent(object).map(Some),
            Some("charge" | "refund") => {
                Ok(text(object, "payment_intent").map(|payment| Doorbell { payment, order: None, snapshot: None }))
            }
            _ => Ok(None),
        }
    }

    fn of_intent(&self, object: &Value) -> Result<Doorbell, String> {
        let payment = text(object, "id").ok_or("a payment intent without an id")?;
        let snapshot = self.snapshot(object, &payment).ok_or("a payment intent without amount or currency")?;
        Ok(Doorbell { payment, order: snapshot.order, snapshot: Some(snapshot) })
    }

    fn snapshot(&self, object: &Value, payment: &str) -> Option<PaymentFacts> {
        let currency = Currency::from_code(object.get("currency")?.as_str()?);
        let minor = object.get("amount")?.as_i64()?;
        let status = match object.get("status").and_then(Value::as_str) {
            Some("succeeded") => PaymentStatus::Succeeded,
            _ => PaymentStatus::Processing,
        };
        Some(PaymentFacts {
            reference: payment.to_owned(),
            order: object.get("metadata").and_then(|metadata| text(metadata, ORDER_KEY)).and_then(|id| id.parse().ok()),
            status,
            amount: currency.map(|currency| Money::new(minor, currency)),
            received_minor: object.get("amount_received").and_then(Value::as_i64).unwrap_or_default(),
            refunded_minor: 0,
            customer: text(object, "customer"),
            livemode: self.livemode,
            dispute: None,
            capture: None,
            saved: None,
        })
    }
}

/// A text field, or the id of the object that stands in its place.
fn text(object: &Value, field: &str) -> Option<String> {
    match object.get(field)? {
        Value::String(text) => Some(text.clone()),
        Value::Object(expanded) => expanded.get("id")?.as_str().map(str::to_owned),
        _ => None,
    }
}
