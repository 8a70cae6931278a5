//! What we send, against PayPal's official descriptions of it.

use super::{call_name, orders};
use crate::ports::payment::{IdempotencyKey, Method, OrderWords, PayableOrder, SavedCharge};
use chrono::{DateTime, TimeDelta};
use domain::ids::{OrderId, PaymentId};
use domain::money::{Currency, Money};
use jsonschema::Draft;
use serde_json::{Value, json};
use std::path::Path;
use uuid::Uuid;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/paypal");
const ORDERS: (&str, &str) = ("checkout_orders_v2.json", "/v2/checkout/orders");
const REFUNDS: (&str, &str) = ("payments_payment_v2.json", "/v2/payments/captures/{capture_id}/refund");

/// Whether the descriptions lie beside the project.
fn described() -> bool {
    let there = Path::new(FOLDER).is_dir();
    if !there {
        println!("skipped: PayPal's official descriptions are not beside the project");
    }
    there
}

/// What a description has against the body of a call.
fn complaints((file, path): (&str, &str), body: &Value) -> Vec<String> {
    let text = std::fs::read_to_string(format!("{FOLDER}/{file}")).expect("a readable description");
    let whole: Value = serde_json::from_str(&text).expect("a description in JSON");
    let place = format!("/paths/{}/post/requestBody/content/application~1json/schema", path.replace('/', "~1"));
    let asked = whole.pointer(&place).unwrap_or_else(|| panic!("{file} has no {place}"));
    // A reference hides its siblings: it stands alone beside the components.
    let schema = json!({ "allOf": [asked], "components": whole["components"] });
    let validator = jsonschema::options().with_draft(Draft::Draft4).build(&schema).expect("a schema");
    validator.iter_errors(body).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn payable(amount: Money, description: &str) -> PayableOrder {
    PayableOrder {
        order: OrderId(Uuid::max()),
        payment: PaymentId(Uuid::max()),
        amount,
        customer: None,
        description: description.to_owned(),
        words: words(),
        method: Method::Redirect,
        save: false,
        return_url: "https://course.example/orders/ord_1?redirect_status=succeeded".to_owned(),
        cancel_url: "https://course.example/orders/ord_1".to_owned(),
        held_until: DateTime::UNIX_EPOCH + TimeDelta::days(20_000),
    }
}

fn words() -> OrderWords {
    OrderWords { nameless: "w".repeat(200), named: "w".repeat(256) }
}

fn charge(amount: Money) -> SavedCharge {
    SavedCharge {
        order: OrderId(Uuid::max()),
        payment: PaymentId(Uuid::max()),
        amount,
        customer: None,
        method_ref: "8kk8451t".to_owned(),
        description: "Three feedback calls".to_owned(),
        words: words(),
        return_url: "https://course.example/orders/ord_1?redirect_status=succeeded".to_owned(),
        in_page: true,
    }
}

const AMOUNTS: [Money; 4] = [
    Money::new(14_900, Currency::Eur),
    Money::new(50, Currency::Usd),
    Money::new(14_900, Currency::Jpy),
    Money::new(999_999_999, Currency::Sek),
];

#[test]
fn orders_are_asked_for_as_described() {
    if !described() {
        return;
    }
    for amount in AMOUNTS {
        for save in [false, true] {
            for description in ["", "The small course workshop", &"ü€🙂 ".repeat(80)] {
                let body = orders::to_approve(&payable(amount, description), save).expect("PayPal takes the currency");
                assert_eq!(complaints(ORDERS, &body), Vec::<String>::new(), "{body:#}");
                assert_eq!(body["payment_source"]["paypal"]["attributes"].is_object(), save);
            }
        }
        let body = orders::by_saved(&charge(amount)).expect("PayPal takes the currency");
        assert_eq!(complaints(ORDERS, &body), Vec::<String>::new(), "{body:#}");
    }
}

#[test]
fn refunds_are_asked_for_as_described() {
    if !described() {
        return;
    }
    let call = call_name(&IdempotencyKey(format!("{}:refund:12", Uuid::max())));
    for amount in AMOUNTS {
        let body = orders::to_refund(amount, &call).expect("PayPal takes the currency");
        assert_eq!(complaints(REFUNDS, &body), Vec::<String>::new(), "{body:#}");
    }
}

#[test]
fn the_description_has_something_against_what_is_wrong() {
    if !described() {
        return;
    }
    let good = orders::to_approve(&payable(AMOUNTS[0], "The small course workshop"), true).expect("an order");
    for (place, wrong) in [
        ("/intent", json!("TAKE")),
        ("/purchase_units/0/amount/value", json!(149.0)),
        ("/purchase_units/0/amount/currency_code", json!("EURO")),
        ("/purchase_units/0/description", json!("x".repeat(4_000))),
        ("/payment_source/paypal/attributes/vault/store_in_vault", json!("ALWAYS")),
    ] {
        let mut body = good.clone();
        *body.pointer_mut(place).unwrap_or_else(|| panic!("we send no {place}")) = wrong;
        assert!(!complaints(ORDERS, &body).is_empty(), "{place}");
    }
}
