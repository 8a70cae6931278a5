//! Signed tokens: JWTs of one algorithm, each for one purpose.

use crate::config::Settings;
use crate::error::{Fault, Result};
use chrono::{DateTime, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// What a token is for; a token for anything else is refused.
pub struct Purpose {
    /// Whom it speaks to.
    pub audience: &'static str,
    /// The type in its header.
    pub kind: &'static str,
}

/// What every token says, around what this one is about. That names a `sub`.
#[derive(Serialize, Deserialize)]
struct Claims<T> {
    #[serde(flatten)]
    about: T,
    aud: String,
    iss: String,
    iat: i64,
    exp: i64,
    /// From when on it holds. Ours hold at once and do not say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    nbf: Option<i64>,
}

/// Signs a token.
pub fn seal(
    settings: &Settings,
    purpose: &Purpose,
    about: impl Serialize,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<String> {
    let secret = &settings.app_secret;
    let mut header = Header::new(Algorithm::HS256);
    header.typ = Some(purpose.kind.to_owned());
    header.kid = Some(key_id(secret));
    let claims = Claims {
        about,
        aud: purpose.audience.to_owned(),
        iss: settings.public_url.clone(),
        iat: now.timestamp(),
        exp: expires_at.timestamp(),
        nbf: None,
    };
    let key = EncodingKey::from_secret(secret.expose_secret().as_bytes());
    encode(&header, &claims, &key).map_err(|error| Fault::stored(format!("{} token: {error}", purpose.audience)))
}

/// Reads a token. Anything that is not exactly right is nothing.
pub fn open<T: DeserializeOwned>(settings: &Settings, purpose: &Purpose, token: &str, now: DateTime<Utc>) -> Option<T> {
    let header = decode_header(token).ok()?;
    if header.alg != Algorithm::HS256 || header.typ.as_deref() != Some(purpose.kind) {
        return None;
    }
    let kid = header.kid?;
    let secret =
        [Some(&settings.app_secret), settings.app_secret_previous.as_ref()].into_iter().flatten().find(|secret| key_id(secret) == kid)?;
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_audience(&[purpose.audience]);
    validation.set_issuer(&[&settings.public_url]);
    validation.set_required_spec_claims(&["exp", "aud", "iss", "sub"]);
    validation.validate_exp = false;
    let key = DecodingKey::from_secret(secret.expose_secret().as_bytes());
    let claims = decode::<Claims<T>>(token, &key, &validation).ok()?.claims;
    let holds = claims.exp > now.timestamp() && claims.nbf.is_none_or(|from| from <= now.timestamp());
    holds.then_some(claims.about)
}

/// Names a secret without telling it.
pub(super) fn key_id(secret: &SecretString) -> String {
    hex::encode(&super::hash::sha256(secret.expose_secret())[..4])
}
