//! What can be put right without a person: an order that was forgotten is written again, the provider is asked again, a door that is
//! owed is opened, one that is not is shut.

use super::{Difference, Report, compare, doors, forgotten};
use crate::core::Core;
use crate::error::Result;
use crate::ports::payment::GatewayError;
use crate::repo::grants::NO_PAYMENT;
use crate::repo::{self, rows};
use crate::services::{audit, expiry, refunds::send, settlement};
use domain::order::OrderState;
use entity::order;
use sea_orm::DatabaseTransaction;
use serde_json::json;
use std::collections::HashSet;
use uuid::Uuid;

/// Repairs what a comparison found, in the name of `by`. What needs a decision stays, and the next comparison shows it. Gives how
/// many forgotten orders may be known another time.
pub async fn repair(core: &Core, report: &Report, by: Option<Uuid>) -> Result<usize> {
    let mut orders: HashSet<Uuid> =
        report.lists().iter().flat_map(|(_, list)| list.iter().filter_map(|difference| difference.order)).collect();
    for order in &orders {
        if let Err(error) = settlement::settle(core, *order).await {
            tracing::warn!(order.id = %order, error = %error, "an order could not be asked about");
        }
    }
    let mut unanswered = 0;
    if !report.forgotten.is_empty() {
        // Seats that were held on that earlier day are free by now.
        expiry::end_all(core).await?;
        let written = forgotten::write_again(core, &report.forgotten, by).await;
        orders.extend(written.known);
        unanswered = written.unanswered;
    }
    for refund in repo::refunds::unfinished(core.db.read(), core.now()).await? {
        if let Err(error) = send::send(core, refund).await {
            tracing::warn!(refund.id = %refund, error = %error, "a refund could not be sent");
        }
    }
    let left = compare(core).await?;
    let was_found = |difference: &&Difference| difference.order.is_some_and(|order| orders.contains(&order));
    for difference in left.money_without_access.iter().filter(was_found) {
        open(core, difference, by).await?;
    }
    for difference in left.access_without_money.iter().filter(was_found) {
        if let Err(error) = shut(core, difference, by).await {
            tracing::warn!(order = difference.name, error = %error, "a door that is not paid for was not shut");
        }
    }
    Ok(unanswered)
}

/// Opens the doors of a fulfilled order that are paid for and that no person shut.
async fn open(core: &Core, difference: &Difference, by: Option<Uuid>) -> Result<()> {
    let Some(id) = difference.order else { return Ok(()) };
    let transaction = core.db.begin().await?;
    let order = repo::orders::by_id(&transaction, id).await?;
    if !rows::order_state(&order.state)?.is_fulfilled() {
        return Ok(());
    }
    let shut = doors::wrong(&transaction, &order, core.now()).await?.shut;
    let items = shut.iter().map(|item| (core.new_id(), item)).collect::<Vec<_>>();
    if repo::grants::open_for_items(&transaction, order.user_id, &items, core.now()).await? > 0 {
        note(core, &transaction, difference, by, "access.opened").await?;
        transaction.commit().await?;
    }
    Ok(())
}

/// Shuts the doors of an order for which no money is kept, once the providers have said so again and if nobody moved the order
/// meanwhile. Where money is kept, what was sent back is shut, and the rest waits for a person.
async fn shut(core: &Core, difference: &Difference, by: Option<Uuid>) -> Result<()> {
    let Some(id) = difference.order else { return Ok(()) };
    let order = repo::orders::by_id(core.db.read(), id).await?;
    let is_paid = difference.money.is_some() || keeps_money(core, &order).await?;
    let transaction = core.db.begin().await?;
    if !repo::orders::stands_still(&transaction, &order, core.now()).await? {
        return Ok(());
    }
    let ended = match rows::order_state(&order.state)? {
        OrderState::Disputed | OrderState::Lost => repo::grants::revoke_for_order(&transaction, id, "disputed", core.now()).await?,
        state if is_paid && state.is_fulfilled() => shut_items(core, &transaction, &order).await?,
        _ if is_paid => 0,
        _ => repo::grants::revoke_for_order(&transaction, id, NO_PAYMENT, core.now()).await?,
    };
    if ended > 0 {
        note(core, &transaction, difference, by, "access.ended").await?;
        transaction.commit().await?;
    }
    Ok(())
}

/// Whether a provider keeps money by any payment of an order, however that stands here.
async fn keeps_money(core: &Core, order: &order::Model) -> Result<bool> {
    for payment in repo::payments::of_order(core.db.read(), order.id).await? {
        let Some(reference) = &payment.provider_ref else { continue };
        match core.gateways.named(&payment.provider)?.fetch(reference).await {
            Ok(facts) if facts.received_minor > facts.refunded_minor => return Ok(true),
            Ok(_) | Err(GatewayError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(false)
}

async fn shut_items(core: &Core, transaction: &DatabaseTransaction, order: &order::Model) -> Result<u64> {
    let mut ended = 0;
    for item in doors::wrong(transaction, order, core.now()).await?.open {
        ended += u64::from(repo::grants::revoke_for_item(transaction, item.id, "refunded", None, core.now()).await?);
    }
    Ok(ended)
}

async fn note(core: &Core, transaction: &DatabaseTransaction, difference: &Difference, by: Option<Uuid>, action: &str) -> Result<()> {
    let subject = format!("order/{}", difference.name);
    let (before, after) = (json!({ "difference": difference.what }), json!({ "repaired": true }));
    audit::record(core, transaction, by, action, &subject, before, after).await
}
