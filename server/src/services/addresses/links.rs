//! What the links in the mails open, and what their buttons do.

use super::finishing::{finish, object};
use super::{OBJECTIONS, person_of};
use crate::core::Core;
use crate::error::Result;
use crate::repo::{self, address_changes};
use crate::security::hash::sha256;
use crate::services::limits;
use app::api::ApiError;
use app::api::dto::{AddressLink, AddressLinkState as State, AddressSide as Side};
use app::api::ports::Viewer;
use chrono::{DateTime, Utc};
use entity::address_change;

/// What a link is about. It changes nothing: mail scanners open links.
pub async fn inspect(core: &Core, token: &str) -> Result<AddressLink> {
    let hash = sha256(token);
    let Some(change) = address_changes::by_hash(core.db.read(), &hash).await? else {
        return Ok(AddressLink { side: Side::New, state: State::Unknown, to: String::new() });
    };
    let side = side(&change, &hash);
    Ok(AddressLink { side, state: state(&change, side, core.now()), to: change.to_email })
}

fn side(change: &address_change::Model, hash: &[u8]) -> Side {
    if change.old_hash == hash {
        Side::Old
    } else if change.new_hash == hash {
        Side::New
    } else {
        Side::Objection
    }
}

fn state(change: &address_change::Model, side: Side, now: DateTime<Utc>) -> State {
    let said_yes = if side == Side::Old { change.old_confirmed_at } else { change.new_confirmed_at };
    match (side, change.done_at) {
        (Side::Objection, _) if change.objected_at.is_some() => State::Refused,
        (Side::Objection, Some(done)) if done + OBJECTIONS > now => State::Live,
        (Side::Objection, _) => State::Expired,
        (_, Some(_)) => State::Done,
        _ if change.given_up_at.is_some() => State::Refused,
        _ if change.expires_at <= now => State::Expired,
        _ if said_yes.is_some() => State::Waiting,
        _ => State::Live,
    }
}

/// One mailbox says yes. With the second yes the address is changed.
pub async fn confirm(core: &Core, viewer: &Viewer, token: &str) -> Result<()> {
    let hash = sha256(token);
    let said = match core.db.retrying(|| say_yes(core, &hash)).await {
        // Somebody else has got the address since.
        Err(error) if error.is_unique_violation() => Err(ApiError::DeadLink.into()),
        outcome => outcome,
    };
    core.wake_jobs.notify_one();
    limits::counting_dead(core, viewer, said).await
}

async fn say_yes(core: &Core, hash: &[u8]) -> Result<()> {
    let transaction = core.db.begin().await?;
    if !address_changes::confirm(&transaction, hash, core.now()).await? {
        return Err(ApiError::DeadLink.into());
    }
    let change = address_changes::by_hash(&transaction, hash).await?.ok_or(ApiError::DeadLink)?;
    let person = person_of(&transaction, &change).await?;
    if change.old_confirmed_at.is_some() && change.new_confirmed_at.is_some() {
        finish(core, &transaction, &change, &person).await?;
    }
    Ok(transaction.commit().await?)
}

/// The mailbox that the account has, or had, says no.
pub async fn refuse(core: &Core, viewer: &Viewer, token: &str) -> Result<()> {
    let hash = sha256(token);
    let said = core.db.retrying(|| say_no(core, &hash)).await;
    core.wake_jobs.notify_one();
    limits::counting_dead(core, viewer, said).await
}

/// Whoever asked may be a stranger in the account: all browsers are signed out.
async fn say_no(core: &Core, hash: &[u8]) -> Result<()> {
    let now = core.now();
    let transaction = core.db.begin().await?;
    let change = address_changes::by_hash(&transaction, hash).await?.ok_or(ApiError::DeadLink)?;
    let is_open = matches!(state(&change, Side::Old, now), State::Live | State::Waiting);
    let refused = match side(&change, hash) {
        Side::Old => is_open && address_changes::give_up(&transaction, change.user_id, now).await?,
        Side::New => false,
        Side::Objection => address_changes::object(&transaction, hash, now - OBJECTIONS, now).await?,
    };
    if !refused {
        return Err(ApiError::DeadLink.into());
    }
    if change.done_at.is_some() {
        object(core, &transaction, &change).await?;
    }
    repo::ownership::spend_links(&transaction, change.user_id, now).await?;
    repo::identity::end_sessions(&transaction, change.user_id, now).await?;
    Ok(transaction.commit().await?)
}
