//! The files of builds.

use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::built_file::{ActiveModel, Column, Entity};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

/// Those of some names that are kept.
pub async fn known(db: &impl ConnectionTrait, names: &[String]) -> Result<Vec<String>> {
    let query = Entity::find().select_only().column(Column::Name).filter(Column::Name.is_in(names));
    Ok(query.into_tuple().all(db).await?)
}

/// Keeps a file, unless another replica did.
pub async fn keep(db: &impl ConnectionTrait, name: &str, content: Vec<u8>) -> Result<()> {
    let row = ActiveModel { name: Set(name.to_owned()), content: Set(content), ended_at: Set(None) };
    let once = OnConflict::column(Column::Name).do_nothing().to_owned();
    Entity::insert(row).on_conflict(once).exec_without_returning(db).await?;
    Ok(())
}

/// Notes that a build serves: its files have no end.
pub async fn note_served(db: &impl ConnectionTrait, names: &[String]) -> Result<()> {
    let update = Entity::update_many().col_expr(Column::EndedAt, Expr::value(Option::<DateTime<Utc>>::None));
    update.filter(Column::Name.is_in(names)).filter(Column::EndedAt.is_not_null()).exec(db).await?;
    Ok(())
}

/// Notes the end of all files that a build has not, where it is not noted yet.
pub async fn end_others(db: &impl ConnectionTrait, names: &[String], now: DateTime<Utc>) -> Result<()> {
    let update = Entity::update_many().col_expr(Column::EndedAt, Expr::value(now));
    update.filter(Column::Name.is_not_in(names)).filter(Column::EndedAt.is_null()).exec(db).await?;
    Ok(())
}

/// Forgets files whose end is before a moment.
pub async fn forget_before(db: &impl ConnectionTrait, moment: DateTime<Utc>) -> Result<()> {
    Entity::delete_many().filter(Column::EndedAt.lt(moment)).exec(db).await?;
    Ok(())
}

/// The content of a file.
pub async fn content(db: &impl ConnectionTrait, name: &str) -> Result<Option<Vec<u8>>> {
    Ok(Entity::find_by_id(name).one(db).await?.map(|file| file.content))
}
