//! Mail through any SMTP server.

use crate::ports::mailer::{MailError, Mailer, Message};
use async_trait::async_trait;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{MessageBuilder, MultiPart};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use secrecy::{ExposeSecret, SecretString};

/// Sends through an SMTP server.
pub struct SmtpMailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: String,
}

impl SmtpMailer {
    /// `url` is `smtps://user:password@host` or `smtp://host:port?tls=required`.
    pub fn new(url: &SecretString, from: String) -> Result<Self, MailError> {
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.expose_secret()).map_err(failure)?;
        Ok(Self { transport: builder.build(), from })
    }
}

#[async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, message: &Message, key: &str) -> Result<(), MailError> {
        let headers = message.headers().into_iter().map(|(name, value)| HeaderValue::new(HeaderName::new_from_ascii_str(name), value));
        let mail = headers
            .fold(lettre::Message::builder(), MessageBuilder::raw_header)
            .from(self.from.parse().map_err(refused)?)
            .to(message.to.parse().map_err(refused)?)
            .subject(&message.subject)
            .message_id(Some(format!("<{}@lectern>", key.replace('/', "."))))
            .multipart(MultiPart::alternative_plain_html(message.text.clone(), message.html.clone()))
            .map_err(refused)?;
        let permanent = |error: lettre::transport::smtp::Error| if error.is_permanent() { refused(error) } else { failure(error) };
        self.transport.send(mail).await.map(drop).map_err(permanent)
    }

    /// Connects, greets and signs in.
    async fn check(&self) -> Result<(), MailError> {
        match self.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err(failure("the server does not answer to a greeting")),
            Err(error) => Err(failure(error)),
        }
    }
}

fn failure(error: impl std::fmt::Display) -> MailError {
    MailError::Unavailable(error.to_string())
}

fn refused(error: impl std::fmt::Display) -> MailError {
    MailError::Refused(error.to_string())
}
