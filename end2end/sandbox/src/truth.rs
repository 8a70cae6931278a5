//! The ledger of the money that was really taken, whatever the objects and events were made to say.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::machine::disputes::withdrawn;
use crate::paypal;
use crate::store::Store;
use crate::table::Record;

/// The whole ledger.
pub fn truth(store: &Store) -> Value {
    let intents: Vec<Value> = store.intents.iter().map(|intent| entry(store, intent)).collect();
    let mut payments = intents.clone();
    payments.extend(paypal::truth::payments(&store.paypal));
    let sum = |name: &str| payments.iter().filter_map(|intent| intent[name].as_i64()).sum::<i64>();
    json!({
        "totals": {
            "payments": payments.len(),
            "payment_intents": intents.len(),
            "succeeded": payments.iter().filter(|intent| intent["status"] == "succeeded").count(),
            "canceled": payments.iter().filter(|intent| intent["status"] == "canceled").count(),
            "amount_received": sum("amount_received"),
            "amount_refunded": sum("amount_refunded"),
            "amount_reversed": sum("amount_reversed"),
            "customers": store.customers.iter().count(),
            "refunds": store.refunds.iter().count(),
            "events": store.events.iter().count(),
        },
        "orders": orders(&payments),
        "calls": store.calls,
        "payment_intents": intents,
        "payments": payments,
    })
}

/// One payment intent with the charges that took money.
fn entry(store: &Store, intent: &Record) -> Value {
    let id = intent.text("id");
    let charges: Vec<Value> = store
        .charges
        .iter()
        .filter(|charge| charge.text("payment_intent") == id && charge.text("status") == "succeeded")
        .map(|charge| {
            json!({
                "id": charge.text("id"),
                "amount": charge.int("amount_captured"),
                "refunded": charge.int("amount_refunded"),
            })
        })
        .collect();
    let sum = |name: &str| charges.iter().filter_map(|charge| charge[name].as_i64()).sum::<i64>();
    let disputes: Vec<&Record> = store.disputes.iter().filter(|dispute| dispute.text("payment_intent") == id).collect();
    json!({
        "provider": "stripe",
        "id": id,
        "reference": id,
        "order_id": intent.real()["metadata"]["order_id"],
        "status": intent.text("status"),
        "amount": intent.int("amount"),
        "amount_received": sum("amount"),
        "amount_refunded": sum("refunded"),
        "amount_reversed": disputes.iter().map(|dispute| withdrawn(dispute)).sum::<i64>(),
        "currency": intent.text("currency"),
        "customer": intent.real()["customer"],
        "livemode": intent.live(),
        "metadata": intent.real()["metadata"],
        "saved_method": store.flows.get(id).is_some_and(|flow| flow.saved),
        "disputed": !disputes.is_empty(),
        "dispute": disputes.last().map(|dispute| json!({"id": dispute.text("id"), "status": dispute.text("status")})),
        "charges": charges,
    })
}

/// The intents by the order they name in their metadata.
fn orders(intents: &[Value]) -> Value {
    let mut orders: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
    for intent in intents {
        if let Some(order) = intent["metadata"]["order_id"].as_str() {
            orders.entry(order.to_owned()).or_default().push(intent);
        }
    }
    let summaries = orders.into_iter().map(|(order, intents)| {
        let sum = |name: &str| intents.iter().filter_map(|intent| intent[name].as_i64()).sum::<i64>();
        let summary = json!({
            "intents": intents.len(),
            "successful_charges":
                intents.iter().filter_map(|intent| intent["charges"].as_array()).map(Vec::len).sum::<usize>(),
            "amount_received": sum("amount_received"),
            "amount_refunded": sum("amount_refunded"),
            "statuses": intents.iter().map(|intent| intent["status"].clone()).collect::<Vec<_>>(),
        });
        (order, summary)
    });
    Value::Object(summaries.collect())
}
