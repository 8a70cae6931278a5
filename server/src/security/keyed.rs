//! Hashes that only this site can make: HMAC-SHA256 under the site's secret, one purpose apart from another.

use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

/// The keyed hash of a value for a purpose.
pub fn hash(secret: &SecretString, purpose: &str, value: &[u8]) -> [u8; 32] {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes()) else { return [0; 32] };
    mac.update(purpose.as_bytes());
    mac.update(&[0]);
    mac.update(value);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn purpose_value_and_secret_each_make_another_hash() {
        let (a, b) = (SecretString::from("a".repeat(32)), SecretString::from("b".repeat(32)));
        let hashes = [hash(&a, "x", b"1"), hash(&a, "x", b"2"), hash(&a, "y", b"1"), hash(&b, "x", b"1"), hash(&a, "x1", b"")];
        for (index, one) in hashes.iter().enumerate() {
            assert!(hashes.iter().skip(index + 1).all(|other| other != one));
        }
        assert_eq!(hash(&a, "x", b"1"), hashes[0]);
    }
}
