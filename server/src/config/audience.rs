//! Services that measure visits. Without any nobody is asked, and nothing is loaded.

use super::env::{ConfigError, Variables};
use secrecy::SecretString;

/// Where the server tells Google Analytics of purchases.
pub(super) const GA4_API: &str = "https://www.google-analytics.com/";

/// The services.
#[derive(Clone, Debug, Default)]
pub struct AudienceSettings {
    /// Google Analytics 4.
    pub ga4: Option<Ga4Settings>,
    /// The project of Microsoft Clarity.
    pub clarity: Option<String>,
}

/// A property of Google Analytics 4.
#[derive(Clone, Debug)]
pub struct Ga4Settings {
    /// `G-…`
    pub measurement_id: String,
    /// Lets the server tell of purchases. Without it the browser's visits are all that is measured.
    pub api_secret: Option<SecretString>,
    /// The API, with a slash at the end.
    pub api_base: String,
}

impl AudienceSettings {
    /// Reads the services.
    pub(super) fn parse(variables: &Variables) -> Result<Self, ConfigError> {
        let get = |name: &str| variables.get(name).cloned();
        let ga4 = get("GA4_MEASUREMENT_ID").map(|id| {
            let is_id = id.strip_prefix("G-").is_some_and(is_name);
            let base = get("GA4_API_BASE").unwrap_or_else(|| GA4_API.to_owned());
            let api_base = format!("{}/", base.trim_end_matches('/'));
            let settings = Ga4Settings { measurement_id: id, api_secret: get("GA4_API_SECRET").map(SecretString::from), api_base };
            is_id.then_some(settings).ok_or_else(|| ConfigError::new("GA4_MEASUREMENT_ID", "looks like `G-AB12CD34EF`"))
        });
        let clarity = get("CLARITY_PROJECT_ID").map(|id| {
            let is_id = is_name(&id);
            is_id.then_some(id).ok_or_else(|| ConfigError::new("CLARITY_PROJECT_ID", "has small letters and digits only"))
        });
        Ok(Self { ga4: ga4.transpose()?, clarity: clarity.transpose()? })
    }

    /// Whether the server tells a service of purchases.
    pub fn tells_purchases(&self) -> bool {
        self.ga4.as_ref().is_some_and(|ga4| ga4.api_secret.is_some())
    }

    /// Whether visitors are asked for anything.
    pub fn is_any(&self) -> bool {
        self.ga4.is_some() || self.clarity.is_some()
    }
}

/// It is written into a script, so nothing else may be in it.
fn is_name(text: &str) -> bool {
    (1..=40).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
