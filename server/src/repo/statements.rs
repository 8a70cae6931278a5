//! Statements in SQL, where the query builder has no words for them.

use crate::error::{Fault, Result};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement, Value};

/// A statement for either database: `$1` is `?1` on SQLite.
pub fn statement(backend: DbBackend, sql: &str, values: impl IntoIterator<Item = Value>) -> Statement {
    let sql = if backend == DbBackend::Postgres { sql.to_owned() } else { sql.replace('$', "?") };
    Statement::from_sql_and_values(backend, sql, values)
}

/// The one number that a statement gives.
pub async fn number(db: &impl ConnectionTrait, sql: &str) -> Result<i64> {
    let row = db.query_one_raw(statement(db.get_database_backend(), sql, [])).await?;
    row.map(|row| row.try_get_by_index(0)).transpose().map_err(|error: DbErr| Fault::from(error))?.ok_or_else(|| Fault::stored("a number"))
}
