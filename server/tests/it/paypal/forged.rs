//! Forged events: refused, and not one row of them; and the one forgery that the signature cannot notice.

use super::{approve, captures, paypal, silent};
use crate::on_both;
use crate::support::paypal::{Postman, same_checksum};
use crate::support::{Plan, Shop};
use serde_json::{Value, json};
use std::sync::Arc;

/// What a delivery may differ in from a genuine one.
fn differences() -> Vec<(&'static str, Value)> {
    vec![
        ("another body", json!({ "signed_body": "{}" })),
        ("another webhook", json!({ "webhook_id": "WH-OF-ANOTHER-SHOP" })),
        ("the simulator's webhook", json!({ "webhook_id": "WEBHOOK_ID" })),
        ("another key", json!({ "other_key": true })),
        ("no signature", json!({ "signature": "" })),
        ("four days ago", json!({ "transmission_time": "2020-01-01T00:00:00Z" })),
        ("in the future", json!({ "transmission_time": "2090-01-01T00:00:00Z" })),
        ("another algorithm", json!({ "auth_algo": "none" })),
        ("a weaker algorithm", json!({ "auth_algo": "SHA1withRSA" })),
        ("a certificate of somebody else", json!({ "certificate": { "common_name": "evil.com" } })),
        ("a certificate of a lookalike", json!({ "certificate": { "common_name": "messageverificationcerts.paypal.com.evil.com" } })),
        ("an expired certificate", json!({ "certificate": { "years": [2019, 2021] } })),
        ("a certificate of tomorrow", json!({ "certificate": { "years": [2080, 2090] } })),
        ("a certificate that vouches for itself", json!({ "certificate": { "authority": "itself" } })),
        ("a certificate of another authority", json!({ "certificate": { "authority": "stranger" } })),
        ("a chain with a gap", json!({ "certificate": { "without_intermediate": true } })),
    ]
}

/// Addresses where no certificate of the provider lies; some of them are the sandbox's, which must not be asked there.
fn addresses(sandbox: &str) -> Vec<String> {
    let name = "/v1/notifications/certs/CERT-1";
    let hosts = [
        "http://api.paypal.com",
        "https://api.paypal.com.evil.example",
        "https://user@api.paypal.com",
        "https://api.paypal.com@evil.example",
        "https://api.paypal.com:8443",
        "https://www.paypal.com",
        "https://API.PAYPAL.COM",
        "https://api.paypal.com.",
        "https://[::1]",
        "https://127.0.0.1",
        "https://169.254.169.254",
        "//api.paypal.com",
        sandbox,
    ];
    let paths = ["/", "/v1/notifications/certs/", "/v1/notifications/certs/../../evil", "/v1/notifications/certs/CERT-1?x", "/%2e%2e"];
    let of_hosts = hosts.iter().map(|host| format!("{host}{name}"));
    of_hosts.chain(paths.iter().map(|path| format!("https://api.paypal.com{path}"))).collect()
}

on_both!(no_forgery_is_stored, silent(), |shop: Arc<Shop>| async move {
    let started = shop.start_paypal(&shop.browser(), "ada@example.com").await;
    approve(&shop, &started).await;
    let event = shop.sandbox.paypal_event("CHECKOUT.ORDER.APPROVED").await.to_string();
    let postman = Postman::new(&shop);
    let mut refused = differences();
    refused.extend(addresses(&shop.sandbox.url).iter().map(|address| ("a foreign address", json!({ "cert_url": address }))));
    for (what, overrides) in refused {
        let headers = postman.sign(&event, overrides.clone()).await;
        assert_eq!(postman.post(&headers, &event).await, 400, "{what}: {overrides}");
    }
    let genuine = postman.sign(&event, json!({})).await;
    for place in 0..5 {
        let mut without = genuine.clone();
        let (name, value) = without.remove(place);
        assert_eq!(postman.post(&without, &event).await, 400, "without {name}");
        without.extend([(name.clone(), value.clone()), (name.clone(), value)]);
        assert_eq!(postman.post(&without, &event).await, 400, "{name} twice");
    }
    for body in ["", "{}", "[]", "null", "{\"id\":7}"] {
        let headers = postman.sign(body, json!({})).await;
        assert_eq!(postman.post(&headers, body).await, 400, "signed, but no event: {body}");
    }
    assert_eq!(shop.count("SELECT COUNT(*) FROM webhook_inbox").await, 0);
    assert_eq!(captures(&shop).await, 0);
    assert_eq!(postman.post(&genuine, &event).await, 200, "the genuine one is taken");
    shop.reaches(&started.public_id, "paid").await;
});

