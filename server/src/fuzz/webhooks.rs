//! What providers, or whoever says to be one, deliver.

use super::texts::{any_text, damage, made_of};
use crate::webhooks::paypal::{Hosts, Transmission};
use crate::webhooks::signature::{TOLERANCE_S, verify};
use crate::webhooks::{doorbell, removed_method};
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use http::{HeaderMap, HeaderName, HeaderValue};
use proptest::prelude::*;
use secrecy::SecretString;
use serde_json::{Value, json};
use sha2::Sha256;

const NOW: i64 = 1_700_000_000;
const STRIPE: &[&str] = &[
    "t=",
    "v1=",
    "v0=",
    ",",
    "=",
    "1700000000",
    "1700000301",
    "0",
    "-1",
    "+1",
    "9223372036854775807",
    "9223372036854775808",
    " ",
    "t",
    "5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd",
    "5257A869E7ECEBEDA32AFFA62CDCA3FA51CAD7E77A0E56FF536D0CE8E108D8BD",
];
const PAYPAL: &[&str] = &[
    "SHA256withRSA",
    "SHA1withRSA",
    "2023-11-14T22:13:20Z",
    "2023-11-14T22:13:20+24:00",
    "9999-12-31T23:59:60Z",
    "aGVsbG8=",
    "====",
    "a-b_1",
    "https://api.paypal.com/v1/notifications/certs/CERT-1",
    "https://api.paypal.com:443",
    "@evil.example",
    "https://",
    "/v1/notifications/certs/",
    "//",
];
const PAYPAL_HEADERS: [&str; 5] =
    ["paypal-auth-algo", "paypal-transmission-id", "paypal-transmission-time", "paypal-transmission-sig", "paypal-cert-url"];
const JSON: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"id\"",
    "\"type\"",
    "\"event_type\"",
    "\"data\"",
    "\"object\"",
    "\"resource\"",
    "\"payment_intent.succeeded\"",
    "\"charge.refunded\"",
    "\"PAYMENT.CAPTURE.COMPLETED\"",
    "\"amount\"",
    "\"currency\"",
    "\"eur\"",
    "\"metadata\"",
    "1e400",
    "-0",
    "null",
    "true",
    "\"\\ud800\"",
];

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(NOW, 0).expect("a moment")
}

fn secrets() -> [SecretString; 2] {
    ["whsec_new".into(), "whsec_old".into()]
}

fn signed(time: i64, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(b"whsec_old").expect("a key");
    mac.update(format!("{time}.").as_bytes());
    mac.update(body);
    format!("t={time},v1={}", hex::encode(mac.finalize().into_bytes()))
}

/// JSON with the names that events have, and anything below them.
fn event() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any_text().prop_map(Value::from),
        proptest::sample::select(vec!["eur", "succeeded", "pi_1", "COMPLETED", "14900", "149.00", "-0.001"]).prop_map(Value::from),
    ];
    let names = proptest::sample::select(vec![
        "id",
        "object",
        "amount",
        "currency",
        "status",
        "metadata",
        "payment_intent",
        "customer",
        "amount_received",
        "resource",
        "value",
        "currency_code",
        "custom_id",
        "supplementary_data",
        "related_ids",
        "order_id",
        "capture_id",
        "links",
        "href",
    ]);
    let inner = leaf.prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::hash_map(names.clone().prop_map(str::to_owned), inner, 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    });
    let kinds = [
        "payment_intent.succeeded",
        "charge.refunded",
        "refund.updated",
        "payment_method.detached",
        "CHECKOUT.ORDER.APPROVED",
        "PAYMENT.CAPTURE.COMPLETED",
        "CUSTOMER.DISPUTE.CREATED",
        "VAULT.PAYMENT-TOKEN.DELETED",
        "",
    ];
    (proptest::sample::select(kinds.to_vec()), inner).prop_map(|(kind, object)| {
        json!({ "id": "evt_1", "type": kind, "event_type": kind, "livemode": false, "data": { "object": object }, "resource": object })
    })
}

proptest! {
    #[test]
    fn no_header_of_stripe_passes_that_nobody_signed(header in made_of(STRIPE), body in any::<Vec<u8>>()) {
        prop_assert!(verify(&header, &body, &secrets(), now()).is_err());
    }

    #[test]
    fn a_damaged_header_of_stripe_passes_only_with_its_signature_and_its_time(
        body in proptest::collection::vec(any::<u8>(), 0..64),
        late in -400_i64..400,
        damage in damage(),
        flipped in any::<Option<proptest::sample::Index>>(),
    ) {
        let genuine = signed(NOW - late, &body);
        prop_assert_eq!(verify(&genuine, &body, &secrets(), now()).is_ok(), late.abs() <= TOLERANCE_S);
        let header = damage.of(&genuine);
        if verify(&header, &body, &secrets(), now()).is_ok() {
            let (time, signature) = genuine.split_once(',').expect("two parts");
            prop_assert!(header.contains(signature) && header.contains(time) && late.abs() <= TOLERANCE_S, "{}", header);
        }
        if let Some(at) = flipped.filter(|_| !body.is_empty()) {
            let mut other = body.clone();
            other[at.index(body.len())] ^= 1;
            prop_assert!(verify(&genuine, &other, &secrets(), now()).is_err());
        }
    }

    #[test]
    fn headers_of_paypal_lead_to_no_other_host(values in proptest::array::uniform5(proptest::option::of(made_of(PAYPAL))), doubled in any::<bool>()) {
        let mut headers = HeaderMap::new();
        for (name, value) in PAYPAL_HEADERS.into_iter().zip(values) {
            if let Some(value) = value.and_then(|value| HeaderValue::from_bytes(value.as_bytes()).ok()) {
                headers.append(HeaderName::from_static(name), value.clone());
                if doubled {
                    headers.append(HeaderName::from_static(name), value);
                }
            }
        }
        if let Ok(sent) = Transmission::parse(&headers, Hosts::WithSandbox, now()) {
            prop_assert!(!doubled);
            let host = sent.certificate.origin();
            prop_assert!(host.starts_with("https://api") && host.ends_with(".paypal.com"), "{}", host);
            prop_assert!(!sent.certificate.path().contains(".."));
            prop_assert_eq!(sent.message("WH-1", b"body").matches('|').count(), 3);
        }
    }

    #[test]
    fn any_event_is_read_or_refused(event in event(), text in made_of(JSON), bytes in any::<Vec<u8>>()) {
        for body in [event.to_string().into_bytes(), text.into_bytes(), bytes] {
            for provider in ["stripe", "paypal", "nobody"] {
                drop(doorbell(provider, &body));
                drop(removed_method(provider, &body));
            }
        }
    }
}
