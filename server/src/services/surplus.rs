//! Two payments of one order that both succeeded: the later one goes back by itself, and the buyer is told.

use super::outbox::{self, Outgoing};
use super::refunds::{self, Origin};
use super::settlement::{Told, news};
use crate::core::Core;
use crate::error::Result;
use crate::mail;
use crate::repo::{self, rows};
use app::paths;
use domain::order::OrderEvent;
use domain::payment::PaymentStatus;
use entity::payment;

/// Whether this money arrived for an order that another payment had already paid.
pub fn came_second(all: &[payment::Model], told: Told<'_>) -> bool {
    let paid_by_another = all.iter().any(|other| other.id != told.payment.id && other.state == "succeeded" && other.surplus_at.is_none());
    told.payment.surplus_at.is_some() || (paid_by_another && told.facts.status == PaymentStatus::Succeeded)
}

/// Writes the surplus down and sends it back, once.
pub async fn note(core: &Core, told: Told<'_>, event: Option<OrderEvent>) -> Result<()> {
    let Told { payment, facts } = told;
    let transaction = core.db.begin().await?;
    let first = repo::payments::mark_surplus(&transaction, payment.id, &news(facts), core.now()).await?;
    if first {
        let note = format!("a second payment arrived by {} and goes back", payment.provider);
        repo::orders::note(&transaction, core.new_id(), payment.order_id, "payment", note, core.now()).await?;
    }
    refunds::account(core, &transaction, payment.id, facts.refunded_minor).await?;
    if first && event != Some(OrderEvent::RefundedInFull) {
        refunds::plan::rest_of_payment(core, &transaction, payment.id, Origin::Surplus, "the order was paid twice").await?;
        tell_buyer(core, &transaction, payment).await?;
    }
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(())
}

async fn tell_buyer(core: &Core, transaction: &sea_orm::DatabaseTransaction, payment: &payment::Model) -> Result<()> {
    let order = repo::orders::by_id(transaction, payment.order_id).await?;
    let letter = mail::paid_twice(&mail::PaidTwice {
        buyer: order.buyer_name.clone(),
        amount: rows::money(payment.amount_minor, &payment.currency)?,
        order_url: core.settings.absolute(&paths::order(&order.public_id)),
    });
    let outgoing = Outgoing {
        dedupe_key: format!("paid_twice/{}", payment.id),
        kind: "paid_twice",
        to: &order.buyer_email,
        order: Some(order.id),
        secret: false,
    };
    outbox::post(core, transaction, outgoing, letter).await
}
