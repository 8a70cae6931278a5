//! Puts mail and the job that sends it into the caller's transaction.

use crate::core::Core;
use crate::error::Result;
use crate::jobs::{Job, send_mail::SendMail};
use crate::mail::Letter;
use crate::repo;
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

/// Puts a mail into the outbox. A mail whose key is there already is left out.
pub async fn post(core: &Core, db: &impl ConnectionTrait, outgoing: Outgoing<'_>, letter: Letter) -> Result<()> {
    let now = core.now();
    let id = core.new_id();
    let row = mail::ActiveModel {
        id: Set(id),
        dedupe_key: Set(outgoing.dedupe_key),
        kind: Set(outgoing.kind.to_owned()),
        recipient: Set(outgoing.to.to_owned()),
        subject: Set(letter.subject),
        body_text: Set(letter.text),
        body_html: Set(letter.html),
        secret: Set(outgoing.secret),
        order_id: Set(outgoing.order),
        state: Set("pending".to_owned()),
        created_at: Set(now),
        ..Default::default()
    };
    if repo::mails::insert(db, row).await? {
        SendMail { mail: id }.enqueue(core, db).await?;
    }
    Ok(())
}
