//! Purchases and what happened to them.

use crate::error::{Fault, Result};
use chrono::{DateTime, Utc};
use domain::order::OrderState;
use entity::{hold, mail, order, order_event, order_item, payment};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

/// The states of an order that waits for money.
const PAYABLE: [&str; 4] = ["draft", "awaiting_payment", "requires_action", "failed"];
/// The states of an order that holds a seat and is not paid.
const OPEN: [&str; 5] = ["draft", "awaiting_payment", "requires_action", "failed", "expiring"];

/// Writes an order and its items down.
pub async fn insert(db: &impl ConnectionTrait, order: order::ActiveModel, items: Vec<order_item::ActiveModel>) -> Result<()> {
    order::Entity::insert(order).exec_without_returning(db).await?;
    order_item::Entity::insert_many(items).exec_without_returning(db).await?;
    Ok(())
}

/// An order by its id; one must exist.
pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<order::Model> {
    order::Entity::find_by_id(id).one(db).await?.ok_or_else(|| Fault::stored("an order that is gone"))
}

/// The orders among these ids that there are.
pub async fn among(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<order::Model>> {
    Ok(order::Entity::find().filter(order::Column::Id.is_in(ids.iter().copied())).all(db).await?)
}

/// An order by its id, if there is one.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<order::Model>> {
    Ok(order::Entity::find_by_id(id).one(db).await?)
}

/// An order by its public id.
pub async fn by_public_id(db: &impl ConnectionTrait, public_id: &str) -> Result<Option<order::Model>> {
    Ok(order::Entity::find().filter(order::Column::PublicId.eq(public_id)).one(db).await?)
}

/// The order that a person began and has not finished.
pub async fn open_of(db: &impl ConnectionTrait, user: Uuid, product: Uuid) -> Result<Option<order::Model>> {
    let query = order::Entity::find()
        .filter(order::Column::UserId.eq(user))
        .filter(order::Column::ProductId.eq(product))
        .filter(order::Column::State.is_in(OPEN));
    Ok(query.one(db).await?)
}

/// Whether a bank has a purchase of a person in dispute.
pub async fn is_disputed(db: &impl ConnectionTrait, user: Uuid, product: Uuid) -> Result<bool> {
    let query = order::Entity::find()
        .filter(order::Column::UserId.eq(user))
        .filter(order::Column::ProductId.eq(product))
        .filter(order::Column::State.eq("disputed"));
    Ok(query.one(db).await?.is_some())
}

/// The latest payable order that a browser made, by the hash of its secret.
pub async fn payable_of_browser(db: &impl ConnectionTrait, key_hash: &[u8]) -> Result<Option<order::Model>> {
    let query = order::Entity::find()
        .filter(order::Column::BrowserKeyHash.eq(key_hash))
        .filter(order::Column::State.is_in(PAYABLE))
        .order_by_desc(order::Column::CreatedAt);
    Ok(query.one(db).await?)
}

/// The orders of a person that were paid, whatever became of the money, newest first.
pub async fn paid_of(db: &impl ConnectionTrait, user: Uuid) -> Result<Vec<order::Model>> {
    let query = order::Entity::find()
        .filter(order::Column::UserId.eq(user))
        .filter(order::Column::State.is_in(["paid", "closed", "partially_refunded", "refunded", "disputed", "won", "lost"]))
        .order_by_desc(order::Column::CreatedAt);
    Ok(query.all(db).await?)
}

/// The items of an order in order.
pub async fn items(db: &impl ConnectionTrait, order: Uuid) -> Result<Vec<order_item::Model>> {
    let query = order_item::Entity::find().filter(order_item::Column::OrderId.eq(order)).order_by_asc(order_item::Column::Position);
    Ok(query.all(db).await?)
}

/// The items of some orders, those of each in their order.
pub async fn items_of_all(db: &impl ConnectionTrait, orders: &[Uuid]) -> Result<Vec<order_item::Model>> {
    let query = order_item::Entity::find().filter(order_item::Column::OrderId.is_in(orders.iter().copied()));
    Ok(query.order_by_asc(order_item::Column::Position).all(db).await?)
}

/// An item with its order.
pub async fn item_with_order(db: &impl ConnectionTrait, item: Uuid) -> Result<Option<(order_item::Model, order::Model)>> {
    let Some(item) = order_item::Entity::find_by_id(item).one(db).await? else { return Ok(None) };
    let order = by_id(db, item.order_id).await?;
    Ok(Some((item, order)))
}

