//! Authenticators and recovery codes.

use super::statements::statement;
use crate::error::Result;
use crate::security::sealed::Sealed;
use chrono::{DateTime, Utc};
use entity::{authenticator, recovery_code};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

/// The authenticator whose codes count.
pub async fn counting(db: &impl ConnectionTrait, user: Uuid) -> Result<Option<authenticator::Model>> {
    let query = authenticator::Entity::find().filter(authenticator::Column::UserId.eq(user));
    Ok(query.filter(authenticator::Column::ConfirmedAt.is_not_null()).one(db).await?)
}

/// Whether a person has an authenticator whose codes count, said by a write: who changes their second factor meanwhile waits for this
/// transaction.
pub async fn still_counting(db: &impl ConnectionTrait, user: Uuid) -> Result<bool> {
    let update = authenticator::Entity::update_many()
        .col_expr(authenticator::Column::Step, Expr::col(authenticator::Column::Step))
        .filter(authenticator::Column::UserId.eq(user))
        .filter(authenticator::Column::ConfirmedAt.is_not_null());
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// The authenticator that waits for its first code, if it was begun after a moment.
pub async fn waiting(db: &impl ConnectionTrait, user: Uuid, since: DateTime<Utc>) -> Result<Option<authenticator::Model>> {
    let query = authenticator::Entity::find().filter(authenticator::Column::UserId.eq(user));
    let query = query.filter(authenticator::Column::ConfirmedAt.is_null()).filter(authenticator::Column::CreatedAt.gt(since));
    Ok(query.one(db).await?)
}

/// Lets an authenticator wait for its first code, in the place of one that waited before.
pub async fn begin(db: &impl ConnectionTrait, id: Uuid, user: Uuid, sealed: &Sealed, now: DateTime<Utc>) -> Result<()> {
    let sql = "INSERT INTO authenticators (id, user_id, sealed, sealed_with, created_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (user_id) WHERE confirmed_at IS NULL DO UPDATE SET
            id = excluded.id, sealed = excluded.sealed, sealed_with = excluded.sealed_with, created_at = excluded.created_at";
    let values = [id.into(), user.into(), sealed.bytes.clone().into(), sealed.with.clone().into(), now.into()];
    db.execute_raw(statement(db.get_database_backend(), sql, values)).await?;
    Ok(())
}

/// Lets a waiting authenticator count from the code of a half minute on, in the place of the one before. `false` says that it waits no
/// longer.
pub async fn confirm(db: &impl ConnectionTrait, waiting: &authenticator::Model, step: i64, now: DateTime<Utc>) -> Result<bool> {
    authenticator::Entity::delete_many()
        .filter(authenticator::Column::UserId.eq(waiting.user_id))
        .filter(authenticator::Column::ConfirmedAt.is_not_null())
        .exec(db)
        .await?;
    let update = authenticator::Entity::update_many()
        .col_expr(authenticator::Column::ConfirmedAt, Expr::value(now))
        .col_expr(authenticator::Column::Step, Expr::value(step))
        .filter(authenticator::Column::Id.eq(waiting.id))
        .filter(authenticator::Column::ConfirmedAt.is_null());
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Takes the code of a half minute. `false` says that it, or a later one, was taken before.
pub async fn take_step(db: &impl ConnectionTrait, authenticator: Uuid, step: i64) -> Result<bool> {
    let update = authenticator::Entity::update_many()
        .col_expr(authenticator::Column::Step, Expr::value(step))
        .filter(authenticator::Column::Id.eq(authenticator))
        .filter(authenticator::Column::Step.lt(step));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Forgets a person's authenticators and recovery codes. `false` says that none counted.
pub async fn remove(db: &impl ConnectionTrait, user: Uuid) -> Result<bool> {
    let counted = still_counting(db, user).await?;
    authenticator::Entity::delete_many().filter(authenticator::Column::UserId.eq(user)).exec(db).await?;
    recovery_code::Entity::delete_many().filter(recovery_code::Column::UserId.eq(user)).exec(db).await?;
    Ok(counted)
}

/// Authenticators whose secret is sealed with another of the site's secrets.
pub async fn sealed_otherwise(db: &impl ConnectionTrait, with: &str) -> Result<Vec<authenticator::Model>> {
    Ok(authenticator::Entity::find().filter(authenticator::Column::SealedWith.ne(with)).all(db).await?)
}

/// Puts the same secret, sealed anew, in the place of what was sealed before.
pub async fn reseal(db: &impl ConnectionTrait, before: &authenticator::Model, sealed: Sealed) -> Result<()> {
    let update = authenticator::Entity::update_many()
        .col_expr(authenticator::Column::Sealed, Expr::value(sealed.bytes))
        .col_expr(authenticator::Column::SealedWith, Expr::value(sealed.with))
        .filter(authenticator::Column::Id.eq(before.id))
        .filter(authenticator::Column::SealedWith.eq(before.sealed_with.clone()));
    update.exec(db).await?;
    Ok(())
}

/// Gives a person new recovery codes in the place of those before.
pub async fn put_codes(db: &impl ConnectionTrait, user: Uuid, hashes: &[[u8; 32]], now: DateTime<Utc>) -> Result<()> {
    recovery_code::Entity::delete_many().filter(recovery_code::Column::UserId.eq(user)).exec(db).await?;
    let row = |hash: &[u8; 32]| recovery_code::ActiveModel {
        hash: Set(hash.to_vec()),
        user_id: Set(user),
        made_at: Set(now),
        used_at: Set(None),
    };
    recovery_code::Entity::insert_many(hashes.iter().map(row)).exec_without_returning(db).await?;
    Ok(())
}

/// Spends a recovery code. `false` says that the person has no such code, or had.
pub async fn spend_code(db: &impl ConnectionTrait, user: Uuid, hash: [u8; 32], now: DateTime<Utc>) -> Result<bool> {
    let update = recovery_code::Entity::update_many()
        .col_expr(recovery_code::Column::UsedAt, Expr::value(now))
        .filter(recovery_code::Column::Hash.eq(hash.to_vec()))
        .filter(recovery_code::Column::UserId.eq(user))
        .filter(recovery_code::Column::UsedAt.is_null());
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// How many recovery codes a person has left.
pub async fn codes_left(db: &impl ConnectionTrait, user: Uuid) -> Result<u64> {
    let query = recovery_code::Entity::find().filter(recovery_code::Column::UserId.eq(user));
    Ok(query.filter(recovery_code::Column::UsedAt.is_null()).count(db).await?)
}

/// The hashes of a person's recovery codes that were made after a moment and are left.
pub async fn codes_made_after(db: &impl ConnectionTrait, user: Uuid, moment: DateTime<Utc>) -> Result<Vec<Vec<u8>>> {
    let query = recovery_code::Entity::find().filter(recovery_code::Column::UserId.eq(user));
    let query = query.filter(recovery_code::Column::MadeAt.gt(moment)).filter(recovery_code::Column::UsedAt.is_null());
    Ok(query.all(db).await?.into_iter().map(|code| code.hash).collect())
}
