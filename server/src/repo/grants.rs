//! The ledger of access.

use crate::error::Result;
use chrono::{DateTime, Utc};
use domain::access::Grant;
use domain::window::Window;
use entity::{grant, order_item};
use sea_orm::sea_query::{Expr, OnConflict, Query, SelectStatement};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter};
use uuid::Uuid;

/// Why a door was shut for which no provider keeps money.
pub const NO_PAYMENT: &str = "no payment";

/// All grants of a person for a product, live or not.
pub async fn of(db: &impl ConnectionTrait, user: Uuid, product: Uuid) -> Result<Vec<Grant>> {
    let query = grant::Entity::find().filter(grant::Column::UserId.eq(user)).filter(grant::Column::ProductId.eq(product));
    let to_domain =
        |row: grant::Model| Grant { valid: Window { from: Some(row.starts_at), until: row.ends_at }, revoked_at: row.revoked_at };
    Ok(query.all(db).await?.into_iter().map(to_domain).collect())
}

/// The grants of some items.
pub async fn of_items(db: &impl ConnectionTrait, items: &[Uuid]) -> Result<Vec<grant::Model>> {
    Ok(grant::Entity::find().filter(grant::Column::OrderItemId.is_in(items.iter().copied())).all(db).await?)
}

/// Opens the doors of an order's items, or opens again what a dispute or a missing payment had shut; what was refunded or taken back
/// by a person stays shut. Doing it twice is doing it once. Gives how many were opened.
pub async fn open_for_items(
    db: &impl ConnectionTrait,
    user: Uuid,
    items: &[(Uuid, &order_item::Model)],
    now: DateTime<Utc>,
) -> Result<u64> {
    let grants: Vec<_> = items
        .iter()
        .filter_map(|(id, item)| item.product_id.map(|product| (id, item.id, product)))
        .map(|(id, item, product)| grant::ActiveModel {
            id: Set(*id),
            user_id: Set(user),
            product_id: Set(product),
            source: Set("order_item".to_owned()),
            order_item_id: Set(Some(item)),
            starts_at: Set(now),
            reason: Set("bought".to_owned()),
            created_at: Set(now),
            ..Default::default()
        })
        .collect();
    if grants.is_empty() {
        return Ok(0);
    }
    let again = OnConflict::column(grant::Column::OrderItemId)
        .values([(grant::Column::RevokedAt, Expr::value(Option::<DateTime<Utc>>::None)), (grant::Column::Reason, Expr::value("bought"))])
        .action_and_where(
            Expr::col((grant::Entity, grant::Column::Reason))
                .is_in(["disputed", NO_PAYMENT])
                .and(Expr::col((grant::Entity, grant::Column::RevokedBy)).is_null()),
        )
        .to_owned();
    Ok(grant::Entity::insert_many(grants).on_conflict(again).exec_without_returning(db).await?)
}

/// Ends the grant of one item. `false` says that it had none that was live.
pub async fn revoke_for_item(db: &impl ConnectionTrait, item: Uuid, reason: &str, by: Option<Uuid>, now: DateTime<Utc>) -> Result<bool> {
    let update = grant::Entity::update_many()
        .col_expr(grant::Column::RevokedAt, Expr::value(now))
        .col_expr(grant::Column::RevokedBy, Expr::value(by))
        .col_expr(grant::Column::Reason, Expr::value(reason))
        .filter(grant::Column::OrderItemId.eq(item))
        .filter(grant::Column::RevokedAt.is_null());
    Ok(update.exec(db).await?.rows_affected == 1)
}

fn items_of(order: Uuid) -> SelectStatement {
    Query::select().column(order_item::Column::Id).from(order_item::Entity).and_where(order_item::Column::OrderId.eq(order)).to_owned()
}

/// Ends the grants of one order, and of no other. Gives how many ended.
pub async fn revoke_for_order(db: &impl ConnectionTrait, order: Uuid, reason: &str, now: DateTime<Utc>) -> Result<u64> {
    let update = grant::Entity::update_many()
        .col_expr(grant::Column::RevokedAt, Expr::value(now))
        .col_expr(grant::Column::Reason, Expr::value(reason))
        .filter(grant::Column::OrderItemId.in_subquery(items_of(order)))
        .filter(grant::Column::RevokedAt.is_null());
    Ok(update.exec(db).await?.rows_affected)
}

/// Writes grants down that no purchase made.
pub async fn insert(db: &impl ConnectionTrait, grants: Vec<grant::ActiveModel>) -> Result<()> {
    for grants in grants.chunks(200) {
        grant::Entity::insert_many(grants.iter().cloned()).exec_without_returning(db).await?;
    }
    Ok(())
}

/// A grant by its id.
pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<grant::Model>> {
    Ok(grant::Entity::find_by_id(id).one(db).await?)
}

/// Gives a grant another end, if it has not been taken back. `false` says that it has.
pub async fn set_end(db: &impl ConnectionTrait, id: Uuid, ends_at: Option<DateTime<Utc>>) -> Result<bool> {
    let update = grant::Entity::update_many()
        .col_expr(grant::Column::EndsAt, Expr::value(ends_at))
        .filter(grant::Column::Id.eq(id))
        .filter(grant::Column::RevokedAt.is_null());
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Takes a grant back by hand. `false` says that it was taken back before.
pub async fn take_back(db: &impl ConnectionTrait, id: Uuid, reason: &str, by: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let update = grant::Entity::update_many()
        .col_expr(grant::Column::RevokedAt, Expr::value(now))
        .col_expr(grant::Column::RevokedBy, Expr::value(by))
        .col_expr(grant::Column::Reason, Expr::value(reason))
        .filter(grant::Column::Id.eq(id))
        .filter(grant::Column::RevokedAt.is_null());
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Moves every grant of a person that no purchase made to another.
pub async fn hand_over_gifts(db: &impl ConnectionTrait, from: Uuid, to: Uuid) -> Result<()> {
    let update = grant::Entity::update_many()
        .col_expr(grant::Column::UserId, Expr::value(to))
        .filter(grant::Column::UserId.eq(from))
        .filter(grant::Column::OrderItemId.is_null());
    update.exec(db).await?;
    Ok(())
}
