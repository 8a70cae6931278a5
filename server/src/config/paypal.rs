//! The PayPal account. Without a client id there is none.

use super::env::{ConfigError, Variables};
use crate::webhooks::paypal::Hosts;
use secrecy::SecretString;
use std::path::PathBuf;

/// Where PayPal's API is.
const PAYPAL_API: &str = "https://api-m.paypal.com/";
/// Where the API of the provider's own sandbox is.
const PAYPAL_SANDBOX_API: &str = "https://api-m.sandbox.paypal.com/";

/// The PayPal account.
#[derive(Clone, Debug)]
pub struct PaypalSettings {
    /// The app's client id.
    pub client_id: String,
    /// The app's secret.
    pub client_secret: SecretString,
    /// The id of the webhook endpoint. Without it no event is believed.
    pub webhook_id: Option<String>,
    /// The API, with a slash at the end.
    pub api_base: String,
    /// Whether the account may store payment methods.
    pub vault: bool,
    /// A PEM file of roots that are trusted to vouch for webhook certificates, beside those that browsers trust.
    pub webhook_roots: Option<PathBuf>,
}

impl PaypalSettings {
    /// Reads the account, if there is one.
    pub(super) fn parse(variables: &Variables) -> Result<Option<Self>, ConfigError> {
        let get = |name: &str| variables.get(name).cloned();
        let Some(client_id) = get("PAYPAL_CLIENT_ID") else { return Ok(None) };
        let secret =
            get("PAYPAL_CLIENT_SECRET").ok_or_else(|| ConfigError::new("PAYPAL_CLIENT_SECRET", "is needed beside the client id"))?;
        let api_base = get("PAYPAL_API_BASE").unwrap_or_else(|| PAYPAL_API.to_owned());
        Ok(Some(Self {
            client_id,
            client_secret: secret.into(),
            webhook_id: get("PAYPAL_WEBHOOK_ID"),
            api_base: format!("{}/", api_base.trim_end_matches('/')),
            vault: switch(variables, "PAYPAL_VAULT")?,
            webhook_roots: get("PAYPAL_WEBHOOK_ROOTS").map(PathBuf::from),
        }))
    }

    /// Whether real money moves.
    pub fn is_live(&self) -> bool {
        self.api_base == PAYPAL_API
    }

    /// The hosts that webhook certificates may come from.
    pub fn certificate_hosts(&self) -> Hosts {
        if self.is_live() { Hosts::Live } else { Hosts::WithSandbox }
    }

    /// The origin that plays the provider's hosts, where the API is neither the provider's nor that of its sandbox.
    pub fn stand_in(&self) -> Option<String> {
        let of_provider = self.is_live() || self.api_base == PAYPAL_SANDBOX_API;
        (!of_provider).then(|| self.api_base.trim_end_matches('/').to_owned())
    }
}

fn switch(variables: &Variables, name: &'static str) -> Result<bool, ConfigError> {
    match variables.get(name).map_or("false", String::as_str) {
        "true" => Ok(true),
        "false" => Ok(false),
        other => Err(ConfigError::new(name, format!("`{other}` is neither `true` nor `false`"))),
    }
}
