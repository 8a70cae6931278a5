//! A refund by an admin: of chosen items or of everything, wholly or in part.

use super::Origin;
use super::plan::{NewRefund, Part, plan, shares, within};
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::{self, rows};
use crate::services::audit;
use app::api::ApiError;
use app::api::error::{Conflict, Field, Problem};
use domain::money::Money;
use domain::order::OrderState;
use entity::{order, order_item, payment};
use serde_json::json;
use uuid::Uuid;

/// What an admin wants to send back.
#[derive(Clone, Debug)]
pub struct AdminRefund {
    /// The items; none means all.
    pub items: Vec<Uuid>,
    /// How much of the one chosen item, in minor units; all that is left of the items where it is absent.
    pub amount_minor: Option<i64>,
    /// Why.
    pub reason: String,
    /// Who.
    pub admin: Uuid,
}

/// Promises the refund with its entry in the audit log, in one transaction, and gives its id. What is not left is a conflict.
pub async fn refund_order(core: &Core, order: &order::Model, wanted: &AdminRefund) -> Result<Uuid> {
    refuse_while_disputed(order)?;
    let id = core.db.retrying(|| promise(core, order, wanted, Origin::Admin)).await?;
    core.wake_jobs.notify_one();
    Ok(id)
}

/// The orders that were made and paid by the offers which followed an order.
pub async fn upsells(core: &Core, main: &order::Model) -> Result<Vec<order::Model>> {
    let mut upsells = Vec::new();
    for step in repo::funnel::steps(core.db.read(), main.id).await? {
        let Some(child) = step.child_order_id else { continue };
        let child = repo::orders::by_id(core.db.read(), child).await?;
        if rows::order_state(&child.state)?.is_fulfilled() {
            upsells.push(child);
        }
    }
    Ok(upsells)
}

/// Promises the refund of an order and of all that was bought after it, each by itself: what one of them refuses keeps no other.
/// Where nothing at all is left, the first refusal is the answer.
pub async fn refund_with_upsells(core: &Core, main: &order::Model, wanted: &AdminRefund) -> Result<()> {
    let whole = AdminRefund { items: Vec::new(), amount_minor: None, ..wanted.clone() };
    let mut answers = vec![refund_order(core, main, wanted).await];
    if matches!(answers.first(), Some(Err(error)) if !matches!(error, Fault::Api(ApiError::Conflict(_)))) {
        return answers.swap_remove(0).map(drop);
    }
    for upsell in upsells(core, main).await? {
        answers.push(refund_order(core, &upsell, &whole).await);
    }
    let (mut promised, mut refusal) = (false, None);
    for answer in answers {
        match answer {
            Ok(_) => promised = true,
            Err(Fault::Api(error @ ApiError::Conflict(_))) => refusal = refusal.or(Some(error)),
            Err(error) => return Err(error),
        }
    }
    match refusal {
        Some(error) if !promised => Err(error.into()),
        _ => Ok(()),
    }
}

/// A bank that holds the money leaves nothing to send back.
pub fn refuse_while_disputed(order: &order::Model) -> Result<()> {
    match rows::order_state(&order.state)? {
        OrderState::Disputed | OrderState::Lost => Err(ApiError::Conflict(Conflict::PaymentDisputed).into()),
        _ => Ok(()),
    }
}

/// How much of which item goes back of a payment. What is not left is a conflict.
pub(super) fn parts_of(payment: &payment::Model, items: &[order_item::Model], wanted: &AdminRefund) -> Result<Vec<Part>> {
    let nothing_left = || ApiError::Conflict(Conflict::NothingToRefund);
    let left_minor = payment.amount_minor - payment.refund_planned_minor;
    if payment.state != "succeeded" || left_minor == 0 {
        return Err(nothing_left().into());
    }
    let currency = rows::money(0, &payment.currency)?.currency;
    let all = shares(items, currency)?;
    let chosen = all.iter().filter(|share| wanted.items.is_empty() || wanted.items.contains(&share.item.id));
    let mut parts: Vec<Part> = chosen.map(Part::rest_of).collect();
    if let Some(amount_minor) = wanted.amount_minor {
        let [part] = parts.as_mut_slice() else { return Err(ApiError::invalid(Field::Amount, Problem::Malformed).into()) };
        if !Money::new(amount_minor, currency).is_in_steps() {
            return Err(ApiError::invalid(Field::Amount, Problem::BetweenSteps).into());
        }
        if amount_minor > part.amount_minor || amount_minor > left_minor {
            return Err(nothing_left().into());
        }
        part.amount_minor = amount_minor;
    }
    let parts = within(parts, left_minor);
    if parts.is_empty() { Err(nothing_left().into()) } else { Ok(parts) }
}

pub(super) async fn promise(core: &Core, order: &order::Model, wanted: &AdminRefund, origin: Origin) -> Result<Uuid> {
    let transaction = core.db.begin().await?;
    let payment = repo::payments::leading(&transaction, order.id).await?;
    let items = repo::orders::items(&transaction, order.id).await?;
    let parts = parts_of(&payment, &items, wanted)?;
    let amount_minor = parts.iter().map(|part| part.amount_minor).sum();
    let new =
        NewRefund { payment: &payment, amount_minor, parts: &parts, origin, reason: &wanted.reason, requested_by: Some(wanted.admin) };
    let Some(id) = plan(core, &transaction, new).await? else { return Err(ApiError::Conflict(Conflict::NothingToRefund).into()) };
    let subject = format!("order/{}", order.public_id);
    let before = json!({ "promised_back": payment.refund_planned_minor, "state": order.state });
    let after = json!({ "promised_back": payment.refund_planned_minor + amount_minor, "refund": id, "reason": wanted.reason });
    audit::record(core, &transaction, Some(wanted.admin), "order.refund", &subject, before, after).await?;
    transaction.commit().await?;
    Ok(id)
}
