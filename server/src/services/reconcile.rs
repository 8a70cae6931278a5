//! Asks the provider about every open order, so that a lost webhook loses nothing.

use super::funnel::charging;
use super::{expiry, settlement};
use crate::core::Core;
use crate::error::Result;
use crate::repo;
use futures::stream::{self, StreamExt};
use uuid::Uuid;

/// How many orders one round asks about at most.
const BATCH: u64 = 500;
/// How many of them at once: those whose provider does not answer keep few of the others waiting.
const AT_ONCE: usize = 8;

/// An order whose time is up is cancelled again, should its job have been given up. A charge whose call may never have left is
/// made.
async fn look_at(core: &Core, order: Uuid) -> Result<()> {
    if expiry::cancel(core, order).await?.is_payable() {
        charging::again(core, &repo::orders::by_id(core.db.read(), order).await?).await?;
        settlement::settle(core, order).await?;
    }
    Ok(())
}

/// Settles every open order that is old enough. One that fails does not keep the others waiting. Gives how many were asked about.
pub async fn open_orders(core: &Core) -> Result<usize> {
    let before = core.now() - core.settings.pace.reconcile_after;
    let open = repo::orders::to_reconcile(core.db.read(), before, BATCH).await?;
    let ask = |order: Uuid| async move {
        if let Err(error) = look_at(core, order).await {
            tracing::warn!(order.id = %order, error = %error, "an open order could not be reconciled");
        }
    };
    stream::iter(open.iter().copied()).for_each_concurrent(AT_ONCE, ask).await;
    Ok(open.len())
}
