//! Looking at a database as a whole: what tables it has, how much is in them, and whether it is sound.

use super::statements::{number, statement};
use crate::error::{Fault, Result};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Value};
use std::collections::BTreeMap;

async fn texts(db: &impl ConnectionTrait, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<Vec<String>> {
    let rows = db.query_all_raw(statement(db.get_database_backend(), sql, values)).await?;
    let read: std::result::Result<Vec<String>, DbErr> = rows.iter().map(|row| row.try_get_by_index(0)).collect();
    read.map_err(Fault::from)
}

/// The tables of a database, by name, without the one that remembers the changes of the schema.
pub async fn tables(db: &impl ConnectionTrait) -> Result<Vec<String>> {
    let sql = if db.get_database_backend() == DbBackend::Postgres {
        "SELECT CAST(table_name AS text) FROM information_schema.tables
            WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND table_name <> 'seaql_migrations' ORDER BY 1"
    } else {
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'seaql_migrations' ORDER BY 1"
    };
    texts(db, sql, []).await
}

/// How many rows each table has.
pub async fn counts(db: &impl ConnectionTrait) -> Result<BTreeMap<String, i64>> {
    let mut counts = BTreeMap::new();
    for table in tables(db).await? {
        let rows = number(db, &format!("SELECT COUNT(*) FROM \"{table}\"")).await?;
        counts.insert(table, rows);
    }
    Ok(counts)
}

/// Writes a copy of a SQLite database, as it is at this moment, into a file that is not there yet. Whoever writes is not held up.
pub async fn copy_into(db: &impl ConnectionTrait, file: &str) -> Result<()> {
    db.execute_raw(statement(db.get_database_backend(), "VACUUM INTO $1", [file.into()])).await?;
    Ok(())
}

/// What is broken in a SQLite file, in its own words.
pub async fn damage(db: &impl ConnectionTrait) -> Result<Vec<String>> {
    let mut found = texts(db, "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'", []).await?;
    found.extend(texts(db, "SELECT 'a row of ' || \"table\" || ' refers to none of ' || parent FROM pragma_foreign_key_check", []).await?);
    Ok(found)
}

/// Lets other connections read PostgreSQL exactly as this transaction sees it. Gives the name under which they may.
pub async fn share_snapshot(transaction: &impl ConnectionTrait) -> Result<String> {
    let names = texts(transaction, "SELECT pg_export_snapshot()", []).await?;
    names.into_iter().next().ok_or_else(|| Fault::stored("the name of a snapshot"))
}

/// The main version of a PostgreSQL server.
pub async fn server_version(db: &impl ConnectionTrait) -> Result<i64> {
    Ok(number(db, "SELECT CAST(current_setting('server_version_num') AS bigint)").await? / 10_000)
}
