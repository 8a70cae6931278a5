//! Reminders, where buyers came from, and corrected addresses.

use crate::error::Result;
use chrono::{DateTime, Utc};
use domain::source::Source;
use entity::{address_correction, order, order_source, reminder};
use sea_orm::sea_query::{Expr, OnConflict, Query};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// Notes that the buyer may be reminded of an order once. Doing it twice is doing it once.
pub async fn permit_reminder(db: &impl ConnectionTrait, order: Uuid, now: DateTime<Utc>) -> Result<()> {
    let row = reminder::ActiveModel { order_id: Set(order), permitted_at: Set(now), sent_at: Set(None), dropped_at: Set(None) };
    let known = OnConflict::column(reminder::Column::OrderId).do_nothing().to_owned();
    reminder::Entity::insert(row).on_conflict(known).exec_without_returning(db).await?;
    Ok(())
}

/// The orders of whom to remind: made before `before`, and nothing was decided about the reminder yet.
pub async fn reminders_due(db: &impl ConnectionTrait, before: DateTime<Utc>, limit: u64) -> Result<Vec<order::Model>> {
    let waiting = Query::select()
        .column(reminder::Column::OrderId)
        .from(reminder::Entity)
        .and_where(reminder::Column::SentAt.is_null())
        .and_where(reminder::Column::DroppedAt.is_null())
        .to_owned();
    let query = order::Entity::find()
        .filter(order::Column::Id.in_subquery(waiting))
        .filter(order::Column::CreatedAt.lte(before))
        .order_by_asc(order::Column::CreatedAt)
        .limit(limit);
    Ok(query.all(db).await?)
}

/// Decides about a reminder: it is sent, or dropped. `false` says that this was decided before.
pub async fn decide_reminder(db: &impl ConnectionTrait, order: Uuid, sent: bool, now: DateTime<Utc>) -> Result<bool> {
    let column = if sent { reminder::Column::SentAt } else { reminder::Column::DroppedAt };
    let update = reminder::Entity::update_many()
        .col_expr(column, Expr::value(now))
        .filter(reminder::Column::OrderId.eq(order))
        .filter(reminder::Column::SentAt.is_null())
        .filter(reminder::Column::DroppedAt.is_null());
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Whether the person began another order for the same product later.
pub async fn began_again(db: &impl ConnectionTrait, than: &order::Model) -> Result<bool> {
    let query = order::Entity::find()
        .filter(order::Column::UserId.eq(than.user_id))
        .filter(order::Column::ProductId.eq(than.product_id))
        .filter(order::Column::CreatedAt.gt(than.created_at));
    Ok(query.count(db).await? > 0)
}

/// Writes down where the buyer of an order came from.
pub async fn insert_source(db: &impl ConnectionTrait, order: Uuid, source: Source) -> Result<()> {
    if source.is_empty() {
        return Ok(());
    }
    let row = order_source::ActiveModel {
        order_id: Set(order),
        utm_source: Set(source.utm_source),
        utm_medium: Set(source.utm_medium),
        utm_campaign: Set(source.utm_campaign),
        utm_term: Set(source.utm_term),
        utm_content: Set(source.utm_content),
        referrer_host: Set(source.referrer_host),
        landing_path: Set(source.landing_path),
    };
    order_source::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Where the buyer of an order came from.
pub async fn source(db: &impl ConnectionTrait, order: Uuid) -> Result<Source> {
    let found = order_source::Entity::find_by_id(order).one(db).await?;
    Ok(found.map_or_else(Source::default, |row| Source {
        utm_source: row.utm_source,
        utm_medium: row.utm_medium,
        utm_campaign: row.utm_campaign,
        utm_term: row.utm_term,
        utm_content: row.utm_content,
        referrer_host: row.referrer_host,
        landing_path: row.landing_path,
    }))
}

/// How often the address of an order was corrected.
pub async fn corrections(db: &impl ConnectionTrait, order: Uuid) -> Result<u64> {
    Ok(address_correction::Entity::find().filter(address_correction::Column::OrderId.eq(order)).count(db).await?)
}

/// Writes a correction down. Its number is the key: of two at once one fails, and so does a fourth.
pub async fn insert_correction(db: &impl ConnectionTrait, row: address_correction::ActiveModel) -> Result<()> {
    address_correction::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}
