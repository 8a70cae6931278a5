//! Lately shown who one is: what can lock a person out, or give them away, asks for more than a session that somebody left open.
//!
//! A link and a password each begin a session of their own, so a session's age is the age of the proof.

use crate::core::Core;
use crate::error::Result;
use crate::repo;
use app::api::ApiError;
use app::api::ports::Actor;
use chrono::TimeDelta;

/// A proof holds so long.
const HOLDS: TimeDelta = TimeDelta::minutes(10);

/// Whether the session of whoever asks is such a proof. One that a purchase began never is.
pub async fn is_recent(core: &Core, actor: &Actor) -> Result<bool> {
    let session = repo::sessions::by_id(core.db.read(), actor.session.into()).await?;
    Ok(session.is_some_and(|session| session.origin != "purchase" && core.now() - session.created_at < HOLDS))
}

/// Refuses whoever has not shown lately who they are.
pub async fn require(core: &Core, actor: &Actor) -> Result<()> {
    if is_recent(core, actor).await? { Ok(()) } else { Err(ApiError::ProofNeeded.into()) }
}
