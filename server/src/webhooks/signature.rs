//! Stripe's signature over the raw body: `t=…,v1=…[,v1=…]`, HMAC-SHA256 in hex over `t.body`.

use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

/// How far the header's time may lie from ours, in seconds, in either direction.
pub const TOLERANCE_S: i64 = 300;
/// More signatures than this in one header are an attack, not a rolled secret.
const MOST_SIGNATURES: usize = 16;

/// Why a delivery is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// The header is missing, double, or not of its form.
    #[error("malformed signature header")]
    Malformed,
    /// The time lies too far from ours.
    #[error("stale signature")]
    Stale,
    /// No signature fits a secret.
    #[error("wrong signature")]
    Wrong,
}

/// Checks a delivery against every secret that is in force.
pub fn verify(header: &str, body: &[u8], secrets: &[SecretString], now: DateTime<Utc>) -> Result<(), SignatureError> {
    let (time, signatures) = parse(header)?;
    let fits = |secret: &SecretString, signature: &[u8]| {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes()) else { return false };
        mac.update(time.to_string().as_bytes());
        mac.update(b".");
        mac.update(body);
        mac.verify_slice(signature).is_ok()
    };
    if !secrets.iter().any(|secret| signatures.iter().any(|signature| fits(secret, signature))) {
        return Err(SignatureError::Wrong);
    }
    if (now.timestamp() - time).abs() > TOLERANCE_S { Err(SignatureError::Stale) } else { Ok(()) }
}

fn parse(header: &str) -> Result<(i64, Vec<[u8; 32]>), SignatureError> {
    let mut time = None;
    let mut signatures = Vec::new();
    for part in header.split(',') {
        let (name, value) = part.split_once('=').ok_or(SignatureError::Malformed)?;
        match name {
            "t" if time.is_none() => time = Some(parse_time(value)?),
            "t" => return Err(SignatureError::Malformed),
            "v1" => signatures.push(parse_signature(value)?),
            _ => {}
        }
    }
    match time {
        Some(time) if (1..=MOST_SIGNATURES).contains(&signatures.len()) => Ok((time, signatures)),
        _ => Err(SignatureError::Malformed),
    }
}

/// Digits only, as Stripe writes them: no sign, no leading zero.
fn parse_time(text: &str) -> Result<i64, SignatureError> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    if plain { text.parse().map_err(|_| SignatureError::Malformed) } else { Err(SignatureError::Malformed) }
}

fn parse_signature(text: &str) -> Result<[u8; 32], SignatureError> {
    let lower_case = text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    let bytes = hex::decode(text).map_err(|_| SignatureError::Malformed)?;
    bytes.try_into().ok().filter(|_| lower_case).ok_or(SignatureError::Malformed)
}
