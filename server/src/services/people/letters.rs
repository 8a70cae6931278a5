//! Mails that an admin sends once more.

use super::{find, subject};
use crate::core::Core;
use crate::error::Result;
use crate::services::audit::{self, NOTHING};
use crate::services::identity::write_link;
use app::api::ApiError;
use app::api::error::Conflict;
use app::api::ports::AdminActor;
use serde_json::json;
use uuid::Uuid;

/// Mails a link that signs a person in.
pub async fn send_link(core: &Core, admin: &AdminActor, person: Uuid) -> Result<()> {
    let person = find(core, person).await?;
    if person.banned_at.is_some() {
        return Err(ApiError::Conflict(Conflict::NotSentAgain).into());
    }
    let transaction = core.db.begin().await?;
    write_link(core, &transaction, &person).await?;
    let after = json!({ "mail": "sign_in", "to": person.email });
    audit::record(core, &transaction, Some(admin.user.into()), "person.send_link", &subject(person.id), NOTHING, after).await?;
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(())
}
