//! Identifiers and times in the forms PayPal gives them.

use chrono::{DateTime, SecondsFormat};

use crate::ids::now;

const LETTERS: &[u8] = b"0123456789ABCDEFGHJKLMNPRSTUVWXY";

fn draw(alphabet: &[u8], length: usize) -> String {
    (0..length).map(|_| char::from(alphabet[rand::random_range(0..alphabet.len())])).collect()
}

/// Seventeen letters and digits: an order, a capture or a refund.
pub fn transaction_id() -> String {
    draw(LETTERS, 17)
}

/// A saved wallet.
pub fn token_id() -> String {
    draw(LETTERS, 17).to_lowercase()
}

/// A customer of the vault.
pub fn customer_id() -> String {
    draw(LETTERS, 10)
}

/// An event.
pub fn event_id() -> String {
    format!("WH-{}-{}", draw(LETTERS, 17), draw(LETTERS, 17))
}

/// A dispute.
pub fn dispute_id() -> String {
    format!("PP-R-{}-{}", draw(b"ABCDEFGH", 3), draw(b"0123456789", 8))
}

/// In the form of a UUID.
pub fn transmission_id() -> String {
    [8, 4, 4, 4, 12].map(|length| draw(b"0123456789abcdef", length)).join("-")
}

/// The address of a certificate ends with this.
pub fn certificate_id() -> String {
    format!("CERT-{}-{}-{}", draw(b"0123456789abcdef", 8), draw(b"0123456789abcdef", 8), draw(b"0123456789abcdef", 8))
}

/// The present second, `2026-11-24T09:30:00Z`.
pub fn timestamp() -> String {
    written(now())
}

/// Seconds since 1970, written out.
pub fn written(seconds: i64) -> String {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default().to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// A written time in seconds since 1970.
pub fn seconds(written: &str) -> Option<i64> {
    DateTime::parse_from_rfc3339(written).ok().map(|time| time.timestamp())
}
