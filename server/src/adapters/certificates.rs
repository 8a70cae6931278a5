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
