use super::StudentActor;
use crate::api::Result;
use async_trait::async_trait;
use domain::mail_topic::MailTopic;

/// Which mails people want. The token of a mail's link speaks for its recipient, whoever is signed in.
#[async_trait]
pub trait Mails: Send + Sync {
    /// Writes down that a person wants these kinds of mail and no others.
    async fn choose(&self, student: &StudentActor, wanted: &[MailTopic]) -> Result<()>;
    /// The kind of mail that a token ends, or `DeadLink`. Ends nothing.
    async fn topic_of(&self, token: &str) -> Result<MailTopic>;
    /// Ends the kind of mail that a token names, for its person. Again is the same.
    async fn unsubscribe(&self, token: &str) -> Result<()>;
}