on_both!(a_body_with_the_same_checksum_passes_and_opens_nothing, silent(), |shop: Arc<Shop>| async move {
    let browser = shop.browser();
    let started = shop.start_paypal(&browser, "mallory@example.com").await;
    let order = shop.truth_of(&started.intent).await["custom_id"].clone();
    let postman = Postman::new(&shop);
    let genuine = json!({ "id": "WH-GENUINE", "event_type": "CUSTOMER.CREATED", "resource": {} }).to_string();
    let headers = postman.sign(&genuine, json!({})).await;
    let paid = json!({ "id": "WH-FORGED", "event_type": "PAYMENT.CAPTURE.COMPLETED", "resource": {
        "id": "CAP-FORGED", "status": "COMPLETED", "final_capture": true, "custom_id": order,
        "amount": { "currency_code": "EUR", "value": "149.00" },
        "supplementary_data": { "related_ids": { "order_id": started.intent } },
    }});
    let forged = same_checksum(&paid, genuine.as_bytes());
    assert_ne!(forged, genuine);
    assert_eq!(postman.post(&headers, &forged).await, 200, "the signature of the genuine body fits");
    shop.settles().await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM webhook_inbox WHERE event_id = 'WH-FORGED' AND state = 'processed'").await, 1);
    assert_eq!(shop.status(&browser, &started.public_id).await["state"], "awaiting_payment");
    assert_eq!((captures(&shop).await, shop.count("SELECT COUNT(*) FROM grants").await), (0, 0));
});

on_both!(without_its_certificate_an_event_waits_at_the_provider, silent(), |shop: Arc<Shop>| async move {
    let postman = Postman::new(&shop);
    let event = json!({ "id": "WH-1", "event_type": "A.B", "resource": {} }).to_string();
    let missing = postman.sign(&event, json!({ "cert_url": "https://api.paypal.com/v1/notifications/certs/CERT-NOT-THERE" })).await;
    assert_eq!(postman.post(&missing, &event).await, 400);
    assert_eq!(shop.count("SELECT COUNT(*) FROM webhook_inbox").await, 0);
});

on_both!(repeated_and_shuffled_deliveries_change_nothing, paypal(), |shop: Arc<Shop>| async move {
    shop.sandbox.webhooks(json!({ "repeat": 3, "shuffle": true })).await;
    let started = shop.start_paypal(&shop.browser(), "ada@example.com").await;
    approve(&shop, &started).await;
    shop.reaches(&started.public_id, "paid").await;
    shop.settles().await;
    assert_eq!((captures(&shop).await, shop.count("SELECT COUNT(*) FROM grants").await), (1, 1));
});

on_both!(where_paypal_is_not_configured_there_is_no_door, Plan { paypal: false, ..silent() }, |shop: Arc<Shop>| async move {
    let postman = Postman::new(&shop);
    let event = json!({ "id": "WH-1", "event_type": "A.B", "resource": {} }).to_string();
    let headers = postman.sign(&event, json!({})).await;
    assert_eq!(postman.post(&headers, &event).await, 404);
    let answer = shop.try_start_paypal(&shop.browser(), "ada@example.com").await;
    assert_eq!(answer.status, 400);
    assert_eq!(shop.count("SELECT COUNT(*) FROM orders").await, 0);
});
