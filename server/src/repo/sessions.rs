//! A person's sessions, as they see them themselves.

use crate::error::Result;
use chrono::{DateTime, TimeDelta, Utc};
use entity::session;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// The moment at which a session was seen is written down anew after so long, so that a page costs no write.
pub const SEEN_EVERY: TimeDelta = TimeDelta::minutes(10);

/// A person's sessions that still hold, the one that was seen last first.
pub async fn live(db: &impl ConnectionTrait, user: Uuid, now: DateTime<Utc>) -> Result<Vec<session::Model>> {
    let query = session::Entity::find()
        .filter(session::Column::UserId.eq(user))
        .filter(session::Column::RevokedAt.is_null())
        .filter(session::Column::ExpiresAt.gt(now))
        .order_by_desc(session::Column::SeenAt)
        .order_by_desc(session::Column::Id);
    Ok(query.all(db).await?)
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
        .filter(session::Column::Origin.ne("purchase"));
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
