//! Puts mail and the job that sends it into the caller's transaction.

use super::mails::unsubscribe_token;
use crate::core::Core;
use crate::error::Result;
use crate::jobs::{enqueue_all, send_mail::SendMail};
use crate::mail::Letter;
use crate::mail::topical::TopicLetter;
use crate::repo;
use app::paths;
use domain::erasure::is_stand_in;
use domain::mail_topic::MailTopic;
use entity::mail;
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use uuid::Uuid;

/// A mail with what makes it the only one of its kind.
pub struct Outgoing<'a> {
    /// What makes it one: `receipt/{order}`.
    pub dedupe_key: String,
    /// What kind of mail it is.
    pub kind: &'a str,
    /// To whom.
    pub to: &'a str,
    /// The order it belongs to.
    pub order: Option<Uuid>,
    /// Whether its body must be forgotten once it is sent.
    pub secret: bool,
}

/// Who may do without a mail, and mails of which kind.
#[derive(Clone, Copy, Debug)]
pub struct Subscriber {
    /// The person.
    pub user: Uuid,
    /// The kind.
    pub topic: MailTopic,
}

/// Puts a mail into the outbox. A mail whose key is there already is left out, and so is one to somebody who was forgotten.
pub async fn post(core: &Core, db: &impl ConnectionTrait, outgoing: Outgoing<'_>, letter: Letter) -> Result<()> {
    post_all(core, db, vec![(outgoing, letter)]).await
}

/// Puts several mails into the outbox at once, each as if alone.
pub async fn post_all(core: &Core, db: &impl ConnectionTrait, mails: Vec<(Outgoing<'_>, Letter)>) -> Result<()> {
    let wanted = mails.into_iter().filter(|(outgoing, _)| !is_stand_in(outgoing.to));
    insert(core, db, wanted.map(|(outgoing, letter)| row(core, outgoing, letter, None)).collect()).await
}

/// Puts a mail into the outbox, with the ways to end mails of its kind, if its recipient wants them.
pub async fn post_topic(
    core: &Core,
    db: &impl ConnectionTrait,
    subscriber: Subscriber,
    outgoing: Outgoing<'_>,
    letter: &TopicLetter,
) -> Result<()> {
    let Subscriber { user, topic } = subscriber;
    if !repo::mail_preferences::wants(db, user, topic).await? {
        return Ok(());
    }
    let unsubscribe_url = core.settings.absolute(&paths::unsubscribe(&unsubscribe_token::make(&core.settings, user, topic)));
    let letter = letter.complete(topic, &unsubscribe_url, &core.settings.absolute(&paths::account_mails()));
    if is_stand_in(outgoing.to) {
        return Ok(());
    }
    insert(core, db, vec![row(core, outgoing, letter, Some(unsubscribe_url))]).await
}

fn row(core: &Core, outgoing: Outgoing<'_>, letter: Letter, unsubscribe_url: Option<String>) -> mail::ActiveModel {
    mail::ActiveModel {
        id: Set(core.new_id()),
        dedupe_key: Set(outgoing.dedupe_key),
        kind: Set(outgoing.kind.to_owned()),
        recipient: Set(outgoing.to.to_owned()),
        subject: Set(letter.subject),
        body_text: Set(letter.text),
        body_html: Set(letter.html),
        secret: Set(outgoing.secret),
        order_id: Set(outgoing.order),
        state: Set("pending".to_owned()),
        created_at: Set(core.now()),
        unsubscribe_url: Set(unsubscribe_url),
        ..Default::default()
    }
}

/// Each new mail gets a job that sends it.
async fn insert(core: &Core, db: &impl ConnectionTrait, rows: Vec<mail::ActiveModel>) -> Result<()> {
    let jobs: Vec<_> = repo::mails::insert(db, rows).await?.into_iter().map(|mail| SendMail { mail }).collect();
    enqueue_all(core, db, &jobs).await
}
