//! Changes of an address that both of its mailboxes confirm.

use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::address_change::{ActiveModel, Column, Entity, Model};
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// Writes a change down.
pub async fn insert(db: &impl ConnectionTrait, row: ActiveModel) -> Result<()> {
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// What is neither done nor given up.
fn open() -> Condition {
    Condition::all().add(Column::DoneAt.is_null()).add(Column::GivenUpAt.is_null())
}

/// The change of a person that can still be confirmed.
pub async fn open_of(db: &impl ConnectionTrait, user: Uuid, now: DateTime<Utc>) -> Result<Option<Model>> {
    let query = Entity::find().filter(Column::UserId.eq(user)).filter(open()).filter(Column::ExpiresAt.gt(now));
    Ok(query.one(db).await?)
}

/// Every change of a person.
pub async fn of(db: &impl ConnectionTrait, user: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find().filter(Column::UserId.eq(user)).all(db).await?)
}

/// The change that one of these links is about.
pub async fn by_hash(db: &impl ConnectionTrait, hash: &[u8]) -> Result<Option<Model>> {
    let any = Condition::any().add(Column::OldHash.eq(hash)).add(Column::NewHash.eq(hash)).add(Column::ObjectionHash.eq(hash));
    Ok(Entity::find().filter(any).one(db).await?)
}

/// Gives up what a person has not confirmed yet. `false` says that there was nothing.
pub async fn give_up(db: &impl ConnectionTrait, user: Uuid, now: DateTime<Utc>) -> Result<bool> {
    set(db, Column::GivenUpAt, now, open().add(Column::UserId.eq(user))).await
}

/// Notes that a mailbox has confirmed, by the hash of its link. `false` says that the link is dead: it was used, is too old, or never
/// was one.
pub async fn confirm(db: &impl ConnectionTrait, hash: &[u8], now: DateTime<Utc>) -> Result<bool> {
    let live = || open().add(Column::ExpiresAt.gt(now));
    let old = live().add(Column::OldHash.eq(hash)).add(Column::OldConfirmedAt.is_null());
    let new = live().add(Column::NewHash.eq(hash)).add(Column::NewConfirmedAt.is_null());
    Ok(set(db, Column::OldConfirmedAt, now, old).await? || set(db, Column::NewConfirmedAt, now, new).await?)
}

/// Notes that a change is done, and by the hash of which link the old mailbox can object.
pub async fn finish(db: &impl ConnectionTrait, id: Uuid, objection_hash: &[u8], now: DateTime<Utc>) -> Result<()> {
    let update = Entity::update_many()
        .col_expr(Column::DoneAt, Expr::value(now))
        .col_expr(Column::ObjectionHash, Expr::value(objection_hash.to_vec()))
        .filter(Column::Id.eq(id));
    update.exec(db).await?;
    Ok(())
}

/// Notes that the old mailbox objects to what was done since `since`. `false` says that it did so before, or is too late.
pub async fn object(db: &impl ConnectionTrait, hash: &[u8], since: DateTime<Utc>, now: DateTime<Utc>) -> Result<bool> {
    let done = Condition::all().add(Column::ObjectionHash.eq(hash)).add(Column::DoneAt.gt(since)).add(Column::ObjectedAt.is_null());
    set(db, Column::ObjectedAt, now, done).await
}

async fn set(db: &impl ConnectionTrait, column: Column, now: DateTime<Utc>, which: Condition) -> Result<bool> {
    let value: SimpleExpr = Expr::value(now);
    Ok(Entity::update_many().col_expr(column, value).filter(which).exec(db).await?.rows_affected == 1)
}
