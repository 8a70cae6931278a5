//! What pages ask about refunds and access.

use super::admin::{self, AdminRefund, refuse_while_disputed};
use super::plan::shares;
use super::{Origin, policy, preview};
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::{self, rows};
use crate::security::hash::{same, sha256};
use crate::services::access;
use app::api::dto::{AccessView, DisputeRow, OrderMoney, RefundAnswer, RefundOffer, RefundPreview, RefundRow, RefundableItem};
use app::api::error::{Field, Problem};
use app::api::ports::{AdminActor, RefundOrder, Refunds, Viewer};
use app::api::{self, ApiError};
use async_trait::async_trait;
use domain::money::Money;
use domain::refund_policy::Decision;
use entity::order;
use std::sync::Arc;

/// Refunds over the database and the providers.
pub struct RefundService(pub Arc<Core>);

/// The longest reason that is kept.
const LONGEST_REASON: usize = 500;

#[async_trait]
impl Refunds for RefundService {
    async fn offer(&self, viewer: &Viewer, public_id: &str) -> api::Result<RefundOffer> {
        let order = self.own(viewer, public_id).await?;
        Ok(policy::offer(&self.0, &order).await?)
    }

    async fn request(&self, viewer: &Viewer, public_id: &str) -> api::Result<RefundAnswer> {
        let order = self.own(viewer, public_id).await?;
        Ok(self.ask_for(&order).await?)
    }

    async fn refund_order(&self, admin: &AdminActor, command: RefundOrder) -> api::Result<()> {
        Ok(self.by_admin(admin, command).await?)
    }

    async fn refund_preview(&self, admin: &AdminActor, command: RefundOrder) -> api::Result<RefundPreview> {
        Ok(self.preview(admin, &command).await?)
    }

    async fn order_money(&self, _admin: &AdminActor, public_id: &str) -> api::Result<OrderMoney> {
        Ok(self.money(public_id).await?)
    }

    async fn access(&self, _admin: &AdminActor, query: &str) -> api::Result<AccessView> {
        Ok(access::explain(&self.0, query.trim()).await?)
    }
}

impl RefundService {
    async fn find(&self, public_id: &str) -> Result<order::Model> {
        Ok(repo::orders::by_public_id(self.0.db.read(), public_id).await?.ok_or(ApiError::NotFound)?)
    }

    /// An order of this browser or of the signed-in person.
    async fn own(&self, viewer: &Viewer, public_id: &str) -> Result<order::Model> {
        let order = self.find(public_id).await?;
        let made_here = viewer.order_key.as_deref().is_some_and(|key| same(&sha256(key), &order.browser_key_hash));
        let is_buyer = viewer.actor.as_ref().is_some_and(|actor| actor.user.0 == order.user_id);
        if made_here || is_buyer { Ok(order) } else { Err(ApiError::NotFound.into()) }
    }

    async fn ask_for(&self, order: &order::Model) -> Result<RefundAnswer> {
        refuse_while_disputed(order)?;
        match policy::offer(&self.0, order).await?.decision {
            Decision::Never(_) => Err(ApiError::Conflict(api::error::Conflict::RefundTooLate).into()),
            Decision::Ask => policy::ask_admins(&self.0, order).await.map(|()| RefundAnswer::Asked),
            Decision::AtOnce => {
                let all = AdminRefund { items: Vec::new(), amount_minor: None, reason: "asked by the buyer".into(), admin: order.user_id };
                self.0.db.retrying(|| admin::promise(&self.0, order, &all, Origin::Buyer)).await?;
                self.0.wake_jobs.notify_one();
                Ok(RefundAnswer::OnItsWay)
            }
        }
    }

    /// What an admin typed, with the order that it is about.
    async fn wanted(&self, admin: &AdminActor, command: &RefundOrder) -> Result<(order::Model, AdminRefund)> {
        let order = self.find(&command.public_id).await?;
        let items = command.items.iter().map(|id| id.parse().map_err(|_| ApiError::BadRequest));
        let currency = rows::money(0, &order.currency)?.currency;
        let malformed = || ApiError::invalid(Field::Amount, Problem::Malformed);
        let typed = |text: &String| Money::from_typed(text, currency).filter(|money| money.minor > 0).ok_or_else(malformed);
        let wanted = AdminRefund {
            items: items.collect::<std::result::Result<_, _>>()?,
            amount_minor: command.amount.as_ref().map(typed).transpose()?.map(|money| money.minor),
            reason: command.reason.chars().take(LONGEST_REASON).collect(),
            admin: admin.user.into(),
        };
        Ok((order, wanted))
    }

    async fn by_admin(&self, admin: &AdminActor, command: RefundOrder) -> Result<()> {
        let (order, wanted) = self.wanted(admin, &command).await?;
        if command.with_upsells {
            return admin::refund_with_upsells(&self.0, &order, &wanted).await;
        }
        admin::refund_order(&self.0, &order, &wanted).await.map(drop)
    }

    async fn preview(&self, admin: &AdminActor, command: &RefundOrder) -> Result<RefundPreview> {
        let (order, wanted) = self.wanted(admin, command).await?;
        preview::preview(&self.0, &order, &wanted, command.with_upsells).await
    }

    async fn money(&self, public_id: &str) -> Result<OrderMoney> {
        let db = self.0.db.read();
        let order = self.find(public_id).await?;
        let currency = rows::money(0, &order.currency)?.currency;
        let payment = repo::payments::leading(db, order.id).await?;
        let left_minor = if payment.state == "succeeded" { payment.amount_minor - payment.refund_planned_minor } else { 0 };
        let item = |share: super::plan::Share| RefundableItem {
            id: share.item.id.to_string(),
            share: Money::new(share.share_minor, currency),
            left: Money::new(share.left_minor().min(left_minor), currency),
            label: share.item.label,
        };
        let refund = |row: entity::refund::Model| {
            Ok::<_, Fault>(RefundRow {
                amount: rows::money(row.amount_minor, &row.currency)?,
                state: row.state,
                origin: row.origin,
                reason: row.reason,
                failure: row.failure,
                created_at: row.created_at,
            })
        };
        let dispute = |row: entity::dispute::Model| {
            let amount = rows::money(row.amount_minor, &row.currency)?;
            Ok::<_, Fault>(DisputeRow { status: row.status, amount, opened_at: row.opened_at })
        };
        let items = repo::orders::items(db, order.id).await?;
        Ok(OrderMoney {
            items: shares(&items, currency)?.into_iter().map(item).collect(),
            refunds: repo::refunds::of_order(db, order.id).await?.into_iter().map(refund).collect::<Result<_>>()?,
            disputes: repo::truth::disputes_of(db, order.id).await?.into_iter().map(dispute).collect::<Result<_>>()?,
            upsells_left: preview::left_of_upsells(&self.0, &order).await?,
        })
    }
}
