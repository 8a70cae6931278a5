//! Fetches a provider's certificates over HTTP: in five seconds, at most 64 kB, and never somewhere else than was asked.

use super::http_client;
use crate::ports::certificates::{CertificateError, CertificateSource};
use crate::webhooks::paypal::CertificateAddress;
use async_trait::async_trait;
use std::time::Duration;

const TIMEOUT: Duration = Duration::from_secs(5);
const LARGEST: usize = 64 << 10;

/// Fetches from the address itself, or from the host that stands in for it.
pub struct HttpCertificates {
    client: reqwest::Client,
    stand_in: Option<String>,
}

impl HttpCertificates {
    /// `stand_in` is the origin of a payment sandbox that plays the provider's hosts, without a slash at its end.
    pub fn new(stand_in: Option<String>) -> Result<Self, reqwest::Error> {
        Ok(Self { client: http_client(TIMEOUT)?, stand_in })
    }
}

#[async_trait]
impl CertificateSource for HttpCertificates {
    async fn fetch(&self, address: &CertificateAddress) -> Result<Vec<u8>, CertificateError> {
        let origin = self.stand_in.clone().unwrap_or_else(|| address.origin());
        let mut answer = self.client.get(format!("{origin}{}", address.path())).send().await.map_err(|error| unreachable(&error))?;
        match answer.status().as_u16() {
            200 => {}
            status @ (429 | 500..) => return Err(CertificateError::Unreachable(format!("status {status}"))),
            status => return Err(CertificateError::NotThere(format!("status {status}"))),
        }
        let mut pem = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|error| unreachable(&error))? {
            if pem.len() + chunk.len() > LARGEST {
                return Err(CertificateError::NotThere(format!("more than {LARGEST} bytes")));
            }
            pem.extend_from_slice(&chunk);
        }
        Ok(pem)
    }
}

fn unreachable(error: &reqwest::Error) -> CertificateError {
    CertificateError::Unreachable(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::webhooks::paypal::Hosts;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    const PEM: &str = "-----BEGIN CERTIFICATE-----";

    /// A host that leads every visitor on to a certificate, with this status. Counts its visitors.
    async fn host(head: String, body: Vec<u8>) -> (String, Arc<AtomicUsize>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let visitors = Arc::new(AtomicUsize::new(0));
        let counted = visitors.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut request = [0; 2_048];
                let length = stream.read(&mut request).await.unwrap_or_default();
                counted.fetch_add(1, Ordering::SeqCst);
                let followed = request[..length].starts_with(b"GET /elsewhere");
                let head = if followed { "HTTP/1.1 200 OK" } else { &head };
                let length = body.len();
                drop(stream.write_all(format!("{head}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n").as_bytes()).await);
                drop(stream.write_all(&body).await);
            }
        });
        (origin, visitors)
    }

    async fn fetch(origin: &str) -> Result<Vec<u8>, CertificateError> {
        let address = "https://api.paypal.com/v1/notifications/certs/CERT-1";
        let address = CertificateAddress::parse(address, Hosts::Live).expect("an address of the provider's");
        HttpCertificates::new(Some(origin.to_owned())).expect("a client").fetch(&address).await
    }

    #[tokio::test]
    async fn a_certificate_is_read() {
        let (origin, _) = host("HTTP/1.1 200 OK".to_owned(), PEM.into()).await;
        assert_eq!(fetch(&origin).await, Ok(PEM.into()));
    }

    #[tokio::test]
    async fn a_way_to_somewhere_else_is_not_followed() {
        for status in ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"] {
            let (elsewhere, led) = host("HTTP/1.1 200 OK".to_owned(), PEM.into()).await;
            for target in ["/elsewhere".to_owned(), format!("{elsewhere}/elsewhere")] {
                let (origin, visitors) = host(format!("HTTP/1.1 {status}\r\nlocation: {target}"), PEM.into()).await;
                let number = status.split(' ').next().unwrap_or_default();
                assert_eq!(fetch(&origin).await, Err(CertificateError::NotThere(format!("status {number}"))), "{target}");
                assert_eq!((visitors.load(Ordering::SeqCst), led.load(Ordering::SeqCst)), (1, 0), "{status} to {target}");
            }
        }
    }

    #[tokio::test]
    async fn what_is_larger_than_any_certificate_is_none() {
        for (size, taken) in [(LARGEST, true), (LARGEST + 1, false)] {
            let (origin, _) = host("HTTP/1.1 200 OK".to_owned(), vec![b'a'; size]).await;
            assert_eq!(fetch(&origin).await.is_ok(), taken, "{size}");
        }
    }
}
