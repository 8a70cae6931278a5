//! Recovery codes. The database keeps hashes. What they are made of is in a cookie of the browser that had them made, for ten minutes,
//! so that its page can be read, and loaded again, and saved as a file, with or without scripts.

use crate::core::Core;
use crate::error::Result;
use crate::repo::second_factor as repo;
use crate::security::hash::sha256;
use crate::security::keyed;
use app::api::ports::BrowserCookie;
use chrono::TimeDelta;
use domain::second_factor::{RECOVERY_CODES, RECOVERY_LETTERS, shown};
use sea_orm::ConnectionTrait;
use secrecy::SecretString;
use uuid::Uuid;

/// New codes can be read for so long.
pub const READABLE: TimeDelta = TimeDelta::minutes(10);

/// Makes new codes in the place of those before.
pub async fn make(core: &Core, db: &impl ConnectionTrait, user: Uuid) -> Result<BrowserCookie> {
    let seed = core.entropy.secret();
    let hashes: Vec<_> = of(&seed).iter().map(|code| sha256(code)).collect();
    repo::put_codes(db, user, &hashes, core.now()).await?;
    Ok(BrowserCookie::RecoverySeed(seed))
}

/// The codes that were made of a seed lately, as far as they are left, to be shown.
pub async fn readable(core: &Core, user: Uuid, seed: &str) -> Result<Vec<String>> {
    let known = repo::codes_made_after(core.db.read(), user, core.now() - READABLE).await?;
    let left = of(seed).into_iter().filter(|code| known.iter().any(|hash| *hash == sha256(code)));
    Ok(left.map(|code| shown(&code)).collect())
}

/// The codes of a seed: 120 bits each, of a secret of 256.
fn of(seed: &str) -> Vec<String> {
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let seed = SecretString::from(seed);
    let letter = |byte: &u8| char::from(ALPHABET[usize::from(byte % 32)]);
    let code = |number: u8| keyed::hash(&seed, "recovery code", &[number]).iter().take(RECOVERY_LETTERS).map(letter).collect();
    (0..).take(RECOVERY_CODES).map(code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::second_factor::{Typed, read};
    use std::collections::BTreeSet;

    #[test]
    fn every_code_is_another_and_can_be_typed() {
        let codes = of("a seed");
        assert_eq!(codes.iter().chain(&of("another")).collect::<BTreeSet<_>>().len(), 2 * RECOVERY_CODES);
        for code in codes {
            assert_eq!(read(&shown(&code)), Typed::Recovery(code));
        }
    }
}
