//! A person's own address, changed when both mailboxes have said yes.
//!
//! Whoever asks has lately shown who they are. Each mailbox gets a link; a link opens a page, and its button says yes, so that nothing
//! that looks into mails decides. The links sign nobody in. An address that somebody has is asked for like any other: its mailbox is
//! told so, and gets no link.

mod finishing;
mod links;

use super::limits::{self, Action, Subject};
use super::outbox::{self, Outgoing};
use super::proof;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::mail::address;
use crate::repo::{self, address_changes};
use crate::security::hash::sha256;
use app::api::dto::{AddressDesk, AddressLink, PendingAddress};
use app::api::error::{Conflict, Field, Problem};
use app::api::ports::{Addresses, StudentActor, Viewer};
use app::api::{self, ApiError};
use app::paths;
use async_trait::async_trait;
use chrono::TimeDelta;
use domain::email::EmailAddress;
use entity::{address_change, user};
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use std::sync::Arc;

/// Both mailboxes are to say yes within this time.
pub const LINKS_LIVE: TimeDelta = TimeDelta::minutes(30);
/// The former mailbox can object so long.
pub const OBJECTIONS: TimeDelta = TimeDelta::days(7);
/// Two requests of one person at once are one after the other.
const TRIES: u32 = 2;

/// Addresses over the database.
pub struct AddressesService(pub Arc<Core>);

#[async_trait]
impl Addresses for AddressesService {
    async fn desk(&self, student: &StudentActor) -> api::Result<AddressDesk> {
        Ok(desk(&self.0, student).await?)
    }

    async fn request(&self, student: &StudentActor, email: &str) -> api::Result<()> {
        Ok(request(&self.0, student, email).await?)
    }

    async fn cancel(&self, student: &StudentActor) -> api::Result<()> {
        Ok(cancel(&self.0, student).await?)
    }

    async fn inspect(&self, token: &str) -> api::Result<AddressLink> {
        Ok(links::inspect(&self.0, token).await?)
    }

    async fn confirm(&self, viewer: &Viewer, token: &str) -> api::Result<()> {
        Ok(links::confirm(&self.0, viewer, token).await?)
    }

    async fn refuse(&self, viewer: &Viewer, token: &str) -> api::Result<()> {
        Ok(links::refuse(&self.0, viewer, token).await?)
    }
}

async fn desk(core: &Core, student: &StudentActor) -> Result<AddressDesk> {
    let db = core.db.read();
    let pending = address_changes::open_of(db, student.user.into(), core.now()).await?;
    Ok(AddressDesk {
        email: student.email.clone(),
        has_password: repo::passwords::of(db, student.user.into()).await?.is_some(),
        proven: proof::is_recent(core, student).await?,
        pending: pending.map(|change| PendingAddress {
            to: change.to_email,
            until: change.expires_at,
            old_confirmed: change.old_confirmed_at.is_some(),
            new_confirmed: change.new_confirmed_at.is_some(),
        }),
    })
}

async fn request(core: &Core, student: &StudentActor, typed: &str) -> Result<()> {
    proof::require(core, student).await?;
    let problem = if typed.trim().is_empty() { Problem::Missing } else { Problem::Malformed };
    let email = EmailAddress::parse(typed).map_err(|_| ApiError::invalid(Field::Email, problem))?;
    if EmailAddress::parse(&student.email).is_ok_and(|own| own.normalized() == email.normalized()) {
        return Err(ApiError::invalid(Field::Email, Problem::Exists).into());
    }
    limits::take(core, core.db.write(), Action::AddressChange, Subject::Person(student.user.into())).await?;
    for _ in 0..TRIES {
        match core.db.retrying(|| ask_both(core, student, &email)).await {
            Err(error) if error.is_unique_violation() => {}
            outcome => {
                core.wake_jobs.notify_one();
                return outcome;
            }
        }
    }
    Err(ApiError::Conflict(Conflict::NoLongerSo).into())
}

/// Writes the change down, in the place of one that is not confirmed yet, and mails both links.
async fn ask_both(core: &Core, student: &StudentActor, email: &EmailAddress) -> Result<()> {
    let now = core.now();
    let (old, new) = (core.entropy.secret(), core.entropy.secret());
    let transaction = core.db.begin().await?;
    let person = repo::identity::by_id(&transaction, student.user.into()).await?;
    let person = person.filter(|person| person.email == student.email).ok_or(ApiError::Conflict(Conflict::NoLongerSo))?;
    address_changes::give_up(&transaction, person.id, now).await?;
    let id = core.new_id();
    let row = address_change::ActiveModel {
        id: Set(id),
        user_id: Set(person.id),
        session_id: Set(student.session.into()),
        from_email: Set(person.email.clone()),
        to_email: Set(email.as_str().to_owned()),
        old_hash: Set(sha256(&old).to_vec()),
        new_hash: Set(sha256(&new).to_vec()),
        asked_at: Set(now),
        expires_at: Set(now + LINKS_LIVE),
        ..Default::default()
    };
    address_changes::insert(&transaction, row).await?;
    let (minutes, url) = (LINKS_LIVE.num_minutes(), |token: &str| core.settings.absolute(&paths::address_link(token)));
    let letter = address::leaving(email.as_str(), minutes, &url(&old));
    post(core, &transaction, &person, &format!("{id}/old"), letter).await?;
    let taken = repo::identity::by_email(&transaction, &email.normalized()).await?.is_some();
    let letter = if taken { address::taken(&core.settings.absolute(&paths::sign_in())) } else { address::arriving(minutes, &url(&new)) };
    let outgoing = Outgoing { dedupe_key: letter_key(&format!("{id}/new")), kind: KIND, to: email.as_str(), order: None, secret: true };
    outbox::post(core, &transaction, outgoing, letter).await?;
    Ok(transaction.commit().await?)
}

/// The kind of these mails.
const KIND: &str = "address";

/// What makes a mail about a change the only one.
pub fn letter_key(about: &str) -> String {
    format!("address/{about}")
}

/// Posts a mail to the address that a person has now. What it says is forgotten once it is sent: it carries a link.
async fn post(
    core: &Core,
    transaction: &DatabaseTransaction,
    person: &user::Model,
    about: &str,
    letter: crate::mail::Letter,
) -> Result<()> {
    let outgoing = Outgoing { dedupe_key: letter_key(about), kind: KIND, to: &person.email, order: None, secret: true };
    outbox::post(core, transaction, outgoing, letter).await
}

async fn cancel(core: &Core, student: &StudentActor) -> Result<()> {
    let given_up = address_changes::give_up(core.db.write(), student.user.into(), core.now()).await?;
    if given_up { Ok(()) } else { Err(ApiError::Conflict(Conflict::NoLongerSo).into()) }
}

/// The person that a change is about, as long as they may come in and have the address that they had.
async fn person_of(transaction: &DatabaseTransaction, change: &address_change::Model) -> Result<user::Model> {
    let person = repo::identity::by_id(transaction, change.user_id).await?.ok_or_else(|| Fault::stored("a change of nobody"))?;
    if person.banned_at.is_some() || person.email != change.from_email { Err(ApiError::DeadLink.into()) } else { Ok(person) }
}
