//! Tables of people that wait to be imported.

use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::people_import;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::Value;
use uuid::Uuid;

/// Keeps a table.
pub async fn insert(db: &impl ConnectionTrait, row: people_import::ActiveModel) -> Result<()> {
    people_import::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// A table by its id.
pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<people_import::Model>> {
    Ok(people_import::Entity::find_by_id(id).one(db).await?)
}

/// Notes that a table was imported and what came of it, and forgets its people. `false` says that this was done before.
pub async fn finish(db: &impl ConnectionTrait, id: Uuid, result: Value, now: DateTime<Utc>) -> Result<bool> {
    let update = people_import::Entity::update_many()
        .col_expr(people_import::Column::AppliedAt, Expr::value(now))
        .col_expr(people_import::Column::Result, Expr::value(result))
        .col_expr(people_import::Column::People, Expr::value(Option::<Value>::None))
        .filter(people_import::Column::Id.eq(id))
        .filter(people_import::Column::AppliedAt.is_null());
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Forgets tables that were read before `before` and never imported.
pub async fn forget(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<()> {
    let delete = people_import::Entity::delete_many()
        .filter(people_import::Column::AppliedAt.is_null())
        .filter(people_import::Column::CreatedAt.lt(before));
    delete.exec(db).await?;
    Ok(())
}
