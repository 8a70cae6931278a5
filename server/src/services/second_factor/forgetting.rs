//! Somebody has lost both their authenticator and their recovery codes. Whoever helps has made sure who asks; the program can only see
//! to it that nothing stays open, that it is written down, and that the person hears of it.

use super::FactorChange;
use crate::core::Core;
use crate::error::Result;
use crate::mail::account;
use crate::repo::{self, second_factor as rows};
use crate::services::audit::{self, NOTHING};
use crate::services::outbox::{self, Outgoing};
use crate::services::people::subject;
use app::api::ApiError;
use app::api::error::Conflict;
use app::paths;
use entity::user;
use serde_json::json;
use uuid::Uuid;

/// Forgets a person's second factor and ends all of their sessions. `by` is the admin, or nobody where it is done on the server.
pub async fn forget(core: &Core, person: &user::Model, by: Option<Uuid>, reason: &str) -> Result<()> {
    let now = core.now();
    let transaction = core.db.begin().await?;
    if !rows::remove(&transaction, person.id).await? {
        return Err(ApiError::Conflict(Conflict::NoLongerSo).into());
    }
    let ended = repo::identity::end_sessions(&transaction, person.id, now).await?;
    let after = json!({ "reason": reason, "ended": ended });
    audit::record(core, &transaction, by, "person.forget_factor", &subject(person.id), NOTHING, after).await?;
    let letter = account::factor(FactorChange::Off, now, &core.settings.absolute(&paths::second_factor()));
    let key = format!("second-factor/{}", core.new_id());
    let outgoing = Outgoing { dedupe_key: key, kind: "second_factor", to: &person.email, order: None, secret: false };
    outbox::post(core, &transaction, outgoing, letter).await?;
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(())
}
