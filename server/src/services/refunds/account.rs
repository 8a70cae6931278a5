//! Taking down what the provider says went back, in the caller's transaction: which refunds it were, and what ends with them.

use super::TOLD_OTHERWISE;
use super::plan::{insert_found, shares};
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::mail;
use crate::repo::{self, rows};
use crate::services::effects;
use crate::services::invoicing::{self, Credited};
use crate::services::outbox::{self, Outgoing};
use app::paths;
use domain::money::Money;
use domain::order::OrderState;
use entity::{order, order_item, payment, refund, refund_item};
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

/// How often the sum is taken again that another transaction changed meanwhile.
const TRIES: u32 = 10;

/// Holds what went back of a payment in all, in minor units, against the refunds that we know. What nobody here promised was made
/// at the provider and is written down. An item whose whole share went back ends; a part of it ends nothing.
pub async fn account(core: &Core, transaction: &DatabaseTransaction, payment: Uuid, refunded_minor: i64) -> Result<()> {
    if refunded_minor == 0 {
        return Ok(());
    }
    let payment = note_found(core, transaction, payment, refunded_minor).await?;
    let refunds = repo::refunds::of_payment(transaction, payment.id).await?;
    let counted = counted_now(&refunds, refunded_minor);
    if counted.is_empty() {
        return Ok(());
    }
    for refund in counted {
        succeed(core, transaction, &payment, refund).await?;
    }
    if refunded_minor >= payment.amount_minor && payment.surplus_at.is_none() {
        let items = repo::orders::items(transaction, payment.order_id).await?;
        for share in shares(&items, rows::money(0, &payment.currency)?.currency)? {
            repo::refunds::exhaust_item(transaction, share.item.id, share.share_minor).await?;
        }
    }
    Ok(())
}

async fn note_found(core: &Core, transaction: &DatabaseTransaction, payment: Uuid, refunded_minor: i64) -> Result<payment::Model> {
    for _ in 0..TRIES {
        let row = repo::payments::by_id(transaction, payment).await?;
        let found = refunded_minor.min(row.amount_minor) - row.refund_planned_minor;
        if found <= 0 {
            return Ok(row);
        }
        if repo::refunds::reserve_found(transaction, payment, row.refund_planned_minor, found).await? {
            insert_found(core, transaction, &row, found).await?;
            return repo::payments::by_id(transaction, payment).await;
        }
    }
    Err(Fault::stored("a payment whose refunds do not stand still"))
}

/// The refunds under way that the provider's sum contains: all of them where it covers every promise, else those that it has
/// answered, where it covers them.
fn counted_now(refunds: &[refund::Model], refunded_minor: i64) -> Vec<&refund::Model> {
    let sum = |wanted: &dyn Fn(&refund::Model) -> bool| refunds.iter().filter(|row| wanted(row)).map(|row| row.amount_minor).sum::<i64>();
    let pending: Vec<_> = refunds.iter().filter(|row| row.state == "pending").collect();
    if sum(&|row| row.state != "failed") <= refunded_minor {
        return pending;
    }
    let answered = |row: &refund::Model| row.state == "pending" && row.provider_ref.is_some();
    if sum(&|row| row.state == "succeeded" || answered(row)) <= refunded_minor {
        return pending.into_iter().filter(|row| answered(row)).collect();
    }
    Vec::new()
}

async fn succeed(core: &Core, transaction: &DatabaseTransaction, payment: &payment::Model, refund: &refund::Model) -> Result<()> {
    if !repo::refunds::move_state(transaction, refund.id, &["pending"], "succeeded", core.now()).await? {
        return Ok(());
    }
    let note = format!("{} went back ({})", rows::money(refund.amount_minor, &refund.currency)?, refund.origin);
    repo::orders::note(transaction, core.new_id(), payment.order_id, "refund", note, core.now()).await?;
    end_items(core, transaction, payment, refund).await
}

