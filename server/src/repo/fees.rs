//! What providers keep, and which payments they are still to be asked about.

use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::{payment, payment_fee};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// The payments whose fees are to be asked for, longest due first.
pub async fn due(db: &impl ConnectionTrait, now: DateTime<Utc>, limit: u64) -> Result<Vec<payment::Model>> {
    let query = payment::Entity::find().filter(payment::Column::FeesDueAt.lte(now)).order_by_asc(payment::Column::FeesDueAt);
    Ok(query.limit(limit).all(db).await?)
}

/// Moves when a payment's fees are asked for from one moment to another, or to never. `false` says that it was another moment: somebody
/// else asks, or there was news.
pub async fn move_due(db: &impl ConnectionTrait, payment: Uuid, from: DateTime<Utc>, to: Option<DateTime<Utc>>) -> Result<bool> {
    let update = payment::Entity::update_many()
        .col_expr(payment::Column::FeesDueAt, Expr::value(to))
        .filter(payment::Column::Id.eq(payment))
        .filter(payment::Column::FeesDueAt.eq(from));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Lets a payment's fees be asked for, because something happened to its money.
pub async fn ask_again(db: &impl ConnectionTrait, payment: Uuid, now: DateTime<Utc>) -> Result<()> {
    let update = payment::Entity::update_many()
        .col_expr(payment::Column::FeesDueAt, Expr::value(now))
        .filter(payment::Column::Id.eq(payment))
        .filter(payment::Column::State.eq("succeeded"));
    update.exec(db).await?;
    Ok(())
}

/// Notes an entry of a provider's books, unless it is known.
pub async fn note(db: &impl ConnectionTrait, row: payment_fee::ActiveModel) -> Result<()> {
    let known = OnConflict::new().do_nothing().to_owned();
    payment_fee::Entity::insert(row).on_conflict(known).exec_without_returning(db).await?;
    Ok(())
}

/// What was kept of some payments, as it was booked.
pub async fn of_payments(db: &impl ConnectionTrait, payments: &[Uuid]) -> Result<Vec<payment_fee::Model>> {
    let query = payment_fee::Entity::find().filter(payment_fee::Column::PaymentId.is_in(payments.iter().copied()));
    Ok(query
        .order_by_asc(payment_fee::Column::BookedAt)
        .order_by_asc(payment_fee::Column::Kind)
        .order_by_asc(payment_fee::Column::Id)
        .all(db)
        .await?)
}
