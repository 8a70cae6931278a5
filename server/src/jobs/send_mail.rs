//! Sends a mail of the outbox.

use super::Job;
use crate::core::Core;
use crate::error::Result;
use crate::metrics::MAILS_SENT;
use crate::ports::mailer::Message;
use crate::repo;
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Sends one mail.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct SendMail {
    /// Which.
    pub mail: Uuid,
}

#[async_trait]
impl Job for SendMail {
    const KIND: &'static str = "send_mail";

    async fn run(&self, core: &Core) -> Result<()> {
        let Some(mail) = repo::mails::by_id(core.db.read(), self.mail).await?.filter(|mail| mail.state == "pending") else {
            return Ok(());
        };
        let message = Message {
            to: mail.recipient.clone(),
            subject: mail.subject.clone(),
            text: mail.body_text.clone(),
            html: mail.body_html.clone(),
            unsubscribe_url: mail.unsubscribe_url.clone(),
        };
        let sent = core.mailer.send(&message, &mail.dedupe_key).await;
        MAILS_SENT.count([if sent.is_ok() { "sent" } else { "failed" }]);
        sent?;
        repo::mails::mark_sent(core.db.write(), &mail, core.now()).await
    }
}
