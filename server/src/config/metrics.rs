//! Who may read the metrics, and where. Off unless it is set.

use super::env::{ConfigError, Variables};
use secrecy::SecretString;
use std::net::SocketAddr;

/// Nobody guesses a token that is as long.
const SHORTEST_TOKEN: usize = 16;

/// Who may read the metrics, and where.
#[derive(Clone, Debug, Default)]
pub struct MetricsSettings {
    /// An address of their own, which the public does not reach.
    pub address: Option<SocketAddr>,
    /// What whoever asks must show. With it they are at the address of the site too.
    pub token: Option<SecretString>,
}

impl MetricsSettings {
    /// Reads them.
    pub(super) fn parse(variables: &Variables) -> Result<Self, ConfigError> {
        let address = variables.get("METRICS_ADDR").map(|text| text.parse());
        let address = address.transpose().map_err(|_| ConfigError::new("METRICS_ADDR", "is an address with a port: `127.0.0.1:9464`"))?;
        let token = variables.get("METRICS_TOKEN");
        if token.is_some_and(|token| token.len() < SHORTEST_TOKEN) {
            return Err(ConfigError::new("METRICS_TOKEN", "set at least 16 random characters: `openssl rand -hex 32`"));
        }
        Ok(Self { address, token: token.cloned().map(SecretString::from) })
    }
}
