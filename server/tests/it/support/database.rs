//! A database of its own for each test.

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

fn postgres_url() -> String {
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

#[expect(clippy::disallowed_methods, reason = "a name that no other test has")]
fn own_name() -> String {
    format!("lectern_{}", Uuid::new_v4().simple())
}

async fn on_server(statement: &str) {
    let admin = Database::connect(&postgres_url()).await.unwrap();
    admin.execute_unprepared(statement).await.unwrap();
    admin.close().await.unwrap();
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
