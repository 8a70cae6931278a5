//! A database of its own for each test.

use super::small_disk::SmallDisk;
use super::template;
use sea_orm::{ConnectionTrait, Database, FromQueryResult, Statement};
use std::path::PathBuf;
use uuid::Uuid;

/// What SQLite's file is called in its folder.
const FILE: &str = "lectern.db";

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file in a temporary folder.
    Sqlite,
    /// A database of the server that `LECTERN_TEST_POSTGRES` names.
    Postgres,
}

/// A fresh database and a folder for the test's files.
pub struct Scratch {
    /// Its URL.
    pub url: String,
    /// The folder.
    pub folder: PathBuf,
    name: String,
    kind: Kind,
}

/// The server that is there for all tests.
pub fn postgres_url() -> String {
    #[expect(clippy::disallowed_methods, reason = "tests are told their server by the environment")]
    let url = std::env::var("LECTERN_TEST_POSTGRES");
    url.expect("LECTERN_TEST_POSTGRES names a PostgreSQL server; `cargo xtask test` starts one and sets it")
}

impl Scratch {
    /// Makes an empty one.
    pub async fn create(kind: Kind) -> Self {
        Self::create_as(kind, own_name()).await
    }

    /// Makes an empty one of a name.
    pub async fn create_as(kind: Kind, name: String) -> Self {
        if kind == Kind::Postgres {
            on_server(&format!("CREATE DATABASE {name}")).await;
        }
        Self::at(kind, name)
    }

    /// Makes one with the demo shop in it.
    pub async fn with_demo(kind: Kind) -> Self {
        let (template, folder) = template::ready(kind).await;
        let scratch = Self::at(kind, own_name());
        match kind {
            Kind::Sqlite => drop(std::fs::copy(folder.join(FILE), scratch.folder.join(FILE)).unwrap()),
            Kind::Postgres => on_server(&format!("CREATE DATABASE {} TEMPLATE {template} STRATEGY file_copy", scratch.name)).await,
        }
        scratch
    }

    /// The demo shop with its folder on a disk of few megabytes. Its database lies there as a file, or where it is said. It stays when the
    /// test ends, and goes with the disk.
    pub async fn on_disk(disk: &SmallDisk, database: Option<&str>) -> Self {
        let folder = disk.folder.clone();
        let url = database.map_or_else(|| format!("sqlite://{}/{FILE}", folder.display()), str::to_owned);
        let kind = if database.is_some() { Kind::Postgres } else { Kind::Sqlite };
        let scratch = Self { url, folder, name: String::new(), kind };
        template::fill(&scratch).await;
        scratch
    }

    fn at(kind: Kind, name: String) -> Self {
        let folder = std::env::temp_dir().join(&name);
        std::fs::create_dir_all(&folder).unwrap();
        let url = match kind {
            Kind::Sqlite => format!("sqlite://{}/{FILE}", folder.display()),
            Kind::Postgres => format!("{}/{name}", postgres_url().rsplit_once('/').unwrap().0),
        };
        Self { url, folder, name, kind }
    }

    /// Removes it.
    pub async fn remove(self) {
        drop(std::fs::remove_dir_all(&self.folder));
        if self.kind == Kind::Postgres {
            on_server(&format!("DROP DATABASE {} WITH (FORCE)", self.name)).await;
        }
    }
}

/// A name that no other test has.
#[expect(clippy::disallowed_methods, reason = "a name that no other test has")]
pub fn own_name() -> String {
    format!("lectern_{}", Uuid::new_v4().simple())
}

async fn on_server(statement: &str) {
    let admin = Database::connect(&postgres_url()).await.unwrap();
    admin.execute_unprepared(statement).await.unwrap();
    admin.close().await.unwrap();
}

/// What PostgreSQL says of itself.
pub async fn said_by_server(statement: &str) -> String {
    let admin = Database::connect(&postgres_url()).await.unwrap();
    let row = admin.query_one_raw(Statement::from_string(admin.get_database_backend(), statement)).await.unwrap().unwrap();
    admin.close().await.unwrap();
    row.try_get_by_index(0).unwrap()
}

/// A number from a database.
pub async fn count(db: &impl ConnectionTrait, sql: &str) -> i64 {
    #[derive(FromQueryResult)]
    struct Row {
        n: i64,
    }
    let sql = sql.replacen("SELECT ", "SELECT CAST(", 1).replacen(" FROM", " AS bigint) AS n FROM", 1);
    let statement = Statement::from_string(db.get_database_backend(), sql);
    Row::find_by_statement(statement).one(db).await.unwrap().unwrap().n
}
