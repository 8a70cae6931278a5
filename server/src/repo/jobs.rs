//! Work to do.

use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::job;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, QueryFilter, Statement};
use uuid::Uuid;

/// Writes work down; it commits with the caller's transaction.
pub async fn insert(db: &impl ConnectionTrait, row: job::ActiveModel) -> Result<()> {
    job::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Leases up to `limit` due jobs until `until`. A job whose lease ran out is due again.
pub async fn claim(db: &impl ConnectionTrait, now: DateTime<Utc>, until: DateTime<Utc>, limit: u32) -> Result<Vec<job::Model>> {
    let backend = db.get_database_backend();
    let (p, lock) = match backend {
        DbBackend::Postgres => (["$1", "$2", "$3", "$4"], "FOR UPDATE SKIP LOCKED"),
        _ => (["?1", "?2", "?3", "?4"], ""),
    };
    let sql = format!(
        "UPDATE jobs SET leased_until = {}, attempts = attempts + 1 WHERE id IN (
            SELECT id FROM jobs WHERE state = 'pending' AND run_at <= {} AND (leased_until IS NULL OR leased_until <= {})
            ORDER BY run_at LIMIT {} {lock}) RETURNING *",
        p[0], p[1], p[2], p[3]
    );
    let statement = Statement::from_sql_and_values(backend, sql, [until.into(), now.into(), now.into(), i64::from(limit).into()]);
    Ok(job::Entity::find().from_raw_sql(statement).all(db).await?)
}

/// Ends every lease. Only for a process that is the only one: the others' work would be done twice.
pub async fn end_leases(db: &impl ConnectionTrait) -> Result<()> {
    let update = job::Entity::update_many()
        .col_expr(job::Column::LeasedUntil, Expr::value(Option::<DateTime<Utc>>::None))
        .filter(job::Column::State.eq("pending"));
    update.exec(db).await?;
    Ok(())
}

/// The work is done.
pub async fn finish(db: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Result<()> {
    let update = job::Entity::update_many()
        .col_expr(job::Column::State, Expr::value("done"))
        .col_expr(job::Column::FinishedAt, Expr::value(now))
        .filter(job::Column::Id.eq(id));
    update.exec(db).await?;
    Ok(())
}

/// The work failed and is tried again at `run_at`.
pub async fn retry(db: &impl ConnectionTrait, id: Uuid, error: &str, run_at: DateTime<Utc>) -> Result<()> {
    let update = job::Entity::update_many()
        .col_expr(job::Column::RunAt, Expr::value(run_at))
        .col_expr(job::Column::LeasedUntil, Expr::value(Option::<DateTime<Utc>>::None))
        .col_expr(job::Column::LastError, Expr::value(error))
        .filter(job::Column::Id.eq(id));
    update.exec(db).await?;
    Ok(())
}

/// The work failed for good and waits for a person.
pub async fn park(db: &impl ConnectionTrait, id: Uuid, error: &str, now: DateTime<Utc>) -> Result<()> {
    let update = job::Entity::update_many()
        .col_expr(job::Column::State, Expr::value("parked"))
        .col_expr(job::Column::FinishedAt, Expr::value(now))
        .col_expr(job::Column::LastError, Expr::value(error))
        .filter(job::Column::Id.eq(id));
    update.exec(db).await?;
    Ok(())
}

/// Forgets work that was done before `before`.
pub async fn forget_done(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<u64> {
    let delete = job::Entity::delete_many().filter(job::Column::State.eq("done")).filter(job::Column::FinishedAt.lt(before));
    Ok(delete.exec(db).await?.rows_affected)
}

/// How many jobs are in a state.
pub async fn count_in(db: &impl ConnectionTrait, state: &str) -> Result<u64> {
    Ok(job::Entity::find().filter(job::Column::State.eq(state)).count(db).await?)
}
