//! A database of its own for each test.

use sea_orm::{ConnectionTrait, Database, FromQueryResult, Statement};
use std::path::PathBuf;
use uuid::Uuid;

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
    /// Makes one.
    #[expect(clippy::disallowed_methods, reason = "a name that no other test has")]
    pub async fn create(kind: Kind) -> Self {
        let name = format!("lectern_{}", Uuid::new_v4().simple());
        let folder = std::env::temp_dir().join(&name);
        std::fs::create_dir_all(&folder).unwrap();
        let url = match kind {
            Kind::Sqlite => format!("sqlite://{}/lectern.db", folder.display()),
            Kind::Postgres => {
                let server = postgres_url();
                let admin = Database::connect(&server).await.unwrap();
                admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
                let (base, _) = server.rsplit_once('/').unwrap();
                format!("{base}/{name}")
            }
        };
        Self { url, folder, name, kind }
    }

    /// Removes it.
    pub async fn remove(self) {
        drop(std::fs::remove_dir_all(&self.folder));
        if self.kind == Kind::Postgres {
            let admin = Database::connect(&postgres_url()).await.unwrap();
            admin.execute_unprepared(&format!("DROP DATABASE {} WITH (FORCE)", self.name)).await.unwrap();
        }
    }
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
