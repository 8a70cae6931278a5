//! A person's sessions, as they see them themselves.

use crate::error::Result;
use chrono::{DateTime, Utc};
use domain::session::{ADMIN_REST, LIFE, SEEN_EVERY};
use entity::{session, user};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// A person's sessions that still hold, the one that was seen last first. Those of admins hold as long as they do not rest for too long.
pub async fn live(db: &impl ConnectionTrait, user: Uuid, of_admin: bool, now: DateTime<Utc>) -> Result<Vec<session::Model>> {
    let rests_since = if of_admin { now - ADMIN_REST } else { now - LIFE };
    let query = session::Entity::find()
        .filter(session::Column::Factor.ne("due"))
        .filter(session::Column::SeenAt.gt(rests_since))
        .filter(session::Column::UserId.eq(user))
        .filter(session::Column::RevokedAt.is_null())
        .filter(session::Column::ExpiresAt.gt(now))
        .order_by_desc(session::Column::SeenAt)
        .order_by_desc(session::Column::Id);
    Ok(query.all(db).await?)
}

/// Lets transactions that begin sessions of a person come one after the other, so that each sees what the one before began.
pub async fn one_by_one(db: &impl ConnectionTrait, user: Uuid) -> Result<()> {
    let update = user::Entity::update_many().col_expr(user::Column::Role, Expr::col(user::Column::Role));
    update.filter(user::Column::Id.eq(user)).exec(db).await?;
    Ok(())
}

/// The session with this id.
pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<session::Model>> {
    Ok(session::Entity::find_by_id(id).one(db).await?)
}

/// Whether a person was signed in at a place before, having proved who they are.
pub async fn were_in(db: &impl ConnectionTrait, user: Uuid, network: &str) -> Result<bool> {
    let query = session::Entity::find()
        .filter(session::Column::UserId.eq(user))
        .filter(session::Column::Network.eq(network))
        .filter(session::Column::Origin.ne("purchase"))
        .filter(session::Column::Factor.ne("due"));
    Ok(query.one(db).await?.is_some())
}

/// Notes that a session was seen, unless somebody has done so lately.
pub async fn see(db: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Result<()> {
    let update = session::Entity::update_many()
        .col_expr(session::Column::SeenAt, Expr::value(now))
        .filter(session::Column::Id.eq(id))
        .filter(session::Column::SeenAt.lte(now - SEEN_EVERY));
    update.exec(db).await?;
    Ok(())
}

/// Ends all sessions of a person but one, and says how many there were.
pub async fn end_others(db: &impl ConnectionTrait, user: Uuid, kept: Uuid, now: DateTime<Utc>) -> Result<u64> {
    let update = session::Entity::update_many()
        .col_expr(session::Column::RevokedAt, Expr::value(now))
        .filter(session::Column::UserId.eq(user))
        .filter(session::Column::Id.ne(kept))
        .filter(session::Column::RevokedAt.is_null());
    Ok(update.exec(db).await?.rows_affected)
}

/// Notes that a newer token of a session was used. Of two requests that say so at once, one does.
pub async fn advance(db: &impl ConnectionTrait, id: Uuid, generation: i32, now: DateTime<Utc>) -> Result<()> {
    let update = session::Entity::update_many()
        .col_expr(session::Column::Generation, Expr::value(generation))
        .col_expr(session::Column::RenewedAt, Expr::value(now))
        .col_expr(session::Column::SeenAt, Expr::value(now))
        .filter(session::Column::Id.eq(id))
        .filter(session::Column::Generation.lt(generation));
    update.exec(db).await?;
    Ok(())
}
