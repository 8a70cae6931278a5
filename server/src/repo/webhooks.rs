//! The inbox of signed events.

use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::webhook_event;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// Stores an event. `false` says that it was stored before.
pub async fn insert(db: &impl ConnectionTrait, row: webhook_event::ActiveModel) -> Result<bool> {
    let known = OnConflict::new().do_nothing().to_owned();
    Ok(webhook_event::Entity::insert(row).on_conflict(known).exec_without_returning(db).await? == 1)
}

/// An event.
pub async fn find(db: &impl ConnectionTrait, provider: &str, event: &str) -> Result<Option<webhook_event::Model>> {
    Ok(webhook_event::Entity::find_by_id((provider.to_owned(), event.to_owned())).one(db).await?)
}

/// Notes what became of an event.
pub async fn finish(
    db: &impl ConnectionTrait,
    provider: &str,
    event: &str,
    state: &str,
    error: Option<String>,
    now: DateTime<Utc>,
) -> Result<()> {
    let update = webhook_event::Entity::update_many()
        .col_expr(webhook_event::Column::State, Expr::value(state))
        .col_expr(webhook_event::Column::LastError, Expr::value(error))
        .col_expr(webhook_event::Column::ProcessedAt, Expr::value(now))
        .filter(webhook_event::Column::Provider.eq(provider))
        .filter(webhook_event::Column::EventId.eq(event));
    update.exec(db).await?;
    Ok(())
}
