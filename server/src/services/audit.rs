//! Writes down who changed what: as it was and as it is, in the transaction that makes the change.

use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo;
use crate::security::redact::redacted;
use entity::audit_entry;
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

/// The name for `before` of what was not there, and for `after` of what is gone.
pub const NOTHING: Option<()> = None;

/// Adds an entry to the log. Call it with the transaction that makes the change: either both stay or neither does.
///
/// `actor` is the person, or nobody where the program acts by itself. `action` is the noun and what was done to it:
/// `order.refund`. `subject` is the noun and what a person looks it up by: `order/{public id}`, `person/{id}`. `before` and `after`
/// hold only what the change is about; [`NOTHING`] stands for what is not there. Secrets are masked by the names of their fields and
/// by their shape, but do not belong here at all.
pub async fn record(
    core: &Core,
    db: &impl ConnectionTrait,
    actor: Option<Uuid>,
    action: &str,
    subject: &str,
    before: impl Serialize,
    after: impl Serialize,
) -> Result<()> {
    let row = audit_entry::ActiveModel {
        id: Set(core.new_id()),
        at: Set(core.now()),
        actor_id: Set(actor),
        action: Set(action.to_owned()),
        subject: Set(subject.to_owned()),
        before: Set(state(before)?),
        after: Set(state(after)?),
    };
    repo::audit::insert(db, row).await
}

fn state(value: impl Serialize) -> Result<Option<Value>> {
    let value = serde_json::to_value(value).map_err(|error| Fault::stored(format!("an entry of the audit log: {error}")))?;
    Ok(Some(redacted(value)).filter(|value| !value.is_null()))
}
