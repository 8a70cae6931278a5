//! The headers that prove where an event comes from.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

use super::certificates::{Certificate, Shelf, Wish};
use super::ids::{timestamp, transmission_id, written};
use crate::ids::now;
use crate::webhooks::Tamper;

/// The only algorithm there is.
const ALGORITHM: &str = "SHA256withRSA";

/// Deviations from a genuine delivery; without any it is one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Overrides {
    /// The webhook that is signed for.
    pub webhook_id: Option<String>,
    /// `PAYPAL-TRANSMISSION-ID`.
    pub transmission_id: Option<String>,
    /// `PAYPAL-TRANSMISSION-TIME`.
    pub transmission_time: Option<String>,
    /// `PAYPAL-AUTH-ALGO`; the signature stays the same.
    pub auth_algo: Option<String>,
    /// `PAYPAL-CERT-URL`.
    pub cert_url: Option<String>,
    /// Another certificate for the same key.
    pub certificate: Option<Wish>,
    /// Sign with a key that no certificate names.
    pub other_key: bool,
    /// Sign these bytes instead of the body.
    pub signed_body: Option<String>,
    /// The signature itself.
    pub signature: Option<String>,
}

/// `transmission id|time|webhook id|CRC32 of the body in decimal`
pub fn message(id: &str, time: &str, webhook_id: &str, body: &[u8]) -> String {
    format!("{id}|{time}|{webhook_id}|{}", crc32fast::hash(body))
}

/// The headers of a delivery.
pub fn headers(shelf: &Shelf, base: &str, webhook_id: &str, body: &[u8], asked: &Overrides) -> Option<Vec<(&'static str, String)>> {
    let chain = shelf.chain()?;
    let certificate = match &asked.certificate {
        Some(wish) => shelf.add(wish)?,
        None => Certificate::clone(&chain.certificate),
    };
    let id = asked.transmission_id.clone().unwrap_or_else(transmission_id);
    let time = asked.transmission_time.clone().unwrap_or_else(timestamp);
    let webhook_id = asked.webhook_id.as_deref().unwrap_or(webhook_id);
    let signed = asked.signed_body.as_ref().map_or(body, String::as_bytes);
    let signature = match &asked.signature {
        Some(given) => given.clone(),
        None => STANDARD.encode(chain.sign(message(&id, &time, webhook_id, signed).as_bytes(), asked.other_key).ok()?),
    };
    let address = asked.cert_url.clone().unwrap_or_else(|| format!("{base}/v1/notifications/certs/{}", certificate.id));
    Some(vec![
        ("paypal-transmission-id", id),
        ("paypal-transmission-time", time),
        ("paypal-transmission-sig", signature),
        ("paypal-cert-url", address),
        ("paypal-auth-algo", asked.auth_algo.clone().unwrap_or_else(|| ALGORITHM.to_owned())),
        ("paypal-auth-version", "v2".to_owned()),
    ])
}

/// What a way of tampering means for this signature. Four days are more than PayPal's retries last.
pub fn tampered(tamper: Option<Tamper>, body: &str) -> Overrides {
    match tamper {
        Some(Tamper::Body) => Overrides { signed_body: Some(format!("{body} ")), ..Overrides::default() },
        Some(Tamper::Signature) => Overrides { signature: Some(STANDARD.encode([0_u8; 256])), ..Overrides::default() },
        Some(Tamper::Stale) => Overrides { transmission_time: Some(written(now() - 4 * 86_400)), ..Overrides::default() },
        Some(Tamper::Secret) => Overrides { other_key: true, ..Overrides::default() },
        Some(Tamper::Unsigned) | None => Overrides::default(),
    }
}
