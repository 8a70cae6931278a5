//! Sending mail.

use async_trait::async_trait;

/// A mail to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The one recipient.
    pub to: String,
    /// The subject, one line.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The HTML.
    pub html: String,
}

/// Why a mail was not sent. All of these are worth another try; what never works is parked after some.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("mail was not sent: {0}")]
pub struct MailError(pub String);

/// Sends mail. With the same `key` a mail goes out once, as far as the service behind can promise it.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Sends one mail.
    async fn send(&self, message: &Message, key: &str) -> Result<(), MailError>;
}
