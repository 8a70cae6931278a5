//! What happened, as PayPal tells it.

use serde_json::{Value, json};

use super::book::Event;
use super::ids::{event_id, written};
use super::shapes;
use crate::ids::now;
use crate::store::Store;

/// Records that something happened, with the object as it is at this moment.
pub fn emit(store: &mut Store, kind: &str, resource_type: &str, summary: &str, resource: &Value) {
    let (id, at) = (event_id(), now());
    let address = format!("{}/v1/notifications/webhooks-events/{id}", store.paypal.links.api);
    let body = json!({
        "id": id,
        "event_version": "1.0",
        "create_time": written(at),
        "resource_type": resource_type,
        "resource_version": "2.0",
        "event_type": kind,
        "summary": summary,
        "resource": resource,
        "links": [
            {"href": address, "rel": "self", "method": "GET"},
            {"href": format!("{address}/resend"), "rel": "resend", "method": "POST"},
        ],
    });
    store.paypal.events.push(Event { id: id.clone(), kind: kind.to_owned(), at, body });
    store.effects.events.push(id);
}

/// Records an event of an order.
pub fn of_order(store: &mut Store, kind: &str, id: &str, summary: &str) {
    if let Ok(order) = store.paypal.order(id) {
        let resource = shapes::order(&store.paypal, order, true);
        emit(store, kind, "checkout-order", summary, &resource);
    }
}

/// Records an event of a capture.
pub fn of_capture(store: &mut Store, kind: &str, id: &str, summary: &str) {
    if let Ok(capture) = store.paypal.capture(id) {
        let resource = shapes::capture(&store.paypal, capture);
        emit(store, kind, "capture", summary, &resource);
    }
}