/// Makes a transition, if nobody made another since `version` was read.
pub async fn set_state(db: &impl ConnectionTrait, order: &order::Model, next: OrderState, now: DateTime<Utc>) -> Result<bool> {
    let mut update = order::Entity::update_many()
        .col_expr(order::Column::State, Expr::value(next.name()))
        .col_expr(order::Column::Version, Expr::col(order::Column::Version).add(1))
        .col_expr(order::Column::UpdatedAt, Expr::value(now))
        .filter(order::Column::Id.eq(order.id))
        .filter(order::Column::Version.eq(order.version));
    if next == OrderState::Paid {
        update = update.col_expr(order::Column::PaidAt, Expr::value(now));
    }
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Whether nobody moved an order since it was read, said by a write: whoever moves it waits for this transaction.
pub async fn stands_still(db: &impl ConnectionTrait, order: &order::Model, now: DateTime<Utc>) -> Result<bool> {
    let update = order::Entity::update_many()
        .col_expr(order::Column::UpdatedAt, Expr::value(now))
        .filter(order::Column::Id.eq(order.id))
        .filter(order::Column::Version.eq(order.version));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Whether an order can still be paid, said by a write: whoever ends the order meanwhile waits for this transaction.
pub async fn still_payable(db: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let update = order::Entity::update_many()
        .col_expr(order::Column::UpdatedAt, Expr::value(now))
        .filter(order::Column::Id.eq(id))
        .filter(order::Column::State.is_in(PAYABLE));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Adds a line to an order's timeline.
pub async fn note(
    db: &impl ConnectionTrait,
    id: Uuid,
    order: Uuid,
    kind: &str,
    what: impl Into<String> + Send,
    now: DateTime<Utc>,
) -> Result<()> {
    let row =
        order_event::ActiveModel { id: Set(id), order_id: Set(order), at: Set(now), kind: Set(kind.to_owned()), what: Set(what.into()) };
    order_event::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Adds lines to timelines.
pub async fn note_all(db: &impl ConnectionTrait, lines: Vec<order_event::ActiveModel>) -> Result<()> {
    order_event::Entity::insert_many(lines).exec_without_returning(db).await?;
    Ok(())
}

/// An order's timeline, oldest first.
pub async fn timeline(db: &impl ConnectionTrait, order: Uuid) -> Result<Vec<order_event::Model>> {
    let query = order_event::Entity::find()
        .filter(order_event::Column::OrderId.eq(order))
        .order_by_asc(order_event::Column::At)
        .order_by_asc(order_event::Column::Id);
    Ok(query.all(db).await?)
}

/// Payable orders whose hold ran out.
pub async fn to_expire(db: &impl ConnectionTrait, now: DateTime<Utc>, limit: u64) -> Result<Vec<Uuid>> {
    let ended = Query::select()
        .column(hold::Column::Id)
        .from(hold::Entity)
        .and_where(hold::Column::State.eq("held"))
        .and_where(hold::Column::ExpiresAt.lte(now))
        .to_owned();
    let query = order::Entity::find()
        .select_only()
        .column(order::Column::Id)
        .filter(order::Column::State.is_in(PAYABLE))
        .filter(order::Column::HoldId.in_subquery(ended))
        .limit(limit);
    Ok(query.into_tuple().all(db).await?)
}

/// Open orders that were made before `before` and whose payment is known to the provider, may be known to it because a stored
/// method was charged, or must be cancelled there.
pub async fn to_reconcile(db: &impl ConnectionTrait, before: DateTime<Utc>, limit: u64) -> Result<Vec<Uuid>> {
    let opened = Query::select()
        .column(payment::Column::OrderId)
        .from(payment::Entity)
        .and_where(payment::Column::ProviderRef.is_not_null().or(payment::Column::Method.eq("saved")))
        .to_owned();
    let query = order::Entity::find()
        .select_only()
        .column(order::Column::Id)
        .filter(order::Column::State.is_in(OPEN))
        .filter(order::Column::CreatedAt.lte(before))
        .filter(order::Column::Id.in_subquery(opened).or(order::Column::State.eq("expiring")))
        .order_by_asc(order::Column::CreatedAt)
        .limit(limit);
    Ok(query.into_tuple().all(db).await?)
}

/// Open orders with a payment that has been on its way since `before` or longer, and whose buyer was not mailed about it.
pub async fn long_on_their_way(db: &impl ConnectionTrait, before: DateTime<Utc>, limit: u64) -> Result<Vec<Uuid>> {
    let asked_to_charge = payment::Column::Method.eq("saved").and(payment::Column::State.eq("planned"));
    let on_their_way = Query::select()
        .column(payment::Column::OrderId)
        .from(payment::Entity)
        .and_where(payment::Column::State.eq("processing").or(asked_to_charge))
        .and_where(payment::Column::UpdatedAt.lte(before))
        .to_owned();
    let told = Query::select()
        .column(mail::Column::OrderId)
        .from(mail::Entity)
        .and_where(mail::Column::OrderId.is_not_null())
        .and_where(mail::Column::Kind.eq("on_its_way"))
        .to_owned();
    let query = order::Entity::find()
        .select_only()
        .column(order::Column::Id)
        .filter(order::Column::State.is_in(OPEN))
        .filter(order::Column::Id.in_subquery(on_their_way))
        .filter(order::Column::Id.not_in_subquery(told))
        .order_by_asc(order::Column::CreatedAt)
        .limit(limit);
    Ok(query.into_tuple().all(db).await?)
}

/// How many orders are in one of these states.
pub async fn count_in(db: &impl ConnectionTrait, states: &[&str]) -> Result<u64> {
    Ok(order::Entity::find().filter(order::Column::State.is_in(states.iter().copied())).count(db).await?)
}

/// What the orders in one of these states brought, refunds taken off, per currency.
pub async fn revenue(db: &impl ConnectionTrait) -> Result<Vec<(i64, String)>> {
    let query = payment::Entity::find()
        .select_only()
        .column_as(Expr::col(payment::Column::AmountMinor).sub(Expr::col(payment::Column::RefundedMinor)).sum().cast_as("bigint"), "minor")
        .column(payment::Column::Currency)
        .filter(payment::Column::State.eq("succeeded"))
        .group_by(payment::Column::Currency);
    Ok(query.into_tuple().all(db).await?)
}
