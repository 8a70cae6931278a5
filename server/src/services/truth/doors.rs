//! The doors of one paid order: which of its items are paid for, and which may be entered.

use crate::error::Result;
use crate::repo::{self, rows};
use crate::services::refunds::plan::{Share, shares};
use chrono::{DateTime, Utc};
use entity::{grant, order, order_item};
use sea_orm::ConnectionTrait;

/// The items whose doors are not as they should be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wrong {
    /// Paid for, and shut by no person.
    pub shut: Vec<order_item::Model>,
    /// Sent back wholly, and open.
    pub open: Vec<order_item::Model>,
}

/// Looks at the doors of an order whose money is kept. While a refund of it is under way, nothing is open that should not be.
pub async fn wrong(db: &impl ConnectionTrait, order: &order::Model, now: DateTime<Utc>) -> Result<Wrong> {
    let items = repo::orders::items(db, order.id).await?;
    let grants = repo::grants::of_order(db, order.id).await?;
    let refunds = repo::refunds::of_order(db, order.id).await?;
    let settled = refunds.iter().all(|refund| ["succeeded", "failed"].contains(&refund.state.as_str()));
    let mut wrong = Wrong::default();
    for share in shares(&items, rows::money(0, &order.currency)?.currency)?.into_iter().filter(|share| share.item.product_id.is_some()) {
        let grant = grants.iter().find(|grant| grant.order_item_id == Some(share.item.id));
        match is_spent(&share) {
            true if settled && grant.is_some_and(|grant| is_open(grant, now)) => wrong.open.push(share.item),
            false if grant.is_none_or(is_shut_by_nobody) => wrong.shut.push(share.item),
            _ => {}
        }
    }
    Ok(wrong)
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
