//! The chain and the signatures, checked as a shop does: with webpki and the root it was given.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::HeaderMap;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use serde_json::{Value, json};
use webpki::{EndEntityCert, KeyUsage, anchor_from_trusted_cert};

use super::PayPal;

const NAME: &str = "messageverificationcerts.paypal.com";
const NOW: UnixTime = UnixTime::since_unix_epoch(Duration::from_secs(1_790_000_000));

/// Whether a shop with the webhook `WH-SANDBOX` believes these headers and this body.
pub async fn genuine(paypal: &PayPal, headers: &HeaderMap, body: &str) -> bool {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let (address, path) = (header("paypal-cert-url"), "/v1/notifications/certs/");
    let Some(id) = address.strip_prefix(&format!("https://api.paypal.com{path}")) else { return false };
    let served = paypal.fake.page(&format!("{path}{id}")).await;
    let root = paypal.fake.page("/_control/paypal/ca.pem").await;
    let (Some(served), Some(root)) = (served.body.as_str(), root.body.as_str()) else { return false };
    let checksum = crc32fast::hash(body.as_bytes());
    let message = format!("{}|{}|WH-SANDBOX|{checksum}", header("paypal-transmission-id"), header("paypal-transmission-time"));
    let signature = STANDARD.decode(header("paypal-transmission-sig")).unwrap_or_default();
    header("paypal-auth-algo") == "SHA256withRSA" && verifies(served, root, message.as_bytes(), &signature)
}

fn verifies(served: &str, root: &str, message: &[u8], signature: &[u8]) -> bool {
    let chain: Vec<CertificateDer<'_>> = CertificateDer::pem_slice_iter(served.as_bytes()).map(Result::unwrap).collect();
    let root = CertificateDer::from_pem_slice(root.as_bytes()).unwrap();
    let anchors = [anchor_from_trusted_cert(&root).unwrap()];
    let leaf = EndEntityCert::try_from(&chain[0]).unwrap();
    let trusted = leaf.verify_for_usage(webpki::ALL_VERIFICATION_ALGS, &anchors, &chain[1..], NOW, KeyUsage::server_auth(), None, None);
    trusted.is_ok()
        && leaf.verify_is_valid_for_subject_name(&ServerName::try_from(NAME).unwrap()).is_ok()
        && leaf.verify_signature(webpki::aws_lc_rs::RSA_PKCS1_2048_8192_SHA256, message, signature).is_ok()
}

async fn signed(paypal: &PayPal, overrides: Value) -> HeaderMap {
    let answer = paypal.control("sign", json!({"body": "{}", "overrides": overrides})).await;
    let named = answer.body["headers"].as_object().expect("headers").clone();
    named
        .iter()
        .map(|(name, value)| (name.parse::<reqwest::header::HeaderName>().unwrap(), value.as_str().unwrap().parse().unwrap()))
        .collect()
}

#[tokio::test]
async fn signatures_are_made_to_order() {
    let paypal = PayPal::start().await;
    assert!(genuine(&paypal, &signed(&paypal, json!({})).await, "{}").await);
    for forged in [
        json!({"webhook_id": "WH-OTHER"}),
        json!({"auth_algo": "none"}),
        json!({"cert_url": "https://evil.example/v1/notifications/certs/CERT-1"}),
        json!({"other_key": true}),
        json!({"signed_body": "{ }"}),
        json!({"signature": "AAAA"}),
        json!({"certificate": {"common_name": "evil.com"}}),
        json!({"certificate": {"years": [2020, 2021]}}),
        json!({"certificate": {"years": [2080, 2090]}}),
        json!({"certificate": {"authority": "itself"}}),
        json!({"certificate": {"authority": "stranger"}}),
        json!({"certificate": {"without_intermediate": true}}),
    ] {
        let headers = signed(&paypal, forged.clone()).await;
        assert!(!genuine(&paypal, &headers, "{}").await, "{forged}");
    }
    assert!(!genuine(&paypal, &signed(&paypal, json!({})).await, "{\"a\":1}").await);
}

#[tokio::test]
async fn certificates_that_nobody_issued_are_not_served() {
    let paypal = PayPal::start().await;
    assert_eq!(paypal.fake.page("/v1/notifications/certs/CERT-0").await.status, 404);
}
