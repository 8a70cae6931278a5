//! The doors of paid orders: which of their items are paid for, and which may be entered.

use crate::error::Result;
use crate::repo::{self, rows};
use crate::services::refunds::plan::{Share, shares};
use chrono::{DateTime, Utc};
use entity::{grant, order, order_item, refund};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

/// The items whose doors are not as they should be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wrong {
    /// Paid for, and shut by no person.
    pub shut: Vec<order_item::Model>,
    /// Sent back wholly, and open.
    pub open: Vec<order_item::Model>,
}

/// What the doors of some orders are judged by, read together.
pub struct Doors {
    items: Vec<order_item::Model>,
    grants: Vec<grant::Model>,
    refunds: Vec<refund::Model>,
}

impl Doors {
    /// Reads it: three statements, however many orders.
    pub async fn of(db: &impl ConnectionTrait, orders: &[Uuid]) -> Result<Self> {
        let items = repo::orders::items_of_all(db, orders).await?;
        let ids: Vec<_> = items.iter().map(|item| item.id).collect();
        let grants = repo::grants::of_items(db, &ids).await?;
        Ok(Self { items, grants, refunds: repo::refunds::of_orders(db, orders).await? })
    }

    /// Looks at the doors of one of the orders, whose money is kept. While a refund of it is under way, nothing is open that should not
    /// be.
    pub fn wrong(&self, order: &order::Model, now: DateTime<Utc>) -> Result<Wrong> {
        let items: Vec<_> = self.items.iter().filter(|item| item.order_id == order.id).cloned().collect();
        let mut refunds = self.refunds.iter().filter(|refund| refund.order_id == order.id);
        let settled = refunds.all(|refund| ["succeeded", "failed"].contains(&refund.state.as_str()));
        let mut wrong = Wrong::default();
        for share in shares(&items, rows::money(0, &order.currency)?.currency)?.into_iter().filter(|share| share.item.product_id.is_some())
        {
            let grant = self.grants.iter().find(|grant| grant.order_item_id == Some(share.item.id));
            match is_spent(&share) {
                true if settled && grant.is_some_and(|grant| is_open(grant, now)) => wrong.open.push(share.item),
                false if grant.is_none_or(is_shut_by_nobody) => wrong.shut.push(share.item),
                _ => {}
            }
        }
        Ok(wrong)
    }
}

/// Looks at the doors of one order.
pub async fn wrong(db: &impl ConnectionTrait, order: &order::Model, now: DateTime<Utc>) -> Result<Wrong> {
    Doors::of(db, &[order.id]).await?.wrong(order, now)
}

/// What cost nothing cannot be sent back.
fn is_spent(share: &Share) -> bool {
    share.share_minor > 0 && share.left_minor() == 0
}

fn is_open(grant: &grant::Model, now: DateTime<Utc>) -> bool {
    grant.revoked_at.is_none() && grant.ends_at.is_none_or(|at| now < at)
}

/// What a person took back stays shut.
fn is_shut_by_nobody(grant: &grant::Model) -> bool {
    grant.revoked_at.is_some() && grant.revoked_by.is_none()
}
