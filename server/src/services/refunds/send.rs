//! Sending a promised refund. Its key is committed before the call; an unknown outcome keeps its key.

use crate::core::Core;
use crate::error::{Fault, Result};
use crate::mail;
use crate::ports::payment::{GatewayError, IdempotencyKey, PaymentGateway, RefundFacts};
use crate::repo::{self, rows};
use crate::services::outbox::{self, Outgoing};
use crate::services::settlement;
use app::paths;
use chrono::TimeDelta;
use entity::{payment, refund};
use uuid::Uuid;

/// Keys may be forgotten by the provider after a day: before this age has passed, the same key does nothing twice.
const KEY_HOLDS: TimeDelta = TimeDelta::hours(20);

/// Sends a refund, or finds that it is sent, and asks the provider what went back.
pub async fn send(core: &Core, refund: Uuid) -> Result<()> {
    repo::refunds::move_state(core.db.write(), refund, &["planned"], "pending", core.now()).await?;
    let refund = repo::refunds::by_id(core.db.read(), refund).await?;
    if refund.state != "pending" {
        return Ok(());
    }
    let payment = repo::payments::by_id(core.db.read(), refund.payment_id).await?;
    if refund.provider_ref.is_none() {
        match answer(core, &payment, &refund).await {
            Ok(facts) => repo::refunds::set_reference(core.db.write(), refund.id, &facts.reference).await?,
            Err(GatewayError::Refused { code, .. }) => return refused(core, &payment, &refund, &code).await,
            Err(GatewayError::NotFound) => return refused(core, &payment, &refund, "not_found").await,
            Err(error) => return Err(error.into()),
        }
    }
    settlement::settle(core, payment.order_id).await
}

async fn answer(core: &Core, payment: &payment::Model, refund: &refund::Model) -> std::result::Result<RefundFacts, GatewayError> {
    let gateway = core.gateways.named(&payment.provider)?;
    let Some(taken_by) = payment.capture_ref.as_ref().or(payment.provider_ref.as_ref()) else { return Err(GatewayError::NotFound) };
    let key = IdempotencyKey(refund.idempotency_key.clone());
    if core.now() - refund.created_at > KEY_HOLDS
        && let Some(known) = known(gateway, taken_by, &key).await?
    {
        return Ok(known);
    }
    let amount = rows::money(refund.amount_minor, &refund.currency).map_err(|error| GatewayError::Unknown(error.to_string()))?;
    match gateway.refund(taken_by, amount, &key).await {
        Err(GatewayError::Fault(status)) => after_fault(core, gateway, taken_by, refund, status).await,
        answer => answer,
    }
}

/// What the provider knows of a call; `None` also where it keeps no list.
async fn known(
    gateway: &dyn PaymentGateway,
    taken_by: &str,
    key: &IdempotencyKey,
) -> std::result::Result<Option<RefundFacts>, GatewayError> {
    match gateway.find_refund(taken_by, key).await {
        Err(GatewayError::Unsupported(_)) => Ok(None),
        answer => answer,
    }
}

/// With its key a provider repeats a fault for ever, whether it had sent the money or not: it is looked up, and only where it was
/// not sent the next call takes a new key.
async fn after_fault(
    core: &Core,
    gateway: &dyn PaymentGateway,
    taken_by: &str,
    refund: &refund::Model,
    status: u16,
) -> std::result::Result<RefundFacts, GatewayError> {
    let key = &refund.idempotency_key;
    match gateway.find_refund(taken_by, &IdempotencyKey(key.clone())).await {
        Ok(Some(facts)) => return Ok(facts),
        Ok(None) => {}
        Err(_) => return Err(GatewayError::Fault(status)),
    }
    let (stem, number) = key.rsplit_once(':').unwrap_or((key, "1"));
    let next = format!("{stem}:{}", number.parse::<u32>().unwrap_or(1) + 1);
    let written = repo::refunds::set_key(core.db.write(), refund.id, key, &next).await;
    written.map_err(|error| GatewayError::Unknown(error.to_string()))?;
    Err(GatewayError::Fault(status))
}

/// The provider will not send it. Either everything is back already, which its own sum then says, or a person must look.
async fn refused(core: &Core, payment: &payment::Model, refund: &refund::Model, reason: &str) -> Result<()> {
    settlement::settle(core, payment.order_id).await?;
    core.db.retrying(|| give_up(core, refund, reason)).await?;
    settlement::settle(core, payment.order_id).await
}

async fn give_up(core: &Core, refund: &refund::Model, reason: &str) -> Result<()> {
    let transaction = core.db.begin().await?;
    if !repo::refunds::move_state(&transaction, refund.id, &["pending"], "failed", core.now()).await? {
        return Ok(());
    }
    tracing::warn!(refund.id = %refund.id, order.id = %refund.order_id, reason, "the provider refused a refund");
    repo::refunds::set_failure(&transaction, refund.id, reason).await?;
    repo::refunds::unreserve(&transaction, refund.payment_id, refund.amount_minor).await?;
    for part in repo::refunds::items(&transaction, refund.id).await? {
        repo::refunds::unreserve_item(&transaction, part.order_item_id, part.amount_minor).await?;
    }
    let amount = rows::money(refund.amount_minor, &refund.currency)?.to_string();
    let note = format!("the provider refused to send {amount} back: {reason}");
    repo::orders::note(&transaction, core.new_id(), refund.order_id, "refund", note, core.now()).await?;
    let order = repo::orders::find(&transaction, refund.order_id).await?.ok_or_else(|| Fault::stored("a refund without an order"))?;
    let letter = mail::alerts::refund_refused(&amount, reason, &core.settings.absolute(&paths::admin_order(&order.public_id)));
    for admin in repo::identity::admins(&transaction).await? {
        let outgoing = Outgoing {
            dedupe_key: format!("refund_refused/{}/{}", refund.id, admin.id),
            kind: "alert",
            to: &admin.email,
            order: Some(order.id),
            secret: false,
        };
        outbox::post(core, &transaction, outgoing, letter.clone()).await?;
    }
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(())
}
