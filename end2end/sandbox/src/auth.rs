//! Who calls: a key and the mode it belongs to.

use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::error::ApiError;
use crate::params::Params;

/// The owner of a key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Caller {
    /// Whether the key is one of live mode.
    pub live: bool,
    /// Whether it is the key that a browser may know.
    pub publishable: bool,
}

/// Reads the key from the header, or from the `key` parameter that browsers send.
pub fn caller(headers: &HeaderMap, params: &Params) -> Result<Caller, ApiError> {
    let key = header_key(headers).or_else(|| params.text("key").map(str::to_owned)).ok_or_else(|| {
        unauthorized(
            "You did not provide an API key. You need to provide your API key in the Authorization header, \
             using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
        )
    })?;
    let (live, publishable) = match key.split_at_checked(8) {
        Some(("sk_test_" | "rk_test_", rest)) if !rest.is_empty() => (false, false),
        Some(("sk_live_" | "rk_live_", rest)) if !rest.is_empty() => (true, false),
        Some(("pk_test_", rest)) if !rest.is_empty() => (false, true),
        Some(("pk_live_", rest)) if !rest.is_empty() => (true, true),
        _ => return Err(unauthorized(&format!("Invalid API Key provided: {}", masked(&key)))),
    };
    Ok(Caller { live, publishable })
}

fn header_key(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    match value.split_once(' ')? {
        ("Bearer", key) => Some(key.trim().to_owned()),
        ("Basic", encoded) => {
            let decoded = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
            Some(decoded.split(':').next().unwrap_or_default().to_owned())
        }
        _ => None,
    }
}

fn masked(key: &str) -> String {
    key.chars().take(8).chain("****".chars()).collect()
}

fn unauthorized(message: &str) -> ApiError {
    ApiError::new(401, "invalid_request_error", message)
}
