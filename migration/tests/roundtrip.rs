//! Every change goes up, down and up again, on both databases, and leaves the same schema.

use migration::{Migrator, MigratorTrait};
use sea_orm_migration::sea_orm::{self, ConnectionTrait, Database, DatabaseConnection, DbBackend, FromQueryResult, Statement};

#[derive(Debug, PartialEq, Eq, FromQueryResult)]
struct Part {
    name: String,
    definition: String,
}

/// Tables, columns, indexes and checks, in words that compare.
async fn schema(db: &DatabaseConnection) -> Vec<Part> {
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT table_name || '.' || column_name AS name, data_type || is_nullable || COALESCE(column_default, '') AS definition
             FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'seaql_migrations'
             UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'seaql_migrations'
             UNION ALL SELECT conrelid::regclass || '.' || conname, pg_get_constraintdef(oid) FROM pg_constraint
                 WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'seaql_migrations'
             UNION ALL SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2"
        }
        _ => {
            "SELECT name, COALESCE(sql, '') AS definition FROM sqlite_master WHERE name NOT LIKE 'seaql%' AND name NOT LIKE 'sqlite%' ORDER BY 1, 2"
        }
    };
    let statement = Statement::from_string(db.get_database_backend(), sql);
    Part::find_by_statement(statement).all(db).await.unwrap()
}

async fn up_down_up(db: &DatabaseConnection) {
    Migrator::up(db, None).await.unwrap();
    let first = schema(db).await;
    assert!(first.iter().any(|part| part.name.starts_with("orders")), "{first:?}");
    for _ in 0..Migrator::migrations().len() {
        Migrator::down(db, Some(1)).await.unwrap();
    }
    assert_eq!(schema(db).await, [], "the way down leaves nothing");
    Migrator::up(db, None).await.unwrap();
    assert_eq!(schema(db).await, first);
}

#[tokio::test]
async fn the_schema_survives_a_round_trip_on_sqlite() {
    let db = Database::connect("sqlite::memory:").await.unwrap();
    up_down_up(&db).await;
}

#[tokio::test]
async fn the_schema_survives_a_round_trip_on_postgres() {
    #[expect(clippy::disallowed_methods, reason = "tests are told their server by the environment")]
    let url = std::env::var("LECTERN_TEST_POSTGRES");
    let url = url.expect("LECTERN_TEST_POSTGRES names a PostgreSQL server; `cargo xtask test` starts one and sets it");
    let admin = Database::connect(&url).await.unwrap();
    let name = format!("roundtrip_{}", std::process::id());
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    let (server, _) = url.rsplit_once('/').unwrap();
    let db = Database::connect(format!("{server}/{name}")).await.unwrap();
    up_down_up(&db).await;
    db.close().await.unwrap();
    admin.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
}
