//! A shop that was put back to an earlier day does not know what it has charged since. Until the providers were asked, an offer that was
//! accepted after that day is open again, and who accepts it once more is charged once more: so it does not open before.

use crate::config::AppEnv;
use crate::core::Core;
use crate::error::Result;
use crate::repo::restorations;
use app::components::text::date_time;
use chrono::{DateTime, Utc};
use entity::restoration;
use sea_orm::ActiveValue::Set;

/// What has to be done, as a person types it.
pub const CURE: &str = "lectern reconcile --fix";

/// Notes that the database is as it was at `taken_at`.
pub async fn note(core: &Core, taken_at: DateTime<Utc>) -> Result<()> {
    let row =
        restoration::ActiveModel { id: Set(core.new_id()), taken_at: Set(taken_at), restored_at: Set(core.now()), compared_at: Set(None) };
    restorations::insert(core.db.write(), row).await
}

/// Notes that what the providers did since is known.
pub async fn note_compared(core: &Core) -> Result<()> {
    restorations::note_compared(core.db.write(), core.now()).await
}

/// What was put back and not compared yet, in words.
pub async fn pending(core: &Core) -> Result<Option<String>> {
    let found = restorations::pending(core.db.read()).await?;
    Ok(found.map(|found| {
        let (restored, taken) = (date_time(found.restored_at), date_time(found.taken_at));
        format!("This shop was put back on {restored} to what it was on {taken}, and nobody has asked what the providers did since.")
    }))
}

/// Why it may not open yet: money is real in production. Elsewhere it is only told.
pub async fn bar(core: &Core) -> Result<Option<String>> {
    let Some(pending) = pending(core).await? else { return Ok(None) };
    if core.settings.env == AppEnv::Production {
        return Ok(Some(format!("{pending} Run `{CURE}`, then start again.")));
    }
    tracing::warn!("{pending} Run `{CURE}`.");
    Ok(None)
}
