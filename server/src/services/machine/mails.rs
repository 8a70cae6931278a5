//! Mails: what was written to whom, and sent once more.

use crate::core::Core;
use crate::error::Result;
use crate::mail::Letter;
use crate::repo::{self, keyset::Turn};
use crate::services::audit;
use crate::services::identity::write_link;
use crate::services::outbox::{self, Outgoing};
use crate::services::people::listed;
use app::api::ApiError;
use app::api::dto::{Again, Listed, MailDetail, MailRow};
use app::api::error::Conflict;
use app::api::ports::{AdminActor, MailFilter};
use domain::email::EmailAddress;
use entity::mail;
use sea_orm::DatabaseTransaction;
use serde_json::json;

/// A page of mails.
pub async fn list(core: &Core, filter: &MailFilter, page: &str) -> Result<Listed<MailRow>> {
    let MailFilter { state, kind, to } = filter;
    let (turned, count) = repo::mails::page(core.db.read(), state, kind.trim(), to.trim(), Turn::by_id(page)).await?;
    listed(turned, count, |mail| Ok(mail_row(mail)))
}

/// A mail for the wire, without what it says.
pub fn mail_row(mail: mail::Model) -> MailRow {
    MailRow {
        again: again(&mail),
        id: mail.id.to_string(),
        kind: mail.kind,
        to: mail.recipient,
        subject: mail.subject,
        state: mail.state,
        created_at: mail.created_at,
        sent_at: mail.sent_at,
    }
}

fn again(mail: &mail::Model) -> Again {
    match (mail.state.as_str(), mail.secret, mail.kind.as_str()) {
        ("sent", false, _) => Again::Same,
        ("sent", true, "sign_in") => Again::NewLink,
        _ => Again::No,
    }
}

async fn find(core: &Core, id: &str) -> Result<mail::Model> {
    let id = id.parse().map_err(|_| ApiError::NotFound)?;
    Ok(repo::mails::by_id(core.db.read(), id).await?.ok_or(ApiError::NotFound)?)
}

/// A mail with what it says. A secret is shown to nobody, also while it waits to be sent.
pub async fn detail(core: &Core, id: &str) -> Result<MailDetail> {
    let mail = find(core, id).await?;
    let order = match mail.order_id {
        Some(order) => repo::orders::find(core.db.read(), order).await?.map(|order| order.public_id),
        None => None,
    };
    let text = (!mail.secret).then(|| mail.body_text.clone());
    Ok(MailDetail { row: mail_row(mail), text, order })
}

/// A mail as its reader sees it: a document of its own. A secret one has none.
pub async fn html(core: &Core, id: &str) -> Result<String> {
    let mail = find(core, id).await?;
    if mail.secret { Err(ApiError::NotFound.into()) } else { Ok(mail.body_html) }
}

/// Sends a mail again, or in its place a new link.
pub async fn resend(core: &Core, admin: &AdminActor, id: &str) -> Result<()> {
    let mail = find(core, id).await?;
    let transaction = core.db.begin().await?;
    match again(&mail) {
        Again::Same => repeat(core, &transaction, &mail).await?,
        Again::NewLink => new_link(core, &transaction, &mail).await?,
        Again::No => return Err(ApiError::Conflict(Conflict::NotSentAgain).into()),
    }
    let subject = format!("mail/{}", mail.id);
    let (before, after) = (json!({ "sent_at": mail.sent_at }), json!({ "mail": mail.kind, "to": mail.recipient, "again_at": core.now() }));
    audit::record(core, &transaction, Some(admin.user.into()), "mail.resend", &subject, before, after).await?;
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(())
}

/// The provider takes a key once, so that each repetition has one of its own.
async fn repeat(core: &Core, transaction: &DatabaseTransaction, mail: &mail::Model) -> Result<()> {
    let stem = mail.dedupe_key.split("/again/").next().unwrap_or_default();
    let beginning = format!("{stem}/again/");
    let number = repo::mails::with_key_like(transaction, &beginning).await? + 1;
    let outgoing =
        Outgoing { dedupe_key: format!("{beginning}{number}"), kind: &mail.kind, to: &mail.recipient, order: mail.order_id, secret: false };
    let letter = Letter { subject: mail.subject.clone(), text: mail.body_text.clone(), html: mail.body_html.clone() };
    outbox::post(core, transaction, outgoing, letter).await?;
    if let Some(order) = mail.order_id {
        repo::orders::note(transaction, core.new_id(), order, "mail", format!("{} again", mail.kind), core.now()).await?;
    }
    Ok(())
}

async fn new_link(core: &Core, transaction: &DatabaseTransaction, mail: &mail::Model) -> Result<()> {
    let address = EmailAddress::parse(&mail.recipient).map_err(|_| ApiError::NotFound)?;
    let person = repo::identity::by_email(transaction, &address.normalized()).await?.filter(|person| person.banned_at.is_none());
    write_link(core, transaction, &person.ok_or(ApiError::Conflict(Conflict::NotSentAgain))?).await.map(drop)
}
