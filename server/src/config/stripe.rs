//! The Stripe account. Without one the sandbox's names are used, which production refuses.

use super::env::Variables;
use secrecy::{ExposeSecret, SecretString};

/// Where Stripe's script is.
pub(super) const STRIPE_JS: &str = "https://js.stripe.com/v3/";
/// Where Stripe's API is.
pub(super) const STRIPE_API: &str = "https://api.stripe.com/";

/// The Stripe account.
#[derive(Clone, Debug)]
pub struct StripeSettings {
    /// `sk_…`
    pub secret_key: SecretString,
    /// `pk_…`
    pub publishable_key: String,
    /// `whsec_…`, more than one while they are rolled.
    pub webhook_secrets: Vec<SecretString>,
    /// The API, with a slash at the end.
    pub api_base: String,
    /// Where the browser loads `stripe.js` from.
    pub js_url: String,
}

/// Whether a key of Stripe's is for real money. Secret keys (`sk_live_…`), restricted ones (`rk_live_…`) and publishable ones
/// (`pk_live_…`) say it at the same place.
pub fn is_live_key(key: &str) -> bool {
    key.split('_').nth(1) == Some("live")
}

impl StripeSettings {
    /// Whether real money moves.
    pub fn is_live(&self) -> bool {
        is_live_key(self.secret_key.expose_secret())
    }

    pub(super) fn parse(variables: &Variables) -> Self {
        let or = |name: &str, default: &str| variables.get(name).map_or(default, String::as_str).to_owned();
        Self {
            secret_key: or("STRIPE_SECRET_KEY", "sk_test_sandbox").into(),
            publishable_key: or("STRIPE_PUBLISHABLE_KEY", "pk_test_sandbox"),
            webhook_secrets: secrets(&or("STRIPE_WEBHOOK_SECRET", "whsec_sandbox")),
            api_base: format!("{}/", or("STRIPE_API_BASE", STRIPE_API).trim_end_matches('/')),
            js_url: or("STRIPE_JS_URL", STRIPE_JS),
        }
    }
}

fn secrets(text: &str) -> Vec<SecretString> {
    text.split(',').map(str::trim).filter(|secret| !secret.is_empty()).map(SecretString::from).collect()
}
