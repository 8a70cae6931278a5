//! Statements in SQL, where the query builder has no words for them.

use sea_orm::{DbBackend, Statement, Value};

/// A statement for either database: `$1` is `?1` on SQLite.
pub fn statement(backend: DbBackend, sql: &str, values: impl IntoIterator<Item = Value>) -> Statement {
    let sql = if backend == DbBackend::Postgres { sql.to_owned() } else { sql.replace('$', "?") };
    Statement::from_sql_and_values(backend, sql, values)
}
