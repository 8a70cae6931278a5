//! Randomness as an input.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Fills bytes that nobody can guess.
pub trait Entropy: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

/// What the business makes of randomness.
impl dyn Entropy {
    /// A UUID v7: it sorts by `now`.
    pub fn uuid(&self, now: DateTime<Utc>) -> Uuid {
        let mut random = [0; 10];
        self.fill(&mut random);
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    /// A salt of 128 bits.
    pub fn salt(&self) -> [u8; 16] {
        let mut salt = [0; 16];
        self.fill(&mut salt);
        salt
    }

    /// A secret of 256 bits, in 43 characters that may stand in a URL.
    pub fn secret(&self) -> String {
        let mut random = [0; 32];
        self.fill(&mut random);
        URL_SAFE_NO_PAD.encode(random)
    }

    /// An unguessable name of 130 bits, in 26 letters and digits that can be read aloud (Crockford's alphabet).
    pub fn public_id(&self) -> String {
        const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
        let mut random = [0; 26];
        self.fill(&mut random);
        random.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()
    }
}
