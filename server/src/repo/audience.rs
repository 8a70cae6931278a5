//! Choices about measuring, and the orders of which a measuring service may be told.

use super::statements::statement;
use crate::error::Result;
use chrono::{DateTime, NaiveDate, Utc};
use domain::measuring::WORDS;
use entity::measured_order;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// Counts a choice of a day.
pub async fn count(db: &impl ConnectionTrait, day: NaiveDate, allowed: bool) -> Result<()> {
    let sql = "INSERT INTO measurement_choices AS kept (day, words, allowed, made) VALUES ($1, $2, $3, 1)
        ON CONFLICT (day, words, allowed) DO UPDATE SET made = kept.made + 1";
    let values = [day.to_string().into(), WORDS.into(), allowed.into()];
    db.execute_raw(statement(db.get_database_backend(), sql, values)).await?;
    Ok(())
}

/// Notes that an order may be told of, with what the service calls its browser.
pub async fn allow(db: &impl ConnectionTrait, order: Uuid, client: String, now: DateTime<Utc>) -> Result<()> {
    let row = measured_order::ActiveModel { order_id: Set(order), client: Set(client), allowed_at: Set(now), told_at: Set(None) };
    let known = OnConflict::column(measured_order::Column::OrderId).do_nothing().to_owned();
    measured_order::Entity::insert(row).on_conflict(known).exec_without_returning(db).await?;
    Ok(())
}

/// What was allowed for an order counts for those that follow from it by one click too.
pub async fn inherit(db: &impl ConnectionTrait, order: Uuid) -> Result<()> {
    let sql = "INSERT INTO measured_orders (order_id, client, allowed_at)
        SELECT s.child_order_id, m.client, m.allowed_at FROM funnel_steps s JOIN measured_orders m ON m.order_id = s.order_id
        WHERE s.child_order_id = $1 ON CONFLICT (order_id) DO NOTHING";
    db.execute_raw(statement(db.get_database_backend(), sql, [order.into()])).await?;
    Ok(())
}

/// What was allowed for an order.
pub async fn of_order(db: &impl ConnectionTrait, order: Uuid) -> Result<Option<measured_order::Model>> {
    Ok(measured_order::Entity::find_by_id(order).one(db).await?)
}

/// Notes that the service was told.
pub async fn told(db: &impl ConnectionTrait, order: Uuid, now: DateTime<Utc>) -> Result<()> {
    let update = measured_order::Entity::update_many()
        .col_expr(measured_order::Column::ToldAt, Expr::value(now))
        .filter(measured_order::Column::OrderId.eq(order));
    update.exec(db).await?;
    Ok(())
}
