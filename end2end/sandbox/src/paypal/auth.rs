//! Who calls: an application with its secret, then with the token it was given.

use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::book::Book;
use super::refusal::Refusal;
use crate::ids::{now, random_text};
use crate::options::Options;

/// Gives a token for the right client identifier and secret.
pub fn issue(book: &mut Book, options: &Options, headers: &HeaderMap, body: &[u8]) -> Result<Value, Refusal> {
    let given = header_value(headers, "Basic ").and_then(|encoded| String::from_utf8(STANDARD.decode(encoded).ok()?).ok());
    let expected = format!("{}:{}", options.paypal_client_id, options.paypal_client_secret);
    if given.as_deref() != Some(expected.as_str()) {
        return Err(Refusal::unauthorized("invalid_client", "Client Authentication failed"));
    }
    let grant = form_urlencoded::parse(body).find(|(name, _)| name == "grant_type");
    if grant.is_none_or(|(_, value)| value != "client_credentials") {
        let mut refusal = Refusal::unauthorized("unsupported_grant_type", "unsupported grant_type");
        refusal.status = 400;
        return Err(refusal);
    }
    let token = format!("A21AA{}", random_text(60));
    book.access_tokens.insert(token.clone(), now() + options.paypal_token_seconds);
    Ok(json!({
        "scope": "https://uri.paypal.com/services/checkout/one-click-with-merchant-issued-token https://uri.paypal.com/services/payments/payment",
        "access_token": token,
        "token_type": "Bearer",
        "app_id": "APP-80W284485P519543T",
        "expires_in": options.paypal_token_seconds,
        "nonce": format!("{}{}", super::ids::timestamp(), random_text(20)),
    }))
}

/// Refuses everyone without a token that was issued and has not expired.
pub fn check(book: &Book, headers: &HeaderMap) -> Result<(), Refusal> {
    let refused = || Refusal::unauthorized("invalid_token", "Token signature verification failed");
    let token = header_value(headers, "Bearer ").ok_or_else(refused)?;
    let expires = book.access_tokens.get(token).ok_or_else(refused)?;
    if *expires > now() { Ok(()) } else { Err(Refusal::unauthorized("invalid_token", "The token passed in has expired")) }
}

fn header_value<'a>(headers: &'a HeaderMap, scheme: &str) -> Option<&'a str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix(scheme).map(str::trim)
}
