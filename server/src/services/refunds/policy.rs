//! The seller's refund promise, and what it says of an order now.

use super::plan::shares;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::mail;
use crate::repo::{self, refund_policies, rows};
use crate::services::outbox::{self, Outgoing};
use app::api::ApiError;
use app::api::dto::RefundOffer;
use app::api::error::Conflict;
use app::paths;
use domain::money::Money;
use domain::refund_policy::{RefundPolicy, Seen, decide, seen_percent};
use entity::{order, refund_policy};
use sea_orm::ActiveValue::Set;
use sea_orm::ConnectionTrait;

/// What holds where the creator has written nothing: the promise of the refund page.
pub const DEFAULT: RefundPolicy = RefundPolicy { days: 14, max_watched_percent: 30, self_service: true };

/// The promise of now.
pub async fn policy(db: &impl ConnectionTrait) -> Result<RefundPolicy> {
    refund_policies::at(db, None).await?.as_ref().map_or(Ok(DEFAULT), to_domain)
}

/// What was promised when an order was made. One from before the first written promise has that.
async fn policy_of(core: &Core, order: &order::Model) -> Result<RefundPolicy> {
    match refund_policies::at(core.db.read(), Some(order.created_at)).await? {
        Some(promised) => to_domain(&promised),
        None => refund_policies::all(core.db.read()).await?.last().map_or(Ok(DEFAULT), to_domain),
    }
}

/// What a row says.
pub fn to_domain(row: &refund_policy::Model) -> Result<RefundPolicy> {
    let max_watched_percent = u8::try_from(row.max_watched_percent).map_err(|_| Fault::stored("the share of a refund promise"))?;
    Ok(RefundPolicy { days: rows::count(row.days), max_watched_percent, self_service: row.self_service })
}

/// A promise, to be written down.
pub fn row(core: &Core, version: i32, policy: RefundPolicy) -> refund_policy::ActiveModel {
    refund_policy::ActiveModel {
        version: Set(version),
        days: Set(i32::try_from(policy.days).unwrap_or(i32::MAX)),
        max_watched_percent: Set(policy.max_watched_percent.into()),
        self_service: Set(policy.self_service),
        created_at: Set(core.now()),
        created_by: Set(None),
    }
}

/// What the buyer of an order may do. An order of which nothing is left to refund is a conflict.
pub async fn offer(core: &Core, order: &order::Model) -> Result<RefundOffer> {
    let db = core.db.read();
    let payment = repo::payments::leading(db, order.id).await?;
    let left_minor = payment.amount_minor - payment.refund_planned_minor;
    if !rows::order_state(&order.state)?.is_fulfilled() || payment.state != "succeeded" || left_minor == 0 {
        return Err(ApiError::Conflict(Conflict::NothingToRefund).into());
    }
    let policy = policy_of(core, order).await?;
    let currency = rows::money(0, &order.currency)?.currency;
    let items = repo::orders::items(db, order.id).await?;
    let ends = shares(&items, currency)?.into_iter().filter(|share| share.left_minor() > 0).map(|share| share.item.label).collect();
    Ok(RefundOffer {
        public_id: order.public_id.clone(),
        decision: decide(policy, order.paid_at.unwrap_or(order.created_at), core.now(), seen_percent(&seen(core, order).await?)),
        policy,
        amount: Money::new(left_minor, currency),
        ends,
    })
}

/// How far the buyer has come in what an order bought.
async fn seen(core: &Core, order: &order::Model) -> Result<Vec<Seen>> {
    let course = core.outlines.of(core.db.read(), order.user_id, core.now()).await?;
    let played = repo::positions::played(core.db.read(), order.user_id).await?;
    let of_product = course.rows.iter().filter(|row| row.lesson.product_id == order.product_id);
    let seen = of_product.map(|row| Seen {
        completed: row.own.completed_at.is_some(),
        parts: played.get(&row.lesson.lesson_id).copied().unwrap_or_default(),
        duration_s: rows::count(row.lesson.duration_s),
    });
    Ok(seen.collect())
}

/// Asks the admins to decide about a refund; once per order.
pub async fn ask_admins(core: &Core, order: &order::Model) -> Result<()> {
    let transaction = core.db.begin().await?;
    let letter = mail::refund_asked(&core.settings.absolute(&paths::admin_order(&order.public_id)));
    for admin in repo::identity::admins(&transaction).await? {
        let outgoing = Outgoing {
            dedupe_key: format!("refund_asked/{}/{}", order.id, admin.id),
            kind: "refund_asked",
            to: &admin.email,
            order: Some(order.id),
            secret: false,
        };
        outbox::post(core, &transaction, outgoing, letter.clone()).await?;
    }
    repo::orders::note(&transaction, core.new_id(), order.id, "refund", "the buyer asks for a refund", core.now()).await?;
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(())
}
