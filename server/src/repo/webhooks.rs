//! The inbox of signed events.

use super::keyset::{self, Key, Order, Turn, Turned};
use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::webhook_event;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

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

const NEWEST: Order<webhook_event::Entity> = Order {
    at: webhook_event::Column::ReceivedAt,
    key: webhook_event::Column::EventId,
    place: |row| (row.received_at, Key::Name(row.event_id.clone())),
};

/// A page of the events of a provider, in a state and of a type, newest first; empty means any. With how many there are.
pub async fn page(
    db: &impl ConnectionTrait,
    provider: &str,
    state: &str,
    kind: &str,
    turn: Turn,
) -> Result<(Turned<webhook_event::Model>, u64)> {
    let mut query = webhook_event::Entity::find();
    let columns = [webhook_event::Column::Provider, webhook_event::Column::State, webhook_event::Column::EventType];
    for (column, wanted) in columns.into_iter().zip([provider, state, kind]) {
        query = if wanted.is_empty() { query } else { query.filter(column.eq(wanted)) };
    }
    let count = keyset::count(db, query.clone(), webhook_event::Column::EventId).await?;
    Ok((keyset::page(db, query, &NEWEST, turn).await?, count))
}

/// Lets an event be worked through once more. `false` says that it has not been worked through yet.
pub async fn reopen(db: &impl ConnectionTrait, provider: &str, event: &str) -> Result<bool> {
    let update = webhook_event::Entity::update_many()
        .col_expr(webhook_event::Column::State, Expr::value("stored"))
        .col_expr(webhook_event::Column::LastError, Expr::value(Option::<String>::None))
        .col_expr(webhook_event::Column::ProcessedAt, Expr::value(Option::<DateTime<Utc>>::None))
        .filter(webhook_event::Column::Provider.eq(provider))
        .filter(webhook_event::Column::EventId.eq(event))
        .filter(webhook_event::Column::State.ne("stored"));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// The event of a provider that arrived last.
pub async fn latest(db: &impl ConnectionTrait, provider: &str) -> Result<Option<webhook_event::Model>> {
    let query = webhook_event::Entity::find().filter(webhook_event::Column::Provider.eq(provider));
    Ok(query.order_by_desc(webhook_event::Column::ReceivedAt).one(db).await?)
}
