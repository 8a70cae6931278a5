//! The headers of a delivery.

use super::{CertificateAddress, Hosts, Rejection};
use crate::webhooks::header::single;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, TimeDelta, Utc};
use http::HeaderMap;

/// The one way of signing that is believed.
const ALGORITHM: &str = "SHA256withRSA";
/// The longest id or time that is read; real ones have 36 and 20 characters.
const LONGEST_TEXT: usize = 64;
/// A signature with a key of 8192 bits, in base64.
const LONGEST_SIGNATURE: usize = 1368;
/// Deliveries are repeated for three days, and nothing says that the time is renewed then.
const OLDEST: TimeDelta = TimeDelta::hours(3 * 24 + 1);
/// How far the provider's clock may be ahead of ours.
const NEWEST: TimeDelta = TimeDelta::minutes(10);

/// What the headers of a delivery say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transmission {
    /// The id of this sending; the same event may come under several.
    pub id: String,
    /// When it was sent, in the letters that were signed.
    time: String,
    /// The signature.
    pub signature: Vec<u8>,
    /// Where the certificate lies.
    pub certificate: CertificateAddress,
}

impl Transmission {
    /// Reads the headers, each of which stands there exactly once.
    pub fn parse(headers: &HeaderMap, hosts: Hosts, now: DateTime<Utc>) -> Result<Self, Rejection> {
        let header = |name: &'static str| single(headers, name).ok_or(Rejection::Malformed(name));
        if header("paypal-auth-algo")? != ALGORITHM {
            return Err(Rejection::Malformed("paypal-auth-algo"));
        }
        let id = header("paypal-transmission-id").ok().filter(|id| is_plain(id)).ok_or(Rejection::Malformed("paypal-transmission-id"))?;
        let time = header("paypal-transmission-time")?;
        check_time(time, now)?;
        let signature = header("paypal-transmission-sig").ok().filter(|text| text.len() <= LONGEST_SIGNATURE);
        let signature = signature.and_then(|text| STANDARD.decode(text).ok()).ok_or(Rejection::Malformed("paypal-transmission-sig"))?;
        let certificate = CertificateAddress::parse(header("paypal-cert-url")?, hosts).ok_or(Rejection::Address)?;
        Ok(Self { id: id.to_owned(), time: time.to_owned(), signature, certificate })
    }

    /// What was signed: of the body it covers nothing but a checksum of 32 bits.
    pub fn message(&self, webhook_id: &str, body: &[u8]) -> String {
        format!("{}|{}|{webhook_id}|{}", self.id, self.time, crc32fast::hash(body))
    }
}

/// Letters, digits and dashes: no character that could move a border within the signed message.
fn is_plain(text: &str) -> bool {
    (1..=LONGEST_TEXT).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

fn check_time(text: &str, now: DateTime<Utc>) -> Result<(), Rejection> {
    const MALFORMED: Rejection = Rejection::Malformed("paypal-transmission-time");
    if text.len() > LONGEST_TEXT {
        return Err(MALFORMED);
    }
    let sent_at = DateTime::parse_from_rfc3339(text).map_err(|_| MALFORMED)?.to_utc();
    let age = now - sent_at;
    if age > OLDEST || -age > NEWEST { Err(Rejection::Stale) } else { Ok(()) }
}
