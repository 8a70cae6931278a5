//! Refund promises. They are added to and never changed.

use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::refund_policy;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// The promise that was in force at a moment; that of now without one.
pub async fn at(db: &impl ConnectionTrait, moment: Option<DateTime<Utc>>) -> Result<Option<refund_policy::Model>> {
    let mut query = refund_policy::Entity::find().order_by_desc(refund_policy::Column::Version);
    if let Some(moment) = moment {
        query = query.filter(refund_policy::Column::CreatedAt.lte(moment));
    }
    Ok(query.one(db).await?)
}

/// Every promise, newest first.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<refund_policy::Model>> {
    Ok(refund_policy::Entity::find().order_by_desc(refund_policy::Column::Version).all(db).await?)
}

/// Writes a promise down. A second one of its version fails on the key.
pub async fn insert(db: &impl ConnectionTrait, row: refund_policy::ActiveModel) -> Result<()> {
    refund_policy::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}
