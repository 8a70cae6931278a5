//! Identifiers and the time, in the forms Stripe gives them.

use std::time::{SystemTime, UNIX_EPOCH};

const ALPHABET: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A new identifier: the prefix, an underscore and 24 random letters and digits.
pub fn new_id(prefix: &str) -> String {
    format!("{prefix}_{}", random_text(24))
}

/// `length` random letters and digits.
pub fn random_text(length: usize) -> String {
    (0..length).map(|_| char::from(ALPHABET[rand::random_range(0..ALPHABET.len())])).collect()
}

/// Seconds since 1970, as Stripe writes every time.
pub fn now() -> i64 {
    now_ms() / 1000
}

/// Milliseconds since 1970, for the delivery log.
#[expect(clippy::disallowed_methods, reason = "the provider's clock is its own, not one the product injects")]
pub fn now_ms() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).ok().and_then(|elapsed| i64::try_from(elapsed.as_millis()).ok()).unwrap_or_default()
}
