//! Work to do.

use super::keyset::{self, Key, Order, Turn, Turned};
use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::job;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, Statement,
};
use uuid::Uuid;

/// Writes work down; it commits with the caller's transaction.
pub async fn insert(db: &impl ConnectionTrait, rows: Vec<job::ActiveModel>) -> Result<()> {
    job::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// Leases up to `limit` due jobs until `until`. A job whose lease ran out is due again.
pub async fn claim(db: &impl ConnectionTrait, now: DateTime<Utc>, until: DateTime<Utc>, limit: usize) -> Result<Vec<job::Model>> {
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
    let statement = Statement::from_sql_and_values(
        backend,
        sql,
        [until.into(), now.into(), now.into(), i64::try_from(limit).unwrap_or(i64::MAX).into()],
    );
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

/// A job that is still whose who claimed it. Another may have claimed it since, where the work took longer than its lease.
fn claimed(job: &job::Model) -> Condition {
    let (id, try_of_now) = (job::Column::Id.eq(job.id), job::Column::Attempts.eq(job.attempts));
    Condition::all().add(id).add(job::Column::State.eq("pending")).add(try_of_now)
}

/// Some work is done.
pub async fn finish(db: &impl ConnectionTrait, done: &[job::Model], now: DateTime<Utc>) -> Result<()> {
    if done.is_empty() {
        return Ok(());
    }
    let update = job::Entity::update_many()
        .col_expr(job::Column::State, Expr::value("done"))
        .col_expr(job::Column::FinishedAt, Expr::value(now))
        .filter(done.iter().fold(Condition::any(), |any, job| any.add(claimed(job))));
    update.exec(db).await?;
    Ok(())
}

/// The work failed and is tried again at `run_at`.
pub async fn retry(db: &impl ConnectionTrait, job: &job::Model, error: &str, run_at: DateTime<Utc>) -> Result<()> {
    let update = job::Entity::update_many()
        .col_expr(job::Column::RunAt, Expr::value(run_at))
        .col_expr(job::Column::LeasedUntil, Expr::value(Option::<DateTime<Utc>>::None))
        .col_expr(job::Column::LastError, Expr::value(error))
        .filter(claimed(job));
    update.exec(db).await?;
    Ok(())
}

/// The work failed for good and waits for a person.
pub async fn park(db: &impl ConnectionTrait, job: &job::Model, error: &str, now: DateTime<Utc>) -> Result<()> {
    let update = job::Entity::update_many()
        .col_expr(job::Column::State, Expr::value("parked"))
        .col_expr(job::Column::FinishedAt, Expr::value(now))
        .col_expr(job::Column::LastError, Expr::value(error))
        .filter(claimed(job));
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

const NEWEST: Order<job::Entity> =
    Order { at: job::Column::CreatedAt, key: job::Column::Id, place: |row| (row.created_at, Key::Id(row.id)) };

/// A page of the jobs in a state and of a kind, newest first; empty means any. With how many there are.
pub async fn page(db: &impl ConnectionTrait, state: &str, kind: &str, turn: Turn) -> Result<(Turned<job::Model>, u64)> {
    let mut query = job::Entity::find();
    for (column, wanted) in [(job::Column::State, state), (job::Column::Kind, kind)] {
        query = if wanted.is_empty() { query } else { query.filter(column.eq(wanted)) };
    }
    let count = keyset::count(db, query.clone(), job::Column::Id).await?;
    Ok((keyset::page(db, query, &NEWEST, turn).await?, count))
}

/// A job by its id.
pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<job::Model>> {
    Ok(job::Entity::find_by_id(id).one(db).await?)
}

/// Lets a parked job begin anew. `false` says that it is not parked.
pub async fn unpark(db: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let update = job::Entity::update_many()
        .col_expr(job::Column::State, Expr::value("pending"))
        .col_expr(job::Column::Attempts, Expr::value(0))
        .col_expr(job::Column::RunAt, Expr::value(now))
        .col_expr(job::Column::LeasedUntil, Expr::value(Option::<DateTime<Utc>>::None))
        .col_expr(job::Column::FinishedAt, Expr::value(Option::<DateTime<Utc>>::None))
        .filter(job::Column::Id.eq(id))
        .filter(job::Column::State.eq("parked"));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Makes a job that waits for its next try due now. `false` says that it does not wait.
pub async fn hurry(db: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let update = job::Entity::update_many().col_expr(job::Column::RunAt, Expr::value(now)).filter(waiting(id, now));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Parks a job that nobody is at work on. `false` says that somebody is, or that it does not wait.
pub async fn set_aside(db: &impl ConnectionTrait, id: Uuid, why: &str, now: DateTime<Utc>) -> Result<bool> {
    let update = job::Entity::update_many()
        .col_expr(job::Column::State, Expr::value("parked"))
        .col_expr(job::Column::FinishedAt, Expr::value(now))
        .col_expr(job::Column::LastError, Expr::value(why))
        .filter(waiting(id, now));
    Ok(update.exec(db).await?.rows_affected == 1)
}

fn waiting(id: Uuid, now: DateTime<Utc>) -> Condition {
    let free = job::Column::LeasedUntil.is_null().or(job::Column::LeasedUntil.lte(now));
    Condition::all().add(job::Column::Id.eq(id)).add(job::Column::State.eq("pending")).add(free)
}

/// The oldest job of a kind that waits.
pub async fn oldest_pending(db: &impl ConnectionTrait, kind: &str) -> Result<Option<job::Model>> {
    let pending = job::Entity::find().filter(job::Column::State.eq("pending")).filter(job::Column::Kind.eq(kind));
    Ok(pending.order_by_asc(job::Column::CreatedAt).one(db).await?)
}

/// The jobs that wait to be due: how many, and since when the oldest of them is.
pub async fn backlog(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<(u64, Option<DateTime<Utc>>)> {
    let due = job::Entity::find().filter(job::Column::State.eq("pending")).filter(job::Column::RunAt.lte(now));
    let oldest = due.clone().order_by_asc(job::Column::RunAt).one(db).await?;
    Ok((due.count(db).await?, oldest.map(|job| job.run_at)))
}
