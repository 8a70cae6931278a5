//! The world behind the ports.

pub mod certificates;
pub mod mail;
pub mod measurement;
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

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    #[tokio::test]
    async fn a_redirect_leads_nowhere() {
        drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}/", listener.local_addr().expect("an address"));
        let elsewhere = format!("HTTP/1.1 302 Found\r\nlocation: {address}secret\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        let served = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.expect("a connection");
            assert!(stream.read(&mut [0; 4096]).await.expect("a request") > 0);
            stream.write_all(elsewhere.as_bytes()).await.expect("an answer");
        });
        let answer = http_client(Duration::from_secs(5)).expect("a client").get(&address).send().await.expect("an answer");
        assert_eq!(answer.status(), 302);
        served.await.expect("one request and no other");
    }
}
