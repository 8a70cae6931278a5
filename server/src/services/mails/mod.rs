//! Which mails people want: chosen on their account, or ended by the link of a mail.

pub mod unsubscribe_token;

use crate::core::Core;
use crate::error::Result;
use crate::repo::{identity, mail_preferences};
use app::api::ports::{Mails, StudentActor};
use app::api::{self, ApiError};
use async_trait::async_trait;
use domain::mail_topic::MailTopic;
use std::sync::Arc;

/// Choices of mail over the database.
pub struct MailsService(pub Arc<Core>);

#[async_trait]
impl Mails for MailsService {
    async fn choose(&self, student: &StudentActor, wanted: &[MailTopic]) -> api::Result<()> {
        let choices = MailTopic::ALL.map(|topic| (topic, wanted.contains(&topic)));
        Ok(mail_preferences::set(self.0.db.write(), student.user.into(), &choices, self.0.now()).await?)
    }

    async fn topic_of(&self, token: &str) -> api::Result<MailTopic> {
        unsubscribe_token::read(&self.0.settings, token).map(|(_, topic)| topic).ok_or(ApiError::DeadLink)
    }

    async fn unsubscribe(&self, token: &str) -> api::Result<()> {
        Ok(unsubscribe(&self.0, token).await?)
    }
}

/// Ends mails of a kind for a person, by the token of a mail's link. Again is the same.
async fn unsubscribe(core: &Core, token: &str) -> Result<()> {
    let (user, topic) = unsubscribe_token::read(&core.settings, token).ok_or(ApiError::DeadLink)?;
    if identity::by_id(core.db.read(), user).await?.is_none() {
        return Err(ApiError::DeadLink.into());
    }
    mail_preferences::set(core.db.write(), user, &[(topic, false)], core.now()).await
}
