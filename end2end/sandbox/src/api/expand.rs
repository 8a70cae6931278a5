//! `expand[]`: identifiers replaced by the objects they name.

use serde_json::Value;

use super::checkout;
use crate::shapes;
use crate::store::Store;
use crate::table::Record;

/// Replaces what the paths name; a path that leads nowhere changes nothing.
pub fn expand(store: &Store, mut answer: Value, paths: &[String]) -> Value {
    for path in paths {
        let steps: Vec<&str> = path.split('.').collect();
        walk(store, &mut answer, &steps);
    }
    answer
}

fn walk(store: &Store, node: &mut Value, steps: &[&str]) {
    if let Value::Array(items) = node {
        for item in items {
            walk(store, item, steps);
        }
        return;
    }
    let Some((first, rest)) = steps.split_first() else { return };
    let charge = (node["object"] == "charge").then(|| node["id"].clone());
    if node["object"] == "checkout.session" && *first == "line_items" {
        node["line_items"] = checkout::items_of(store, node["id"].as_str().unwrap_or_default());
    }
    let Some(child) = node.get_mut(*first) else { return };
    if let Some(object) = child.as_str().and_then(|id| find(store, id)) {
        *child = object;
    } else if let (Some(charge), "refunds") = (charge, *first) {
        *child = refunds_of(store, charge.as_str().unwrap_or_default());
    }
    if !rest.is_empty() {
        walk(store, child, rest);
    }
}

fn find(store: &Store, id: &str) -> Option<Value> {
    let table = match id.split_once('_')?.0 {
        "cus" => &store.customers,
        "pi" => &store.intents,
        "pm" => &store.methods,
        "ch" => &store.charges,
        "cs" => &store.sessions,
        "du" => &store.disputes,
        "re" => &store.refunds,
        "txn" => &store.balance,
        _ => return None,
    };
    table.find(id).ok().map(Record::view)
}

fn refunds_of(store: &Store, charge: &str) -> Value {
    let refunds: Vec<Value> = store.refunds.iter().rev().filter(|row| row.text("charge") == charge).map(Record::view).collect();
    shapes::list(&format!("/v1/charges/{charge}/refunds"), &refunds, false)
}
