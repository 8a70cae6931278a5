//! Certificates with which a provider signs its events.

use crate::webhooks::paypal::CertificateAddress;
use async_trait::async_trait;

/// Why there is no certificate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// Whoever was asked gave something else: no such certificate, too much of it, a way to somewhere else.
    #[error("there is no such certificate: {0}")]
    NotThere(String),
    /// Nobody answered in time. It may work later.
    #[error("the certificate could not be fetched: {0}")]
    Unreachable(String),
}

/// Fetches certificates.
#[async_trait]
pub trait CertificateSource: Send + Sync {
    /// The PEM file at an address that was found to be the provider's.
    async fn fetch(&self, address: &CertificateAddress) -> Result<Vec<u8>, CertificateError>;
}
