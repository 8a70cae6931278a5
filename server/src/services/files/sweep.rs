//! Removes from the store what nothing names: what was replaced or removed, and what an upload that ended badly left.
//!
//! Only what this database has written down is removed. The store is never listed: after a restore of an older database, whatever
//! it does not know would be taken for garbage.

use crate::core::Core;
use crate::error::Result;
use crate::repo::attachments;
use chrono::TimeDelta;

/// Longer than any upload or download takes.
const GRACE: TimeDelta = TimeDelta::days(1);
/// How many objects one sweep removes at most.
const BATCH: i64 = 100;

/// Removes what nothing has named for a day. Gives how many objects.
pub async fn sweep(core: &Core) -> Result<usize> {
    let unnamed = attachments::unnamed_objects(core.db.read(), core.now() - GRACE, BATCH).await?;
    for key in &unnamed {
        core.storage.delete(key).await?;
        attachments::forget_object(core.db.write(), key).await?;
    }
    Ok(unnamed.len())
}
