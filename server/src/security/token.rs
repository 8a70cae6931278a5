//! Session tokens: signed JWTs that only identify. What a person may do is read from the database on each request.

use crate::config::Settings;
use crate::error::{Fault, Result};
use chrono::{DateTime, Utc};
use domain::ids::{SessionId, UserId};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What the token is for; a token for anything else is refused.
const AUDIENCE: &str = "session";
/// The type in the token's header.
const TYPE: &str = "session+jwt";

#[derive(Serialize, Deserialize)]
struct Claims {
    sub: Uuid,
    sid: Uuid,
    aud: String,
    iss: String,
    iat: i64,
    exp: i64,
}

/// Who a token speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identified {
    /// The person.
    pub user: UserId,
    /// The session.
    pub session: SessionId,
}

/// Signs a token for a session.
pub fn sign(settings: &Settings, user: UserId, session: SessionId, now: DateTime<Utc>, expires_at: DateTime<Utc>) -> Result<String> {
    let secret = &settings.app_secret;
    let mut header = Header::new(Algorithm::HS256);
    header.typ = Some(TYPE.to_owned());
    header.kid = Some(key_id(secret));
    let claims = Claims {
        sub: user.into(),
        sid: session.into(),
        aud: AUDIENCE.to_owned(),
        iss: settings.public_url.clone(),
        iat: now.timestamp(),
        exp: expires_at.timestamp(),
    };
    let key = EncodingKey::from_secret(secret.expose_secret().as_bytes());
    encode(&header, &claims, &key).map_err(|error| Fault::stored(format!("session token: {error}")))
}

/// Reads a token. Anything that is not exactly right is nobody.
pub fn verify(settings: &Settings, token: &str, now: DateTime<Utc>) -> Option<Identified> {
    let header = decode_header(token).ok()?;
    if header.alg != Algorithm::HS256 || header.typ.as_deref() != Some(TYPE) {
        return None;
    }
    let kid = header.kid?;
    let secret =
        [Some(&settings.app_secret), settings.app_secret_previous.as_ref()].into_iter().flatten().find(|secret| key_id(secret) == kid)?;
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_audience(&[AUDIENCE]);
    validation.set_issuer(&[&settings.public_url]);
    validation.set_required_spec_claims(&["exp", "aud", "iss", "sub"]);
    validation.validate_exp = false;
    let key = DecodingKey::from_secret(secret.expose_secret().as_bytes());
    let claims = decode::<Claims>(token, &key, &validation).ok()?.claims;
    (claims.exp > now.timestamp()).then_some(Identified { user: UserId(claims.sub), session: SessionId(claims.sid) })
}

/// Names a secret without telling it.
fn key_id(secret: &SecretString) -> String {
    hex::encode(&super::hash::sha256(secret.expose_secret())[..4])
}

#[cfg(test)]
#[path = "token_tests.rs"]
mod tests;
