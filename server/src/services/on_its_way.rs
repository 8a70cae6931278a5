//! Tells buyers whose payment takes very long that it is not lost, and that there is nothing to do.

use super::outbox::{self, Outgoing};
use super::settlement;
use crate::core::Core;
use crate::error::Result;
use crate::mail::care as letters;
use crate::repo::{self, rows};
use app::paths;
use chrono::TimeDelta;
use uuid::Uuid;

/// A payment that is on its way for longer is told of.
pub const AFTER: TimeDelta = TimeDelta::minutes(10);
/// How many one sweep looks at.
const BATCH: u64 = 100;

/// Asks once more about the payments that take very long, and mails the buyers of those of which there is still no news. One mail for
/// one order, with any number of replicas.
pub async fn sweep(core: &Core) -> Result<()> {
    let waiting = || repo::orders::long_on_their_way(core.db.read(), core.now() - AFTER, BATCH);
    for order in waiting().await? {
        if let Err(error) = settlement::settle(core, order).await {
            tracing::warn!(order.id = %order, error = %error, "a payment takes very long, and its provider cannot be asked");
        }
    }
    for order in waiting().await? {
        core.db.retrying(|| tell(core, order)).await?;
    }
    Ok(())
}

async fn tell(core: &Core, order: Uuid) -> Result<()> {
    let transaction = core.db.begin().await?;
    let order = repo::orders::by_id(&transaction, order).await?;
    let items = repo::orders::items(&transaction, order.id).await?;
    let title = items.first().map(|item| item.label.clone()).unwrap_or_default();
    let amount = rows::money(order.amount_minor, &order.currency)?;
    let letter = letters::on_its_way(&order.buyer_name, &title, amount, &core.settings.absolute(&paths::order(&order.public_id)));
    let outgoing = Outgoing {
        dedupe_key: format!("on_its_way/{}", order.id),
        kind: "on_its_way",
        to: &order.buyer_email,
        order: Some(order.id),
        secret: false,
    };
    outbox::post(core, &transaction, outgoing, letter).await?;
    repo::orders::note(&transaction, core.new_id(), order.id, "mail", "on its way", core.now()).await?;
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(())
}
