//! Sending mail.

use async_trait::async_trait;

/// Where a mail program leads who wants no more mails of a kind.
pub const LIST_UNSUBSCRIBE: &str = "List-Unsubscribe";
/// What a mail program posts there.
pub const LIST_UNSUBSCRIBE_POST: &str = "List-Unsubscribe-Post";

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
    /// The address that ends mails of this kind for the recipient; absent for what always goes out.
    pub unsubscribe_url: Option<String>,
}

impl Message {
    /// The headers besides the usual ones: how a mail program ends mails of this kind with one click (RFC 8058).
    pub fn headers(&self) -> Vec<(&'static str, String)> {
        let Some(url) = &self.unsubscribe_url else { return Vec::new() };
        vec![(LIST_UNSUBSCRIBE, format!("<{url}>")), (LIST_UNSUBSCRIBE_POST, "List-Unsubscribe=One-Click".to_owned())]
    }
}

/// Why a mail was not sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// The service does not want this mail. It may be one that nobody can send.
    #[error("mail was refused: {0}")]
    Refused(String),
    /// The service gave no usable answer, or lets nobody in. It may later.
    #[error("mail was not sent: {0}")]
    Unavailable(String),
}

impl MailError {
    /// What the service said, or what kept it from being asked.
    pub fn reason(&self) -> &str {
        match self {
            Self::Refused(reason) | Self::Unavailable(reason) => reason,
        }
    }
}

/// Sends mail. With the same `key` a mail goes out once, as far as the service behind can promise it.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Sends one mail.
    async fn send(&self, message: &Message, key: &str) -> Result<(), MailError>;
    /// Whether the service behind answers and takes our credentials. Sends nothing.
    async fn check(&self) -> Result<(), MailError>;
}
