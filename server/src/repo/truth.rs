//! Questions that hold money, orders and access against each other, and leases for what only one process does at a time.

use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::{dispute, grant, order_item, payment};
use sea_orm::sea_query::{Expr, OnConflict, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Statement};
use uuid::Uuid;

/// Every payment that a provider knows by a name, oldest first.
pub async fn named_payments(db: &impl ConnectionTrait) -> Result<Vec<payment::Model>> {
    let query = payment::Entity::find().filter(payment::Column::ProviderRef.is_not_null()).order_by_asc(payment::Column::CreatedAt);
    Ok(query.all(db).await?)
}

/// Orders whose payment is said to be under way, and orders with a call whose outcome nobody knows, unchanged since `before`.
pub async fn unknown(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<Vec<Uuid>> {
    let query = payment::Entity::find()
        .select_only()
        .column(payment::Column::OrderId)
        .distinct()
        .filter(payment::Column::State.eq("processing").or(payment::Column::Id.in_subquery(unknown_calls())))
        .filter(payment::Column::State.ne("canceled"))
        .filter(payment::Column::UpdatedAt.lte(before));
    Ok(query.into_tuple().all(db).await?)
}

fn unknown_calls() -> sea_orm::sea_query::SelectStatement {
    use entity::payment_attempt as attempt;
    Query::select().column(attempt::Column::PaymentId).from(attempt::Entity).and_where(attempt::Column::State.eq("unknown")).to_owned()
}

/// The orders of which a bought grant is live.
pub async fn orders_with_access(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Vec<Uuid>> {
    let items = Query::select()
        .column(grant::Column::OrderItemId)
        .from(grant::Entity)
        .and_where(grant::Column::OrderItemId.is_not_null())
        .and_where(grant::Column::RevokedAt.is_null())
        .and_where(grant::Column::EndsAt.is_null().or(grant::Column::EndsAt.gt(now)))
        .to_owned();
    let query = order_item::Entity::find()
        .select_only()
        .column(order_item::Column::OrderId)
        .distinct()
        .filter(order_item::Column::Id.in_subquery(items));
    Ok(query.into_tuple().all(db).await?)
}

/// Takes a lease until `until`, if nobody has it at `now`. The answer is its fencing number, greater than any before.
pub async fn lease(db: &impl ConnectionTrait, name: &str, holder: Uuid, now: DateTime<Utc>, until: DateTime<Utc>) -> Result<Option<i64>> {
    let backend = db.get_database_backend();
    let p = if backend == DbBackend::Postgres { ["$1", "$2", "$3", "$4"] } else { ["?1", "?2", "?3", "?4"] };
    let sql = format!(
        "INSERT INTO leases (name, holder, until, fencing) VALUES ({}, {}, {}, 1)
         ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until, fencing = leases.fencing + 1
         WHERE leases.until <= {} RETURNING fencing",
        p[0], p[1], p[2], p[3]
    );
    let statement = Statement::from_sql_and_values(backend, sql, [name.into(), holder.into(), until.into(), now.into()]);
    let row = db.query_one_raw(statement).await?;
    row.map(|row| row.try_get("", "fencing")).transpose().map_err(Into::into)
}

/// Lets a lease with this number end at `until`, unless somebody has taken it since.
pub async fn end_lease(db: &impl ConnectionTrait, name: &str, fencing: i64, until: DateTime<Utc>) -> Result<()> {
    use entity::lease;
    let update = lease::Entity::update_many()
        .col_expr(lease::Column::Until, Expr::value(until))
        .filter(lease::Column::Name.eq(name))
        .filter(lease::Column::Fencing.eq(fencing));
    update.exec(db).await?;
    Ok(())
}

/// Whether a lease with this number is still the latest, said by a write of the caller's transaction.
pub async fn still_leased(db: &impl ConnectionTrait, name: &str, fencing: i64) -> Result<bool> {
    use entity::lease;
    let update = lease::Entity::update_many()
        .col_expr(lease::Column::Fencing, Expr::value(fencing))
        .filter(lease::Column::Name.eq(name))
        .filter(lease::Column::Fencing.eq(fencing));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Notes a dispute, or how it stands now. `false` says that it was known to stand so.
pub async fn note_dispute(db: &impl ConnectionTrait, row: dispute::ActiveModel, status: &str, now: DateTime<Utc>) -> Result<bool> {
    let reference = row.provider_ref.clone().take().unwrap_or_default();
    let provider = row.provider.clone().take().unwrap_or_default();
    let known = OnConflict::columns([dispute::Column::Provider, dispute::Column::ProviderRef]).do_nothing().to_owned();
    if dispute::Entity::insert(row).on_conflict(known).exec_without_returning(db).await? == 1 {
        return Ok(true);
    }
    let closed = (status != "open").then_some(now);
    let update = dispute::Entity::update_many()
        .col_expr(dispute::Column::Status, Expr::value(status))
        .col_expr(dispute::Column::ClosedAt, Expr::value(closed))
        .filter(dispute::Column::Provider.eq(provider))
        .filter(dispute::Column::ProviderRef.eq(reference))
        .filter(dispute::Column::Status.ne(status));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// The disputes of an order.
pub async fn disputes_of(db: &impl ConnectionTrait, order: Uuid) -> Result<Vec<dispute::Model>> {
    let payments =
        Query::select().column(payment::Column::Id).from(payment::Entity).and_where(payment::Column::OrderId.eq(order)).to_owned();
    let query = dispute::Entity::find().filter(dispute::Column::PaymentId.in_subquery(payments)).order_by_asc(dispute::Column::OpenedAt);
    Ok(query.all(db).await?)
}

/// All grants of a person, with their order items, oldest first.
pub async fn grants_of(db: &impl ConnectionTrait, user: Uuid) -> Result<Vec<grant::Model>> {
    Ok(grant::Entity::find().filter(grant::Column::UserId.eq(user)).order_by_asc(grant::Column::CreatedAt).all(db).await?)
}
