//! Every object has the keys of Stripe's own fixture of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use sandbox::effects::Origin;
use sandbox::shapes::{self, NewCard, NewCharge, NewEntry, NewIntent, NewRefund, NewSession};
use serde_json::{Value, json};

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/stripe/fixtures3.json");

fn fixtures() -> Option<Value> {
    if !Path::new(FIXTURES).exists() {
        println!("skipped: official fixtures are not beside the project");
        return None;
    }
    let text = fs::read_to_string(FIXTURES).expect("readable fixtures");
    Some(serde_json::from_str(&text).expect("fixtures in JSON"))
}

fn keys(object: &Value) -> BTreeSet<&str> {
    object.as_object().map(|map| map.keys().map(String::as_str).collect()).unwrap_or_default()
}

fn objects() -> Vec<(&'static str, Value)> {
    let method = shapes::payment_method(&NewCard {
        number: "4242424242424242".to_owned(),
        exp_month: 12,
        exp_year: 2034,
        live: false,
        billing_details: shapes::empty_billing_details(),
        metadata: json!({}),
    });
    let intent = shapes::payment_intent(&NewIntent {
        amount: 1099,
        currency: "usd".to_owned(),
        live: false,
        automatic_payment_methods: json!({"enabled": true}),
        payment_method_types: vec!["card".to_owned()],
    });
    let charge = shapes::charge(&NewCharge { intent: &intent, method: &method, authenticated: true, failure: Value::Null });
    let refund = shapes::refund(&NewRefund { charge: &charge, amount: 100, reason: Value::Null, metadata: json!({}) });
    let dispute = shapes::dispute(&charge, "fraudulent", "needs_response");
    let entry = shapes::balance_transaction(&NewEntry {
        kind: "charge",
        source: &charge,
        amount: 1099,
        currency: "eur",
        exchange_rate: None,
        fee: 62,
    });
    let moved = shapes::dispute_transaction(&dispute, -100);
    let item = shapes::line_item("Course", "eur", 1099, 1, false);
    let session = shapes::checkout_session(&NewSession {
        live: false,
        items: std::slice::from_ref(&item),
        currency: "eur",
        base: "https://checkout.stripe.com",
        expires_at: 0,
    });
    let event = shapes::event("payment_intent.created", false, &intent, &Origin::default());
    vec![
        ("payment_intent", intent),
        ("customer", shapes::customer(false)),
        ("refund", refund),
        ("payment_method", method),
        ("charge", charge),
        ("dispute", dispute),
        ("balance_transaction", entry),
        ("balance_transaction", moved),
        ("item", item),
        ("checkout.session", session),
        ("event", event),
    ]
}

#[test]
fn objects_have_the_keys_of_the_official_fixtures() {
    let Some(fixtures) = fixtures() else { return };
    for (name, object) in objects() {
        let official = &fixtures["resources"][name];
        assert!(official.is_object(), "{name}");
        assert_eq!(keys(&object), keys(official), "{name}");
    }
}

#[test]
fn what_is_inside_them_has_those_keys_too() {
    let Some(fixtures) = fixtures() else { return };
    for (name, object) in objects() {
        // What an event is about differs from event to event.
        for (key, inside) in object.as_object().into_iter().flatten().filter(|(key, _)| *key != "data") {
            let official = &fixtures["resources"][name][key];
            if inside.is_object() && official.is_object() && key != "metadata" {
                let missing: Vec<_> = keys(official).difference(&keys(inside)).copied().collect();
                assert!(missing.is_empty(), "{name}.{key} has no {missing:?}");
            }
        }
    }
}
