//! The links by which people leave the waitlist. Nothing is stored for them: the site's secret vouches for the place's id.

use crate::config::Settings;
use crate::security::hash::same;
use crate::security::keyed;
use secrecy::SecretString;
use uuid::Uuid;

/// What the hash is for.
const PURPOSE: &str = "leave the waitlist";

/// The token of a place in the line: its id and a keyed hash of it.
pub fn make(settings: &Settings, entry: Uuid) -> String {
    format!("{}{}", entry.simple(), sign(&settings.app_secret, entry))
}

/// The place in the line that a token speaks of, if this site made the token.
pub fn read(settings: &Settings, token: &str) -> Option<Uuid> {
    let (id, signature) = token.split_at_checked(32)?;
    let entry = Uuid::try_parse(id).ok()?;
    let mut secrets = [Some(&settings.app_secret), settings.app_secret_previous.as_ref()].into_iter().flatten();
    secrets.any(|secret| same(sign(secret, entry).as_bytes(), signature.as_bytes())).then_some(entry)
}

fn sign(secret: &SecretString, entry: Uuid) -> String {
    hex::encode(&keyed::hash(secret, PURPOSE, entry.as_bytes())[..16])
}
