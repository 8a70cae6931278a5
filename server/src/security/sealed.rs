//! Secrets that the program must be able to read again, encrypted for the database: AES-256-GCM under a key that is made of the site's
//! secret for each purpose. Whoever has the database alone has nothing.

use super::keyed;
use super::signed::key_id;
use crate::config::Settings;
use crate::error::{Fault, Result};
use crate::ports::entropy::Entropy;
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use secrecy::SecretString;

/// What was sealed, and the name of the site's secret that it was sealed with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// A nonce, the encrypted text, and what shows that nobody touched it.
    pub bytes: Vec<u8>,
    /// Which secret.
    pub with: String,
}

/// What something is sealed for, and for whom: it opens for nothing and nobody else.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The purpose, which has a key of its own.
    pub purpose: &'a str,
    /// For whom.
    pub owner: &'a [u8],
}

/// Seals with the site's secret.
pub fn seal(settings: &Settings, entropy: &dyn Entropy, about: About<'_>, plain: &[u8]) -> Result<Sealed> {
    let mut nonce = [0; NONCE_LEN];
    entropy.fill(&mut nonce);
    let mut text = plain.to_vec();
    key(&settings.app_secret, about.purpose)?
        .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(about.owner), &mut text)
        .map_err(|_| Fault::stored("nothing could be sealed"))?;
    Ok(Sealed { bytes: [nonce.as_slice(), &text].concat(), with: key_id(&settings.app_secret) })
}

/// Opens what was sealed with the site's secret, or the one before. Anything that is not exactly right is nothing.
pub fn open(settings: &Settings, about: About<'_>, sealed: &Sealed) -> Option<Vec<u8>> {
    let secrets = [Some(&settings.app_secret), settings.app_secret_previous.as_ref()];
    let secret = secrets.into_iter().flatten().find(|secret| key_id(secret) == sealed.with)?;
    let (nonce, text) = sealed.bytes.split_at_checked(NONCE_LEN)?;
    let mut text = text.to_vec();
    let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
    let plain = key(secret, about.purpose).ok()?.open_in_place(nonce, Aad::from(about.owner), &mut text).ok()?;
    Some(plain.to_vec())
}

/// Whether something is sealed with the site's secret, and not with the one before.
pub fn is_current(settings: &Settings, sealed: &Sealed) -> bool {
    sealed.with == key_id(&settings.app_secret)
}

fn key(secret: &SecretString, purpose: &str) -> Result<LessSafeKey> {
    let key = UnboundKey::new(&AES_256_GCM, &keyed::hash(secret, &format!("seal/{purpose}"), b""));
    key.map(LessSafeKey::new).map_err(|_| Fault::stored("a key could not be made"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adapters::system::SystemEntropy;
    use crate::config::from_variables;
    use std::collections::HashMap;

    const ABOUT: About<'_> = About { purpose: "test", owner: b"ada" };

    fn settings(secret: &str, previous: Option<&str>) -> Settings {
        let mut variables = HashMap::from([("APP_SECRET".to_owned(), secret.to_owned())]);
        variables.extend(previous.map(|secret| ("APP_SECRET_PREVIOUS".to_owned(), secret.to_owned())));
        from_variables(&variables, "127.0.0.1:3000").expect("the settings are valid")
    }

    #[test]
    fn what_is_sealed_opens_for_its_owner_and_purpose_alone() {
        let here = settings("a", None);
        let sealed = seal(&here, &SystemEntropy, ABOUT, b"a secret").expect("sealing works");
        assert_eq!(open(&here, ABOUT, &sealed).as_deref(), Some(b"a secret".as_slice()));
        assert!(!sealed.bytes.windows(8).any(|part| part == b"a secret"));
        assert_ne!(seal(&here, &SystemEntropy, ABOUT, b"a secret").expect("sealing works").bytes, sealed.bytes);
        for other in [About { owner: b"ben", ..ABOUT }, About { purpose: "other", ..ABOUT }] {
            assert_eq!(open(&here, other, &sealed), None);
        }
        for place in 0..sealed.bytes.len() {
            let mut touched = sealed.clone();
            touched.bytes[place] ^= 1;
            assert_eq!(open(&here, ABOUT, &touched), None, "{place}");
        }
        for length in 0..sealed.bytes.len() {
            let cut = Sealed { bytes: sealed.bytes[..length].to_vec(), ..sealed.clone() };
            assert_eq!(open(&here, ABOUT, &cut), None, "{length}");
        }
    }

    #[test]
    fn the_secret_before_still_opens_and_another_does_not() {
        let sealed = seal(&settings("old", None), &SystemEntropy, ABOUT, b"x").expect("sealing works");
        let rolled = settings("new", Some("old"));
        assert_eq!(open(&rolled, ABOUT, &sealed).as_deref(), Some(b"x".as_slice()));
        assert!(!is_current(&rolled, &sealed));
        assert_eq!(open(&settings("new", None), ABOUT, &sealed), None);
    }
}
