//! Seats taken for a while.

use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::hold;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// Writes a hold down. A second live one of the same person fails on its unique index.
pub async fn insert(db: &impl ConnectionTrait, hold: hold::ActiveModel) -> Result<()> {
    hold::Entity::insert(hold).exec_without_returning(db).await?;
    Ok(())
}

/// A hold by its id.
pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<hold::Model>> {
    Ok(hold::Entity::find_by_id(id).one(db).await?)
}

/// Moves a hold from one of `from` to `state`. `false` says that it was in none of them.
pub async fn set_state(db: &impl ConnectionTrait, id: Uuid, from: &[&str], state: &str, now: DateTime<Utc>) -> Result<bool> {
    let update = hold::Entity::update_many()
        .col_expr(hold::Column::State, Expr::value(state))
        .col_expr(hold::Column::EndedAt, Expr::value(now))
        .filter(hold::Column::Id.eq(id))
        .filter(hold::Column::State.is_in(from.iter().copied()));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Gives a live hold more time; never less.
pub async fn extend(db: &impl ConnectionTrait, id: Uuid, until: DateTime<Utc>) -> Result<()> {
    let update = hold::Entity::update_many()
        .col_expr(hold::Column::ExpiresAt, Expr::value(until))
        .filter(hold::Column::Id.eq(id))
        .filter(hold::Column::State.eq("held"))
        .filter(hold::Column::ExpiresAt.lt(until));
    update.exec(db).await?;
    Ok(())
}

/// Gives live holds that would end between two moments until `until` instead. Gives how many.
pub async fn renew(db: &impl ConnectionTrait, after: DateTime<Utc>, up_to: DateTime<Utc>, until: DateTime<Utc>) -> Result<u64> {
    let update = hold::Entity::update_many()
        .col_expr(hold::Column::ExpiresAt, Expr::value(until))
        .filter(hold::Column::State.eq("held"))
        .filter(hold::Column::ExpiresAt.gt(after))
        .filter(hold::Column::ExpiresAt.lte(up_to));
    Ok(update.exec(db).await?.rows_affected)
}
