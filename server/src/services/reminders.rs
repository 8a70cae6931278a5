//! One reminder of a checkout that was left, for who asked for it.

use super::outbox::{self, Outgoing};
use super::quoting;
use crate::core::Core;
use crate::error::Result;
use crate::mail::care as letters;
use crate::repo::{self, catalog, rows};
use app::paths;
use chrono::TimeDelta;
use domain::access;
use domain::order::OrderState;
use entity::order;

/// The reminder goes out so long after the order was made.
pub const AFTER: TimeDelta = TimeDelta::hours(2);
/// How many one sweep looks at.
const BATCH: u64 = 100;

/// Sends the reminders that are due, and drops those that nobody needs any more. Every replica may run it.
pub async fn sweep(core: &Core) -> Result<()> {
    for order in repo::care::reminders_due(core.db.read(), core.now() - AFTER, BATCH).await? {
        let send = is_wanted(core, &order).await?;
        core.db.retrying(|| decide(core, &order, send)).await?;
    }
    Ok(())
}

/// Whether the order is unpaid, the person has neither bought nor begun again, and there is something to come back to.
async fn is_wanted(core: &Core, order: &order::Model) -> Result<bool> {
    let state = rows::order_state(&order.state)?;
    if !(state.is_payable() || state == OrderState::Expired) || repo::care::began_again(core.db.read(), order).await? {
        return Ok(false);
    }
    let grants = repo::grants::of(core.db.read(), order.user_id, order.product_id).await?;
    let owned = access::decide(&grants, core.now()).is_ok();
    let on_sale = catalog::main_offer(core.db.read()).await?.is_some_and(|found| quoting::current_price(&found, core.now()).is_ok());
    Ok(!owned && (on_sale || state.is_payable()))
}

async fn decide(core: &Core, order: &order::Model, send: bool) -> Result<()> {
    let transaction = core.db.begin().await?;
    let first = repo::care::decide_reminder(&transaction, order.id, send, core.now()).await?;
    if first && send {
        let items = repo::orders::items(&transaction, order.id).await?;
        let title = items.first().map(|item| item.label.clone()).unwrap_or_default();
        // The quote brings back what was chosen, on any device and after the seat was freed.
        let checkout = paths::checkout_with(&[("quote", Some(&order.quote_id.to_string()))]);
        let letter = letters::reminder(&order.buyer_name, &title, &core.settings.absolute(&checkout));
        let outgoing = Outgoing {
            dedupe_key: format!("reminder/{}", order.id),
            kind: "reminder",
            to: &order.buyer_email,
            order: Some(order.id),
            secret: false,
        };
        outbox::post(core, &transaction, outgoing, letter).await?;
        repo::orders::note(&transaction, core.new_id(), order.id, "mail", "reminder", core.now()).await?;
    }
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(())
}
