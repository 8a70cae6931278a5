//! Mail through Resend. The idempotency key makes a repeated call one mail for 24 hours.

use crate::adapters::http_client;
use crate::ports::mailer::{MailError, Mailer, Message};
use async_trait::async_trait;
use resend_rs::list_opts::ListOptions;
use resend_rs::types::{CreateEmailBaseOptions, ErrorKind};
use resend_rs::{ConfigBuilder, Error, Resend};
use secrecy::{ExposeSecret, SecretString};
use std::time::Duration;

/// A call that takes longer is given up, and tried again with the same key.
const PATIENCE: Duration = Duration::from_secs(30);

/// Sends through Resend's API.
pub struct ResendMailer {
    client: Resend,
    from: String,
}

impl ResendMailer {
    /// The base URL is always given: an environment variable of the client library would redirect mail silently.
    pub fn new(api_key: &SecretString, base_url: reqwest::Url, from: String) -> Result<Self, reqwest::Error> {
        let config = ConfigBuilder::new(api_key.expose_secret()).base_url(base_url).client(http_client(PATIENCE)?).build();
        Ok(Self { client: Resend::with_config(config), from })
    }
}

#[async_trait]
impl Mailer for ResendMailer {
    async fn send(&self, message: &Message, key: &str) -> Result<(), MailError> {
        let mail =
            CreateEmailBaseOptions::new(&self.from, [&message.to], &message.subject).with_text(&message.text).with_html(&message.html);
        let mail = message.headers().iter().fold(mail, |mail, (name, value)| mail.with_header(name, value)).with_idempotency_key(key);
        self.client.emails.send(mail).await.map(drop).map_err(|error| failure(&error))
    }

    /// Asks for the list of domains. A key that may only send is told so, and is a good key.
    async fn check(&self) -> Result<(), MailError> {
        match self.client.domains.list(ListOptions::default()).await {
            Ok(_) => Ok(()),
            Err(Error::Resend(answer)) if answer.kind() == ErrorKind::RestrictedApiKey => Ok(()),
            Err(error) => Err(failure(&error)),
        }
    }
}

/// What is wrong with the mail itself is told by 400 and 422; a key that does not fit, and limits, are not its fault.
fn failure(error: &Error) -> MailError {
    match error {
        Error::Resend(answer) if matches!(answer.status_code, 400 | 422) => MailError::Refused(answer.to_string()),
        _ => MailError::Unavailable(error.to_string()),
    }
}
