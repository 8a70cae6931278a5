//! Connections and transactions.

use crate::config::Limits;
use crate::metrics::STATEMENTS;
use crate::telemetry::traces;
use async_trait::async_trait;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::sqlx::{self, Connection, SqliteConnection};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult,
    RuntimeErr, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tracing::Instrument;

/// The database. On SQLite one connection writes and others read; on PostgreSQL one pool does both.
#[derive(Clone, Debug)]
pub struct Db {
    read: Pool,
    write: Pool,
    statements: Arc<AtomicU64>,
}

/// Connections on which every statement runs by itself, whether who asked for it looks or not. The parts of a page are asked for side by
/// side and looked at one after the other: a part that was given a connection and is not looked at would keep it from the one that is.
#[derive(Clone, Debug)]
pub struct Pool(DatabaseConnection);

impl Pool {
    /// The connections themselves, for what takes no others.
    pub fn connections(&self) -> &DatabaseConnection {
        &self.0
    }

    async fn by_itself<T: Send + 'static>(statement: impl Future<Output = Result<T, DbErr>> + Send + 'static) -> Result<T, DbErr> {
        tokio::spawn(statement.in_current_span()).await.unwrap_or_else(|error| Err(DbErr::Custom(format!("a statement: {error}"))))
    }
}

#[async_trait]
impl ConnectionTrait for Pool {
    fn get_database_backend(&self) -> DbBackend {
        self.0.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        let connections = self.0.clone();
        Self::by_itself(async move { connections.execute_raw(statement).await }).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        let (connections, sql) = (self.0.clone(), sql.to_owned());
        Self::by_itself(async move { connections.execute_unprepared(&sql).await }).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        let connections = self.0.clone();
        Self::by_itself(async move { connections.query_one_raw(statement).await }).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let connections = self.0.clone();
        Self::by_itself(async move { connections.query_all_raw(statement).await }).await
    }
}

/// Asks the database and cannot tell it anything: what writes is refused before it is sent, and no transaction begins here.
#[derive(Clone, Debug)]
pub struct Reader(Pool);

impl Reader {
    fn refused() -> DbErr {
        DbErr::Custom("a reader does not write".to_owned())
    }

    fn only_reads(statement: Statement) -> Result<Statement, DbErr> {
        let asks = statement.sql.trim_start().get(..6).is_some_and(|word| word.eq_ignore_ascii_case("SELECT"));
        if asks { Ok(statement) } else { Err(Self::refused()) }
    }
}

#[async_trait]
impl ConnectionTrait for Reader {
    fn get_database_backend(&self) -> DbBackend {
        self.0.get_database_backend()
    }

    async fn execute_raw(&self, _: Statement) -> Result<ExecResult, DbErr> {
        Err(Self::refused())
    }

    async fn execute_unprepared(&self, _: &str) -> Result<ExecResult, DbErr> {
        Err(Self::refused())
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.0.query_one_raw(Self::only_reads(statement)?).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.0.query_all_raw(Self::only_reads(statement)?).await
    }
}

/// A connection of PostgreSQL is looked at when it is given back, and before it is used again if it was idle for so long: to look each
/// time would be as many questions again as there are statements.
const HOT: Duration = Duration::from_secs(1);

/// How long a connection that is [`Db::alone`] waits for what another has locked.
const PATIENCE: Duration = Duration::from_mins(5);

/// A pool of connections, as it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolUse {
    /// What it is for: `all`, or on SQLite `read` and `write`.
    pub name: &'static str,
    /// Connections in use.
    pub busy: u32,
    /// Connections that wait for use.
    pub idle: u32,
    /// Connections that it opens at most.
    pub most: u32,
}

/// Why some work can be done again as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Transient {
    /// The database chose it as the loser of a conflict.
    Lost,
    /// The database went away under it, or is not there yet.
    Gone,
}

impl Transient {
    /// How often work is tried: after a lost conflict a few times, and as long as a database takes that is started again.
    fn tries(self) -> u32 {
        match self {
            Self::Lost => 4,
            Self::Gone => 8,
        }
    }

    /// The pause after the first try that failed, after the second, and so on.
    fn pause(self, attempt: u32) -> Duration {
        match self {
            Self::Lost => Duration::from_millis(u64::from(10 * attempt * attempt)),
            Self::Gone => Duration::from_millis(20 << attempt.min(6)),
        }
    }
}

