//! Forgetting a person, in one transaction.

use crate::core::Core;
use crate::error::Result;
use crate::jobs::{Job, detach_method::DetachMethod};
use crate::mail;
use crate::repo::erasure::{self, EventKey};
use crate::repo::questions::posts;
use crate::repo::{self, address_changes, consents, mails::FAREWELL};
use crate::services::audit::{self, NOTHING};
use crate::services::outbox::{self, Outgoing};
use crate::services::people::subject;
use crate::services::questions::finding;
use crate::services::waitlist::line;
use app::api::ApiError;
use app::api::error::Conflict;
use entity::user;
use sea_orm::DatabaseTransaction;
use serde_json::json;
use uuid::Uuid;

/// Who is forgotten, and why.
pub struct Erasure<'a> {
    /// The person.
    pub person: Uuid,
    /// Who does it: the person, or an admin.
    pub by: Uuid,
    /// Why.
    pub reason: &'a str,
    /// Whether questions and answers go too.
    pub posts: bool,
}

/// Forgets a person. Invoices and what was paid stay without them; their stored payment methods are forgotten at the provider
/// afterwards.
pub async fn erase(core: &Core, erasure: &Erasure<'_>) -> Result<()> {
    let db = core.db.read();
    let person = repo::identity::by_id(db, erasure.person).await?.ok_or(ApiError::NotFound)?;
    if person.role == "ADMIN" {
        return Err(ApiError::Conflict(Conflict::IsAdmin).into());
    }
    // A look through every event is too long for a transaction that holds others back.
    let mut events = Vec::new();
    let former = address_changes::of(db, person.id).await?.into_iter().filter(|change| change.done_at.is_some());
    for address in erasure::addresses(db, &person).await?.into_iter().chain(former.map(|change| change.from_email)) {
        events.extend(erasure::events_naming(db, &address).await?);
    }
    // The words of an order say who bought it in another writing.
    for order in repo::order_list::of_person(db, person.id).await? {
        events.extend(erasure::events_naming(db, &order.id.to_string()).await?);
    }
    core.db.retrying(|| once(core, erasure, &person, &events)).await?;
    core.wake_jobs.notify_one();
    Ok(())
}

async fn once(core: &Core, erasure: &Erasure<'_>, person: &user::Model, events: &[EventKey]) -> Result<()> {
    let now = core.now();
    let transaction = core.db.begin().await?;
    let addresses = erasure::addresses(&transaction, person).await?;
    if !erasure::depart(&transaction, person.id, now).await? {
        return Err(ApiError::Conflict(Conflict::NoLongerSo).into());
    }
    refuse_unsettled(&transaction, person.id).await?;
    for place in erasure::places_in_line(&transaction, &person.email_normalized).await? {
        line::leave_within(core, &transaction, place).await?;
    }
    end_consents(core, &transaction, person.id).await?;
    erasure::forget_letters(&transaction, person.id).await?;
    erasure::forget_former(&transaction, person.id).await?;
    if erasure.posts {
        delete_posts(core, &transaction, person.id).await?;
    }
    for address in &addresses {
        erasure::forget_mails(&transaction, address).await?;
    }
    erasure::clear(&transaction, person.id, &person.email_normalized, erasure.by, now).await?;
    for event in events {
        erasure::empty_event(&transaction, event).await?;
    }
    say_farewell(core, &transaction, person).await?;
    let after = json!({ "reason": erasure.reason, "posts_deleted": erasure.posts });
    audit::record(core, &transaction, Some(erasure.by), "person.erase", &subject(person.id), NOTHING, after).await?;
    Ok(transaction.commit().await?)
}

/// Money that is under way, or that a bank holds, needs its buyer.
async fn refuse_unsettled(transaction: &DatabaseTransaction, person: Uuid) -> Result<()> {
    match erasure::unsettled(transaction, person).await? {
        (true, _) => Err(ApiError::Conflict(Conflict::OrderUnderWay).into()),
        (_, true) => Err(ApiError::Conflict(Conflict::PaymentDisputed).into()),
        _ => Ok(()),
    }
}

async fn end_consents(core: &Core, transaction: &DatabaseTransaction, person: Uuid) -> Result<()> {
    for consent in consents::live_of_user(transaction, person).await? {
        if consents::revoke(transaction, consent.id, core.now()).await? {
            DetachMethod { consent: consent.id }.enqueue(core, transaction).await?;
        }
    }
    Ok(())
}

async fn delete_posts(core: &Core, transaction: &DatabaseTransaction, person: Uuid) -> Result<()> {
    for question in erasure::delete_posts(transaction, person).await? {
        posts::settle(transaction, question, core.now()).await?;
        finding::put(transaction, question).await?;
    }
    Ok(())
}

/// The last mail to the address, which the outbox forgets once it is sent.
async fn say_farewell(core: &Core, transaction: &DatabaseTransaction, person: &user::Model) -> Result<()> {
    let outgoing = Outgoing { dedupe_key: format!("farewell/{}", person.id), kind: FAREWELL, to: &person.email, order: None, secret: true };
    outbox::post(core, transaction, outgoing, mail::farewell::letter()).await
}
