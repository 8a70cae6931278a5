//! Passwords, as hashes.

use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::{password, user};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// The person with this normalized address and their password, in one statement whether there are both, one or none.
pub async fn of_address(db: &impl ConnectionTrait, normalized: &str) -> Result<Option<(user::Model, Option<password::Model>)>> {
    let query = user::Entity::find().find_also_related(password::Entity).filter(user::Column::EmailNormalized.eq(normalized));
    Ok(query.one(db).await?)
}

/// A person's password.
pub async fn of(db: &impl ConnectionTrait, user: Uuid) -> Result<Option<password::Model>> {
    Ok(password::Entity::find_by_id(user).one(db).await?)
}

/// Writes a person's password down, in the place of the one before.
pub async fn set(db: &impl ConnectionTrait, user: Uuid, phc: &str, now: DateTime<Utc>) -> Result<()> {
    let row = password::ActiveModel { user_id: Set(user), phc: Set(phc.to_owned()), changed_at: Set(now) };
    let before =
        OnConflict::column(password::Column::UserId).update_columns([password::Column::Phc, password::Column::ChangedAt]).to_owned();
    password::Entity::insert(row).on_conflict(before).exec_without_returning(db).await?;
    Ok(())
}

/// Puts another hash of the same password in the place of one, if that is still it.
pub async fn renew(db: &impl ConnectionTrait, user: Uuid, before: &str, phc: &str) -> Result<()> {
    let update = password::Entity::update_many()
        .col_expr(password::Column::Phc, Expr::value(phc))
        .filter(password::Column::UserId.eq(user))
        .filter(password::Column::Phc.eq(before));
    update.exec(db).await?;
    Ok(())
}

/// Whether a person's password is still the one of a hash, said by a write: whoever changes it meanwhile waits for this transaction.
pub async fn still(db: &impl ConnectionTrait, user: Uuid, phc: &str) -> Result<bool> {
    let update = password::Entity::update_many()
        .col_expr(password::Column::Phc, Expr::value(phc))
        .filter(password::Column::UserId.eq(user))
        .filter(password::Column::Phc.eq(phc));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Takes a person's password away. `false` says that there was none.
pub async fn remove(db: &impl ConnectionTrait, user: Uuid) -> Result<bool> {
    Ok(password::Entity::delete_by_id(user).exec(db).await?.rows_affected == 1)
}
