//! Money that goes back. What is promised is reserved on the payment first, so that the promises never exceed it.

use crate::error::{Fault, Result};
use chrono::{DateTime, Utc};
use entity::{order_item, payment, refund, refund_item};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// Reserves an amount of a payment. `false` says that so much is not left.
pub async fn reserve(db: &impl ConnectionTrait, payment: Uuid, amount_minor: i64) -> Result<bool> {
    let update = payment::Entity::update_many()
        .col_expr(payment::Column::RefundPlannedMinor, Expr::col(payment::Column::RefundPlannedMinor).add(amount_minor))
        .filter(payment::Column::Id.eq(payment))
        .filter(Expr::col(payment::Column::RefundPlannedMinor).add(amount_minor).lte(Expr::col(payment::Column::AmountMinor)));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Reserves what the provider sent back without us, if nobody reserved anything since `planned_minor` was read.
pub async fn reserve_found(db: &impl ConnectionTrait, payment: Uuid, planned_minor: i64, amount_minor: i64) -> Result<bool> {
    let update = payment::Entity::update_many()
        .col_expr(payment::Column::RefundPlannedMinor, Expr::col(payment::Column::RefundPlannedMinor).add(amount_minor))
        .filter(payment::Column::Id.eq(payment))
        .filter(payment::Column::RefundPlannedMinor.eq(planned_minor));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Gives a reserved amount free again.
pub async fn unreserve(db: &impl ConnectionTrait, payment: Uuid, amount_minor: i64) -> Result<()> {
    let update = payment::Entity::update_many()
        .col_expr(payment::Column::RefundPlannedMinor, Expr::col(payment::Column::RefundPlannedMinor).sub(amount_minor))
        .filter(payment::Column::Id.eq(payment));
    update.exec(db).await?;
    Ok(())
}

/// Reserves a part of an item's share. `false` says that so much of it is not left.
pub async fn reserve_item(db: &impl ConnectionTrait, item: Uuid, share_minor: i64, amount_minor: i64) -> Result<bool> {
    let update = order_item::Entity::update_many()
        .col_expr(order_item::Column::RefundedMinor, Expr::col(order_item::Column::RefundedMinor).add(amount_minor))
        .filter(order_item::Column::Id.eq(item))
        .filter(Expr::col(order_item::Column::RefundedMinor).add(amount_minor).lte(share_minor));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Gives a reserved part of an item free again.
pub async fn unreserve_item(db: &impl ConnectionTrait, item: Uuid, amount_minor: i64) -> Result<()> {
    let update = order_item::Entity::update_many()
        .col_expr(order_item::Column::RefundedMinor, Expr::col(order_item::Column::RefundedMinor).sub(amount_minor))
        .filter(order_item::Column::Id.eq(item));
    update.exec(db).await?;
    Ok(())
}

/// Notes that the whole share of an item went back.
pub async fn exhaust_item(db: &impl ConnectionTrait, item: Uuid, share_minor: i64) -> Result<()> {
    let update = order_item::Entity::update_many()
        .col_expr(order_item::Column::RefundedMinor, Expr::value(share_minor))
        .filter(order_item::Column::Id.eq(item));
    update.exec(db).await?;
    Ok(())
}

/// Writes a refund and what it pays back down.
pub async fn insert(db: &impl ConnectionTrait, row: refund::ActiveModel, items: Vec<refund_item::ActiveModel>) -> Result<()> {
    refund::Entity::insert(row).exec_without_returning(db).await?;
    if !items.is_empty() {
        refund_item::Entity::insert_many(items).exec_without_returning(db).await?;
    }
    Ok(())
}

/// A refund by its id; one must exist.
pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<refund::Model> {
    refund::Entity::find_by_id(id).one(db).await?.ok_or_else(|| Fault::stored("a refund that is gone"))
}

/// The refunds of an order, oldest first.
pub async fn of_order(db: &impl ConnectionTrait, order: Uuid) -> Result<Vec<refund::Model>> {
    let query = refund::Entity::find().filter(refund::Column::OrderId.eq(order)).order_by_asc(refund::Column::CreatedAt);
    Ok(query.order_by_asc(refund::Column::Id).all(db).await?)
}

/// The refunds of some orders.
pub async fn of_orders(db: &impl ConnectionTrait, orders: &[Uuid]) -> Result<Vec<refund::Model>> {
    Ok(refund::Entity::find().filter(refund::Column::OrderId.is_in(orders.iter().copied())).all(db).await?)
}

/// The refunds of a payment, oldest first.
pub async fn of_payment(db: &impl ConnectionTrait, payment: Uuid) -> Result<Vec<refund::Model>> {
    let query = refund::Entity::find().filter(refund::Column::PaymentId.eq(payment)).order_by_asc(refund::Column::CreatedAt);
    Ok(query.order_by_asc(refund::Column::Id).all(db).await?)
}

/// Whether a refund of a payment is under way.
pub async fn any_pending(db: &impl ConnectionTrait, payment: Uuid) -> Result<bool> {
    let query = refund::Entity::find().filter(refund::Column::PaymentId.eq(payment)).filter(refund::Column::State.eq("pending"));
    Ok(query.one(db).await?.is_some())
}

/// What a refund pays back.
pub async fn items(db: &impl ConnectionTrait, refund: Uuid) -> Result<Vec<refund_item::Model>> {
    Ok(refund_item::Entity::find().filter(refund_item::Column::RefundId.eq(refund)).all(db).await?)
}

/// Refunds that were promised before `before` and did not end.
pub async fn unfinished(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<Vec<Uuid>> {
    let query = refund::Entity::find()
        .filter(refund::Column::State.is_in(["planned", "pending"]))
        .filter(refund::Column::CreatedAt.lte(before))
        .order_by_asc(refund::Column::CreatedAt);
    Ok(query.all(db).await?.into_iter().map(|row| row.id).collect())
}

/// Moves a refund from one of `from` to `state`. `false` says that it was in none of them.
pub async fn move_state(db: &impl ConnectionTrait, id: Uuid, from: &[&str], state: &str, now: DateTime<Utc>) -> Result<bool> {
    let mut update = refund::Entity::update_many()
        .col_expr(refund::Column::State, Expr::value(state))
        .filter(refund::Column::Id.eq(id))
        .filter(refund::Column::State.is_in(from.iter().copied()));
    if ["succeeded", "failed"].contains(&state) {
        update = update.col_expr(refund::Column::FinishedAt, Expr::value(now));
    }
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Notes the provider's id of a refund.
pub async fn set_reference(db: &impl ConnectionTrait, id: Uuid, reference: &str) -> Result<()> {
    let update = refund::Entity::update_many()
        .col_expr(refund::Column::ProviderRef, Expr::value(reference))
        .filter(refund::Column::Id.eq(id))
        .filter(refund::Column::ProviderRef.is_null());
    update.exec(db).await?;
    Ok(())
}

/// Notes the key of the next call, if the last one carried `old`.
pub async fn set_key(db: &impl ConnectionTrait, id: Uuid, old: &str, new: &str) -> Result<()> {
    let update = refund::Entity::update_many()
        .col_expr(refund::Column::IdempotencyKey, Expr::value(new))
        .filter(refund::Column::Id.eq(id))
        .filter(refund::Column::IdempotencyKey.eq(old));
    update.exec(db).await?;
    Ok(())
}

/// Notes why the provider will not send it.
pub async fn set_failure(db: &impl ConnectionTrait, id: Uuid, failure: &str) -> Result<()> {
    let update = refund::Entity::update_many().col_expr(refund::Column::Failure, Expr::value(failure)).filter(refund::Column::Id.eq(id));
    update.exec(db).await?;
    Ok(())
}

/// Notes that the buyer was written to.
pub async fn set_told(db: &impl ConnectionTrait, ids: &[Uuid], now: DateTime<Utc>) -> Result<()> {
    let update = refund::Entity::update_many()
        .col_expr(refund::Column::ToldAt, Expr::value(now))
        .filter(refund::Column::Id.is_in(ids.iter().copied()));
    update.exec(db).await?;
    Ok(())
}
