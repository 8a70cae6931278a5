//! What can be put right without a person: the provider is asked again, a door that is owed is opened, one that is not is shut.

use super::{Difference, Report, compare};
use crate::core::Core;
use crate::error::Result;
use crate::repo::truth::Change;
use crate::repo::{self, rows};
use crate::services::{refunds::send, settlement};
use serde_json::json;
use uuid::Uuid;

/// Repairs what a comparison found. What needs a decision stays, and the next comparison shows it.
pub async fn repair(core: &Core, report: &Report) -> Result<()> {
    let orders: Vec<Uuid> = report.lists().iter().flat_map(|(_, list)| list.iter().filter_map(|difference| difference.order)).collect();
    for order in orders {
        if let Err(error) = settlement::settle(core, order).await {
            tracing::warn!(order.id = %order, error = %error, "an order could not be asked about");
        }
    }
    for refund in repo::refunds::unfinished(core.db.read(), core.now()).await? {
        if let Err(error) = send::send(core, refund).await {
            tracing::warn!(refund.id = %refund, error = %error, "a refund could not be sent");
        }
    }
    let left = compare(core).await?;
    for difference in &left.money_without_access {
        open(core, difference).await?;
    }
    for difference in &left.access_without_money {
        shut(core, difference).await?;
    }
    Ok(())
}

/// Opens the doors of a fulfilled order whose grants were never written.
async fn open(core: &Core, difference: &Difference) -> Result<()> {
    let Some(id) = difference.order else { return Ok(()) };
    let transaction = core.db.begin().await?;
    let order = repo::orders::by_id(&transaction, id).await?;
    if rows::order_state(&order.state)?.is_fulfilled() {
        let items = repo::orders::items(&transaction, id).await?.into_iter().map(|item| (core.new_id(), item)).collect::<Vec<_>>();
        repo::grants::open_for_items(&transaction, order.user_id, &items, core.now()).await?;
        note(core, &transaction, difference, "access.opened").await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Shuts the doors of an order for which no money is kept, if the provider's word has just confirmed it.
async fn shut(core: &Core, difference: &Difference) -> Result<()> {
    let Some(id) = difference.order else { return Ok(()) };
    let transaction = core.db.begin().await?;
    repo::grants::revoke_for_order(&transaction, id, "no payment", core.now()).await?;
    note(core, &transaction, difference, "access.ended").await?;
    transaction.commit().await?;
    Ok(())
}

async fn note(core: &Core, transaction: &sea_orm::DatabaseTransaction, difference: &Difference, action: &str) -> Result<()> {
    let change = Change {
        actor: None,
        action,
        subject: format!("order/{}", difference.name),
        before: json!({ "difference": difference.what }),
        after: json!({ "repaired": true }),
    };
    repo::truth::audit(transaction, core.new_id(), change, core.now()).await
}
