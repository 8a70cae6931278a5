//! Returns of the database to an earlier day.

use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::restoration::{ActiveModel, Column, Entity, Model};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// Writes one down.
pub async fn insert(db: &impl ConnectionTrait, row: ActiveModel) -> Result<()> {
    row.insert(db).await?;
    Ok(())
}

/// The latest after which nobody has looked yet what the providers did.
pub async fn pending(db: &impl ConnectionTrait) -> Result<Option<Model>> {
    Ok(Entity::find().filter(Column::ComparedAt.is_null()).order_by_desc(Column::RestoredAt).one(db).await?)
}

/// Notes that it was looked up after all of them.
pub async fn note_compared(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<()> {
    let update = Entity::update_many().col_expr(Column::ComparedAt, Expr::value(now)).filter(Column::ComparedAt.is_null());
    update.exec(db).await?;
    Ok(())
}