impl Db {
    /// Connects, to PostgreSQL within its limits. A SQLite file is made, with its folder, where there is none.
    pub async fn connect(url: &str, limits: &Limits) -> Result<Self, DbErr> {
        if url.starts_with("sqlite:") { Self::connect_sqlite(url).await } else { Self::connect_postgres(url, limits).await }
    }

    /// One connection that waits for others as long as they take, and is kept as long as it is wanted: for changes of the schema, for
    /// locks that end with their connection, and for reading everything as it was at one moment.
    pub async fn alone(url: &str) -> Result<DatabaseConnection, DbErr> {
        const LONG: Duration = Duration::from_hours(24);
        let mut options = ConnectOptions::new(url);
        options.max_connections(1).acquire_timeout(Duration::from_secs(10)).idle_timeout(LONG).max_lifetime(LONG).sqlx_logging(false);
        options.map_sqlx_sqlite_opts(|sqlite| sqlite.busy_timeout(PATIENCE).foreign_keys(true));
        options.map_sqlx_postgres_opts(|postgres| {
            let patience = PATIENCE.as_millis().to_string();
            postgres.options([("statement_timeout", "0"), ("idle_in_transaction_session_timeout", "0"), ("lock_timeout", &patience)])
        });
        Database::connect(options).await
    }

    async fn connect_sqlite(url: &str) -> Result<Self, DbErr> {
        let path = url.trim_start_matches("sqlite://").trim_start_matches("sqlite:").split('?').next().unwrap_or_default();
        if let Some(folder) = std::path::Path::new(path).parent() {
            std::fs::create_dir_all(folder).map_err(|error| DbErr::Custom(format!("folder of the database: {error}")))?;
        }
        let options = |connections| {
            let mut options = ConnectOptions::new(url);
            options.max_connections(connections).acquire_timeout(Duration::from_secs(10)).sqlx_logging(false).test_before_acquire(false);
            options.map_sqlx_sqlite_pool_opts(|pool| pool.after_release(|connection, _| Box::pin(is_between_transactions(connection))));
            options.map_sqlx_sqlite_opts(|sqlite| {
                sqlite
                    .create_if_missing(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full)
                    .busy_timeout(Duration::from_secs(10))
                    .foreign_keys(true)
            });
            options
        };
        let write = Database::connect(options(1)).await?;
        let read = Database::connect(options(8)).await?;
        Ok(Self::counting(read, write))
    }

    /// The limits go with the connection. A pooler that leaves them out lets those of the account hold.
    async fn connect_postgres(url: &str, limits: &Limits) -> Result<Self, DbErr> {
        let statement = limits.statement.as_millis().to_string();
        let mut options = ConnectOptions::new(url);
        options.max_connections(limits.connections).acquire_timeout(Duration::from_secs(5)).sqlx_logging(false);
        options.test_before_acquire_if_idle_for(HOT);
        options.map_sqlx_postgres_opts(move |postgres| {
            let limits =
                [("statement_timeout", statement.as_str()), ("lock_timeout", "8s"), ("idle_in_transaction_session_timeout", "20s")];
            postgres.options(limits)
        });
        let pool = Database::connect(options).await?;
        Ok(Self::counting(pool.clone(), pool))
    }

    /// Counts what either connection runs.
    fn counting(mut read: DatabaseConnection, mut write: DatabaseConnection) -> Self {
        let statements = Arc::new(AtomicU64::new(0));
        for connection in [&mut read, &mut write] {
            let statements = statements.clone();
            connection.set_metric_callback(move |info| {
                statements.fetch_add(1, Ordering::Relaxed);
                STATEMENTS.observe([if info.failed { "failed" } else { "ok" }], info.elapsed);
                traces::stated(&info.statement.sql, info.elapsed, info.failed);
            });
        }
        Self { read: Pool(read), write: Pool(write), statements }
    }

    /// How many statements have run through this, without those that begin and end transactions.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Ends all connections.
    pub async fn close(self) -> Result<(), DbErr> {
        self.read.0.close().await?;
        self.write.0.close().await
    }

