//! The world behind the ports.

pub mod certificates;
pub mod mail;
pub mod payment;
pub mod storage;
pub mod system;

use crate::ports::payment::GatewayError;
use chrono::{DateTime, Utc};
use std::time::Duration;

/// An HTTP client that gives up in time and follows no redirects.
pub fn http_client(timeout: Duration) -> Result<reqwest::Client, reqwest::Error> {
    reqwest::Client::builder().timeout(timeout).redirect(reqwest::redirect::Policy::none()).build()
}

/// What time it is at an address, by the `Date` of its answer, whatever else it answers.
pub async fn http_clock(address: &str, timeout: Duration) -> Result<DateTime<Utc>, GatewayError> {
    let unknown = |error: reqwest::Error| GatewayError::Unknown(error.without_url().to_string());
    let answer = http_client(timeout).map_err(unknown)?.get(address).send().await.map_err(unknown)?;
    let date = answer.headers().get(reqwest::header::DATE).and_then(|date| date.to_str().ok());
    let parsed = date.and_then(|date| DateTime::parse_from_rfc2822(date).ok());
    parsed.map(|date| date.to_utc()).ok_or(GatewayError::Unsupported("telling the time"))
}
