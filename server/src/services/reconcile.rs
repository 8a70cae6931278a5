//! Asks the provider about every open order, so that a lost webhook loses nothing.

use super::settlement;
use crate::core::Core;
use crate::error::Result;
use crate::repo;

/// How many orders one round asks about at most.
const BATCH: u64 = 500;

/// Settles every open order that is old enough. One that fails does not keep the others waiting. Gives how many were asked about.
pub async fn open_orders(core: &Core) -> Result<usize> {
    let before = core.now() - core.settings.pace.reconcile_after;
    let open = repo::orders::to_reconcile(core.db.read(), before, BATCH).await?;
    for order in &open {
        if let Err(error) = settlement::settle(core, *order).await {
            tracing::warn!(order.id = %order, error = %error, "an open order could not be reconciled");
        }
    }
    Ok(open.len())
}