    /// The pools of connections.
    pub fn pools(&self) -> Vec<PoolUse> {
        fn used<D: sqlx::Database>(name: &'static str, pool: &sqlx::Pool<D>) -> PoolUse {
            let idle = u32::try_from(pool.num_idle()).unwrap_or(u32::MAX);
            PoolUse { name, busy: pool.size().saturating_sub(idle), idle, most: pool.options().get_max_connections() }
        }
        if self.backend() == DbBackend::Postgres {
            return vec![used("all", self.write.0.get_postgres_connection_pool())];
        }
        vec![used("read", self.read.0.get_sqlite_connection_pool()), used("write", self.write.0.get_sqlite_connection_pool())]
    }

    /// For reading outside a transaction.
    pub fn read(&self) -> &Pool {
        &self.read
    }

    /// For what must never write.
    pub fn reader(&self) -> Reader {
        Reader(self.read.clone())
    }

    /// For one writing statement outside a transaction. Never inside one: on SQLite it would wait for itself.
    pub fn write(&self) -> &Pool {
        &self.write
    }

    /// Begins a writing transaction. Dropped without a commit it is rolled back.
    pub async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        let options =
            TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..TransactionOptions::default() };
        self.write.0.begin_with_options(options).await
    }

    /// Which database it is.
    pub fn backend(&self) -> DbBackend {
        self.read.get_database_backend()
    }

    /// Runs the whole of `work` again when the database chose it as the loser of a conflict or lost the connection.
    pub async fn retrying<T, E, F, W>(&self, mut work: W) -> Result<T, E>
    where
        W: FnMut() -> F,
        F: Future<Output = Result<T, E>>,
        E: AsDbErr,
    {
        let mut attempt = 1;
        loop {
            let outcome = work().await;
            let why = outcome.as_ref().err().and_then(AsDbErr::as_db_err).and_then(transient);
            match why {
                Some(why) if attempt < why.tries() => tokio::time::sleep(why.pause(attempt)).await,
                _ => return outcome,
            }
            attempt += 1;
        }
    }
}

/// Whether a connection of SQLite that was used is in no transaction, once what was asked of it is done. SQLite ends a transaction by
/// itself where the disk is full; the driver then takes it for open, and all that comes after for a part of it, which nobody would ever
/// commit. Such a connection is closed.
async fn is_between_transactions(connection: &mut SqliteConnection) -> Result<bool, sea_orm::sqlx::Error> {
    if connection.is_in_transaction() {
        connection.ping().await?;
    }
    Ok(!connection.is_in_transaction())
}

/// An error that may come from the database.
pub trait AsDbErr {
    /// The database's error, if it is one.
    fn as_db_err(&self) -> Option<&DbErr>;
}

impl AsDbErr for crate::error::Fault {
    fn as_db_err(&self) -> Option<&DbErr> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}

/// On PostgreSQL: serialization failure, deadlock, a lock that was not had in time; shutdown, crash, start and too many connections. On
/// SQLite: busy. Everywhere: a connection that broke.
fn transient(error: &DbErr) -> Option<Transient> {
    match driver_error(error)? {
        sea_orm::sqlx::Error::Io(_) => Some(Transient::Gone),
        error if has_code(error, &["57P01", "57P02", "57P03", "53300"]) => Some(Transient::Gone),
        error if has_code(error, &["40001", "40P01", "55P03", "5", "517"]) => Some(Transient::Lost),
        _ => None,
    }
}

/// Whether something was no text: PostgreSQL takes no NUL, neither in a text nor in JSON.
pub fn is_no_text(error: &DbErr) -> bool {
    driver_error(error).is_some_and(|error| has_code(error, &["22021", "22P05"]))
}

fn driver_error(error: &DbErr) -> Option<&sea_orm::sqlx::Error> {
    match error {
        DbErr::Exec(RuntimeErr::SqlxError(error))
        | DbErr::Query(RuntimeErr::SqlxError(error))
        | DbErr::Conn(RuntimeErr::SqlxError(error)) => Some(error),
        _ => None,
    }
}

fn has_code(error: &sea_orm::sqlx::Error, codes: &[&str]) -> bool {
    error.as_database_error().and_then(sea_orm::sqlx::error::DatabaseError::code).is_some_and(|code| codes.contains(&code.as_ref()))
}
