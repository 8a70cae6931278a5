//! PayPal's signed events: who signed them is found out here, without asking anybody but for the certificate.
//!
//! The signature covers a checksum of the body, and a body with a given checksum is easily made. What is verified here is a hint:
//! everything it says is asked for again before anything follows.

mod address;
mod chain;
mod event;
#[cfg(test)]
mod tests;
mod transmission;

pub use address::{CertificateAddress, Hosts};
pub use chain::Roots;
pub use event::Event;
pub use transmission::Transmission;

use crate::ports::certificates::{CertificateError, CertificateSource};
use chain::Chain;
use chrono::{DateTime, Utc};
use http::HeaderMap;
use moka::future::Cache;
use std::sync::Arc;
use std::time::Duration;

/// The provider uses one certificate at a time.
const MOST_CHAINS: u64 = 16;
/// How long a fetched certificate is kept. It is checked anew with each delivery.
const KEEP: Duration = Duration::from_hours(12);

/// Why a delivery is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// A header is missing, double, or not of its form.
    #[error("malformed header {0}")]
    Malformed(&'static str),
    /// The time lies too far from ours.
    #[error("stale transmission")]
    Stale,
    /// The certificate is said to lie where the provider has none.
    #[error("foreign certificate address")]
    Address,
    /// The certificate is not the provider's.
    #[error("certificate: {0}")]
    Certificate(&'static str),
    /// The signature does not fit.
    #[error("wrong signature")]
    Signature,
    /// There is no certificate to check with, or none that can be had now.
    #[error(transparent)]
    Fetch(#[from] CertificateError),
}

impl Rejection {
    /// Whether the same delivery might be taken later.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Fetch(CertificateError::Unreachable(_)))
    }
}

/// Finds out whether deliveries come from the provider.
pub struct Verifier {
    webhook_id: String,
    hosts: Hosts,
    roots: Roots,
    source: Arc<dyn CertificateSource>,
    chains: Cache<CertificateAddress, Arc<Chain>>,
}

impl Verifier {
    /// For the events of the endpoint `webhook_id`.
    pub fn new(webhook_id: String, hosts: Hosts, roots: Roots, source: Arc<dyn CertificateSource>) -> Self {
        let chains = Cache::builder().max_capacity(MOST_CHAINS).time_to_live(KEEP).build();
        Self { webhook_id, hosts, roots, source, chains }
    }

    /// Checks a delivery and gives its transmission id.
    pub async fn verify(&self, headers: &HeaderMap, body: &[u8], now: DateTime<Utc>) -> Result<String, Rejection> {
        let transmission = Transmission::parse(headers, self.hosts, now)?;
        let chain = self.chain(&transmission.certificate).await?;
        let message = transmission.message(&self.webhook_id, body);
        chain.verify(&self.roots, now, message.as_bytes(), &transmission.signature)?;
        Ok(transmission.id)
    }

    /// The chain at an address, fetched once however many deliveries wait for it. What cannot be had is not remembered.
    async fn chain(&self, address: &CertificateAddress) -> Result<Arc<Chain>, Rejection> {
        let fetch = async { Chain::from_pem(&self.source.fetch(address).await?).map(Arc::new) };
        self.chains.try_get_with_by_ref(address, fetch).await.map_err(|error: Arc<Rejection>| Rejection::clone(&error))
    }
}