/// Ends what the refund paid back wholly. With the main item its seat is free again.
async fn end_items(core: &Core, transaction: &DatabaseTransaction, payment: &payment::Model, refund: &refund::Model) -> Result<()> {
    let parts = repo::refunds::items(transaction, refund.id).await?;
    if parts.is_empty() {
        return Ok(());
    }
    let items = repo::orders::items(transaction, payment.order_id).await?;
    let shares = shares(&items, rows::money(0, &payment.currency)?.currency)?;
    for share in shares.iter().filter(|share| share.left_minor() == 0 && parts.iter().any(|part| part.order_item_id == share.item.id)) {
        if repo::grants::revoke_for_item(transaction, share.item.id, "refunded", refund.requested_by, core.now()).await? {
            let note = format!("access ended: {} refunded", share.item.label);
            repo::orders::note(transaction, core.new_id(), payment.order_id, "grant", note, core.now()).await?;
        }
        if share.item.kind == "main" {
            let order = repo::orders::by_id(transaction, payment.order_id).await?;
            effects::release_seat(core, transaction, &order).await?;
        }
    }
    Ok(())
}

/// Makes a refund a credit note, where its order was invoiced.
async fn credit(
    core: &Core,
    transaction: &DatabaseTransaction,
    order: &order::Model,
    items: &[order_item::Model],
    refund: &refund::Model,
) -> Result<()> {
    let amount = rows::money(refund.amount_minor, &refund.currency)?;
    let parts = repo::refunds::items(transaction, refund.id).await?;
    let of_part = |part: &refund_item::Model| {
        let item = items.iter().find(|item| item.id == part.order_item_id)?;
        Some(Credited { label: item.label.clone(), amount: Money::new(part.amount_minor, amount.currency) })
    };
    let credited: Vec<_> = parts.iter().filter_map(of_part).collect();
    invoicing::credit(core, transaction, order, refund.id, amount, &credited).await.map(drop)
}

/// Writes to the buyer about what went back and was not written about yet, and credits it. `state` is the order's after the news. Money
/// that had come a second time was never invoiced: of that the buyer has another mail.
pub async fn tell(core: &Core, transaction: &DatabaseTransaction, order: &order::Model, state: OrderState) -> Result<()> {
    let refunds = repo::refunds::of_order(transaction, order.id).await?;
    let untold = |row: &&refund::Model| row.state == "succeeded" && row.told_at.is_none() && !TOLD_OTHERWISE.contains(&row.origin.as_str());
    let mut news: Vec<_> = refunds.iter().filter(untold).collect();
    if !news.is_empty() {
        let payments = repo::payments::of_order(transaction, order.id).await?;
        news.retain(|row| payments.iter().any(|payment| payment.id == row.payment_id && payment.surplus_at.is_none()));
    }
    let Some(first) = news.first() else { return Ok(()) };
    let items = repo::orders::items(transaction, order.id).await?;
    let letter = mail::refund(&mail::RefundLetter {
        buyer: order.buyer_name.clone(),
        title: items.first().map(|item| item.label.clone()).unwrap_or_default(),
        amount: rows::money(news.iter().map(|row| row.amount_minor).sum(), &order.currency)?,
        access_ended: state == OrderState::Refunded,
        order_url: core.settings.absolute(&paths::order(&order.public_id)),
    });
    let outgoing = Outgoing {
        dedupe_key: format!("refund/{}", first.id),
        kind: "refund",
        to: &order.buyer_email,
        order: Some(order.id),
        secret: false,
    };
    outbox::post(core, transaction, outgoing, letter).await?;
    repo::orders::note(transaction, core.new_id(), order.id, "mail", "refund", core.now()).await?;
    let told: Vec<_> = news.iter().map(|row| row.id).collect();
    repo::refunds::set_told(transaction, &told, core.now()).await?;
    for refund in news {
        credit(core, transaction, order, &items, refund).await?;
    }
    Ok(())
}
