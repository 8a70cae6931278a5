//! A coupon's use goes with the seat: taken with the hold, spent with the money, returned with the hold.

use crate::core::Core;
use crate::error::Result;
use crate::repo::coupons;
use app::api::ApiError;
use app::api::error::Conflict;
use entity::{coupon_use, order};
use sea_orm::{ActiveValue::Set, DatabaseTransaction};

/// The states of a use that counts.
const LIVE: &[&str] = &["taken", "spent"];

/// Takes the use of the coupon that the order's quote names, if it names one, in the transaction that writes the order.
pub async fn take(core: &Core, transaction: &DatabaseTransaction, order: &order::Model) -> Result<()> {
    let Some(stored) = coupons::of_quote(transaction, order.quote_id).await? else { return Ok(()) };
    if stored.once_per_person && coupons::used_by(transaction, stored.id, order.user_id, LIVE).await? {
        return Err(ApiError::Conflict(Conflict::CouponUsed).into());
    }
    if !coupons::count_use(transaction, stored.id, core.now()).await? {
        return Err(ApiError::Conflict(Conflict::CouponEnded).into());
    }
    let row = coupon_use::ActiveModel {
        order_id: Set(order.id),
        coupon_id: Set(stored.id),
        user_id: Set(order.user_id),
        once: Set(stored.once_per_person),
        state: Set("taken".to_owned()),
        taken_at: Set(core.now()),
        ended_at: Set(None),
    };
    coupons::insert_use(transaction, row).await
}

/// The order is paid: its use stays.
pub async fn spend(core: &Core, transaction: &DatabaseTransaction, order: &order::Model) -> Result<()> {
    coupons::move_use(transaction, order.id, &["taken"], "spent", core.now()).await.map(drop)
}

/// The order ended unpaid: its use comes back, once. What was spent stays spent, also after a refund.
pub async fn give_back(core: &Core, transaction: &DatabaseTransaction, order: &order::Model) -> Result<()> {
    if !coupons::move_use(transaction, order.id, &["taken"], "returned", core.now()).await? {
        return Ok(());
    }
    let Some(used) = coupons::use_of_order(transaction, order.id).await? else { return Ok(()) };
    coupons::uncount_use(transaction, used.coupon_id).await
}

/// Money came after its use was returned. The price was promised and stays; the use is counted again if there is one to count.
pub async fn spend_late(core: &Core, transaction: &DatabaseTransaction, order: &order::Model) -> Result<()> {
    let Some(used) = coupons::use_of_order(transaction, order.id).await?.filter(|used| used.state == "returned") else { return Ok(()) };
    let used_elsewhere = used.once && coupons::used_by(transaction, used.coupon_id, used.user_id, LIVE).await?;
    if !used_elsewhere && coupons::recount_use(transaction, used.coupon_id).await? {
        coupons::move_use(transaction, order.id, &["returned"], "spent", core.now()).await?;
    }
    Ok(())
}
