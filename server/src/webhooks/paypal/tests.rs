//! Deliveries under certificates of every kind. Only what the provider signed is believed.

mod authority;
mod certificates;
mod deliveries;
mod events;

use super::*;
use async_trait::async_trait;
use authority::{Authority, Paper, rsa_key};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::TimeDelta;
use rcgen::{KeyPair, SigningKey};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

const WEBHOOK_ID: &str = "8PT597110X687430LKGECATA";
const BODY: &[u8] = br#"{"id":"WH-1","event_type":"PAYMENT.CAPTURE.COMPLETED","resource":{"id":"CAP1"}}"#;

static KEY: LazyLock<KeyPair> = LazyLock::new(rsa_key);
static AUTHORITY: LazyLock<Authority> = LazyLock::new(Authority::new);

/// One certificate, whatever the address, and how often it was asked for.
struct Shelf {
    answer: Result<Vec<u8>, CertificateError>,
    asked: AtomicUsize,
}

#[async_trait]
impl CertificateSource for Shelf {
    async fn fetch(&self, _address: &CertificateAddress) -> Result<Vec<u8>, CertificateError> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        tokio::task::yield_now().await;
        self.answer.clone()
    }
}

fn now() -> DateTime<Utc> {
    "2030-06-01T12:00:00Z".parse().expect("a time")
}

fn shelf(answer: Result<Vec<u8>, CertificateError>) -> Arc<Shelf> {
    Arc::new(Shelf { answer, asked: AtomicUsize::new(0) })
}

/// Trusts our own authority and finds what lies on the shelf.
fn verifier(source: Arc<Shelf>) -> Verifier {
    let roots = Roots::with(AUTHORITY.root().as_bytes()).expect("roots");
    Verifier::new(WEBHOOK_ID.to_owned(), Hosts::Live, roots, source)
}

/// Finds the provider's own chain.
fn genuine() -> Verifier {
    verifier(shelf(Ok(AUTHORITY.chain(Paper::default(), &KEY).into_bytes())))
}

/// A delivery, rightly signed until something is changed.
#[derive(Clone)]
struct Delivery {
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Delivery {
    fn signed_by(key: &KeyPair, webhook_id: &str) -> Self {
        Self::sent_at(&now().to_rfc3339_opts(chrono::SecondsFormat::Secs, true), key, webhook_id)
    }

    fn sent_at(time: &str, key: &KeyPair, webhook_id: &str) -> Self {
        let id = "69cd13f0-d67a-11e5-baa3-778b53f4ae55";
        let message = format!("{id}|{time}|{webhook_id}|{}", crc32fast::hash(BODY));
        let headers = vec![
            ("paypal-transmission-id", id.to_owned()),
            ("paypal-transmission-time", time.to_owned()),
            ("paypal-transmission-sig", STANDARD.encode(key.sign(message.as_bytes()).expect("a signature"))),
            ("paypal-cert-url", "https://api.paypal.com/v1/notifications/certs/CERT-1".to_owned()),
            ("paypal-auth-algo", "SHA256withRSA".to_owned()),
        ];
        Self { headers, body: BODY.to_vec() }
    }

    fn genuine() -> Self {
        Self::signed_by(&KEY, WEBHOOK_ID)
    }

    /// The same with another value in a header.
    fn with(mut self, name: &str, value: &str) -> Self {
        for header in self.headers.iter_mut().filter(|header| header.0 == name) {
            value.clone_into(&mut header.1);
        }
        self
    }

    async fn check(&self, verifier: &Verifier) -> Result<String, Rejection> {
        let mut headers = HeaderMap::new();
        for (name, value) in &self.headers {
            headers.append(*name, value.parse().expect("a header value"));
        }
        verifier.verify(&headers, &self.body, now()).await
    }
}
