//! How mail leaves.

use super::env::{ConfigError, Variables};
use secrecy::SecretString;
use std::path::PathBuf;

/// How mail leaves.
#[derive(Clone, Debug)]
pub struct MailSettings {
    /// Who it is from.
    pub from: String,
    /// By what.
    pub transport: MailTransport,
}

/// By what mail leaves.
#[derive(Clone, Debug)]
pub enum MailTransport {
    /// Into files of this folder.
    File(PathBuf),
    /// Through Resend.
    Resend {
        /// The API key.
        api_key: SecretString,
        /// The API.
        base_url: String,
    },
    /// Through an SMTP server.
    Smtp(SecretString),
}

impl MailSettings {
    pub(super) fn parse(variables: &Variables) -> Result<Self, ConfigError> {
        let from = variables.get("MAIL_FROM").map_or("Lectern <hello@localhost>", String::as_str).to_owned();
        Ok(Self { from, transport: MailTransport::parse(variables)? })
    }
}

impl MailTransport {
    fn parse(variables: &Variables) -> Result<Self, ConfigError> {
        let required =
            |name: &'static str| variables.get(name).cloned().ok_or_else(|| ConfigError::new(name, "is needed for this MAIL_PROVIDER"));
        match variables.get("MAIL_PROVIDER").map_or("file", String::as_str) {
            "file" => Ok(Self::File("data/mailbox".into())),
            "smtp" => Ok(Self::Smtp(required("SMTP_URL")?.into())),
            "resend" => {
                let base_url = variables.get("RESEND_BASE_URL").cloned().unwrap_or_else(|| "https://api.resend.com".to_owned());
                Ok(Self::Resend { api_key: required("RESEND_API_KEY")?.into(), base_url })
            }
            other => Err(ConfigError::new("MAIL_PROVIDER", format!("`{other}` is not `file`, `resend` or `smtp`"))),
        }
    }
}
