//! The world behind the ports.

pub mod certificates;
pub mod mail;
pub mod payment;
pub mod storage;
pub mod system;

use std::time::Duration;

/// An HTTP client that gives up in time and follows no redirects.
pub fn http_client(timeout: Duration) -> Result<reqwest::Client, reqwest::Error> {
    reqwest::Client::builder().timeout(timeout).redirect(reqwest::redirect::Policy::none()).build()
}
