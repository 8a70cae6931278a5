//! The schema of the database: brought up to date by one program at a time, however many start at once.

use crate::core::Core;
use crate::repo::db::Db;
use crate::startup::StartError;
use migration::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, DbErr, EntityTrait, SqliteTransactionMode, Statement, TransactionOptions,
    TransactionTrait,
};
use sea_orm_migration::{IntoSchemaManagerConnection, SchemaManager, seaql_migrations};
use std::collections::HashSet;

/// How the name of a change ends that a program without it cannot live with. Every other change only adds.
pub const BREAKING: &str = "_breaking";
/// The lock under which PostgreSQL's schema is changed: "Lectern" in ASCII.
const LOCK: i64 = 0x004c_6563_7465_726e;

/// How a schema stands to this program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It has all changes that the program knows, and no others.
    Current,
    /// It lacks so many.
    Behind(usize),
    /// It has additions of a newer program, of these names. This one can work with it.
    Ahead(Vec<String>),
    /// It is not for this program, which may neither use nor change it. The words say why, and what to do.
    Apart(String),
}

/// The names of the changes that a program knows, in their order.
pub fn known() -> Vec<String> {
    Migrator::migrations().iter().map(|change| change.name().to_owned()).collect()
}

/// The names of the changes that a database has, in their order.
pub async fn applied<'c>(db: impl IntoSchemaManagerConnection<'c>) -> Result<Vec<String>, DbErr> {
    let manager = SchemaManager::new(db);
    if !manager.has_table("seaql_migrations").await? {
        return Ok(Vec::new());
    }
    let rows = seaql_migrations::Entity::find().all(manager.get_connection()).await?;
    let mut names: Vec<String> = rows.into_iter().map(|row| row.version).collect();
    let order = known();
    names.sort_by_key(|name| (order.iter().position(|known| known == name).unwrap_or(usize::MAX), name.clone()));
    Ok(names)
}

/// How a schema with these changes stands to this program.
pub fn standing(applied: &[String]) -> Standing {
    let known = known();
    let missing = known.iter().filter(|name| !applied.contains(name)).count();
    let names: HashSet<&String> = known.iter().collect();
    let newer: Vec<String> = applied.iter().filter(|name| !names.contains(name)).cloned().collect();
    if let Some(name) = newer.iter().find(|name| name.ends_with(BREAKING)) {
        return Standing::Apart(format!("a newer version changed it in a way that this one cannot work with ({name}): start that version"));
    }
    match (missing, newer.is_empty()) {
        (0, true) => Standing::Current,
        (0, false) => Standing::Ahead(newer),
        (missing, true) => Standing::Behind(missing),
        (missing, false) => Standing::Apart(format!(
            "it lacks {missing} changes of this version and has {} of another: this is neither its future nor its past",
            newer.join(", ")
        )),
    }
}

/// Brings the schema up to date. Of programs that start at once one does, and the others wait for it. A schema that is up to date is
/// only looked at, which takes no right to change it.
pub async fn migrate(core: &Core) -> Result<(), StartError> {
    if !is_behind(core.db.read().connections()).await? {
        return Ok(());
    }
    let connection = Db::alone(core.settings.direct_url()).await?;
    let outcome = match core.db.backend() {
        DbBackend::Postgres => under_a_lock(&connection).await,
        _ => in_one_transaction(&connection).await,
    };
    connection.close().await?;
    outcome
}

async fn is_behind<'c>(db: impl IntoSchemaManagerConnection<'c>) -> Result<bool, StartError> {
    match standing(&applied(db).await?) {
        Standing::Current => Ok(false),
        Standing::Behind(_) => Ok(true),
        Standing::Ahead(newer) => {
            let newer = newer.join(", ");
            tracing::warn!(schema.newer = newer, "a newer version has added to the schema; this one serves with it");
            Ok(false)
        }
        Standing::Apart(why) => Err(StartError::Schema(why)),
    }
}

/// PostgreSQL: a lock of the session, so that each change can be a transaction of its own. A pooler that gives each statement another
/// session is noticed before anything is changed.
pub async fn under_a_lock(connection: &DatabaseConnection) -> Result<(), StartError> {
    tracing::info!("the schema is not up to date: waiting for the turn to change it");
    let locked = session(connection, &format!("SELECT pg_backend_pid(), pg_advisory_lock({LOCK})")).await?;
    if session(connection, "SELECT pg_backend_pid()").await? != locked {
        return Err(StartError::Schema("a pooler is in front of the database: set DATABASE_URL_DIRECT to the database itself".to_owned()));
    }
    // A change that waits for a long transaction lets everybody wait behind it: rather it fails, and is tried at the next start.
    connection.execute_unprepared("SET lock_timeout = '10s'").await?;
    if is_behind(connection).await? {
        Migrator::up(connection, None).await?;
    }
    connection.execute_unprepared(&format!("SELECT pg_advisory_unlock({LOCK})")).await?;
    Ok(())
}

/// The number of PostgreSQL's session that a statement begins its answer with.
async fn session(connection: &DatabaseConnection, sql: &str) -> Result<i32, DbErr> {
    let row = connection.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await?;
    row.ok_or_else(|| DbErr::Custom("no session".to_owned()))?.try_get_by_index(0)
}

/// SQLite: all changes are one transaction, which holds the lock of who writes. One that breaks off leaves nothing.
async fn in_one_transaction(connection: &DatabaseConnection) -> Result<(), StartError> {
    let at_once = TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..TransactionOptions::default() };
    let transaction = connection.begin_with_options(at_once).await?;
    if is_behind(&transaction).await? {
        Migrator::up(&transaction, None).await?;
    }
    Ok(transaction.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(more: &[&str]) -> Vec<String> {
        known().into_iter().chain(more.iter().map(|name| (*name).to_owned())).collect()
    }

    #[test]
    fn a_program_serves_what_a_newer_one_only_added_to() {
        assert_eq!(standing(&known()), Standing::Current);
        assert_eq!(standing(&[]), Standing::Behind(known().len()));
        assert_eq!(standing(&with(&["m9999_more"])), Standing::Ahead(vec!["m9999_more".to_owned()]));
    }

    #[test]
    fn a_program_refuses_what_it_cannot_work_with() {
        assert!(matches!(standing(&with(&["m9999_prices_breaking"])), Standing::Apart(_)));
        assert!(matches!(standing(&with(&["m9999_more"])[1..]), Standing::Apart(_)), "it has a change of another and lacks one of ours");
        assert!(known().iter().all(|name| !name.ends_with(BREAKING)), "so far every version can be rolled out over the one before");
    }
}
