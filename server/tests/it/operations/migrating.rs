//! The schema: changed once, however many start at once, and by an account that may.

use super::text;
use crate::support::database::{Kind, Scratch, count};
use crate::support::eventually;
use crate::support::process::{free_addresses, is_ready, spawn};
use crate::support::sandbox::Sandbox;
use crate::support::shop::{Plan, settings};
use futures::future::join_all;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, TransactionTrait};
use server::core::Core;
use server::repo::db::Db;
use server::schema;
use server::startup::{self, StartError, World};
use std::path::Path;
use tokio::process::Command;

async fn each_change_once(url: &str) {
    let db = Database::connect(url).await.unwrap();
    let changes = i64::try_from(schema::known().len()).unwrap();
    assert_eq!(count(&db, "SELECT COUNT(*) FROM seaql_migrations").await, changes);
    db.close().await.unwrap();
}

async fn migrated(url: &str, folder: &Path) -> bool {
    let environment = [("DATABASE_URL", url), ("LOG_FORMAT", "json")];
    let mut command = Command::new(env!("CARGO_BIN_EXE_lectern"));
    let output = command.arg("migrate").env_clear().envs(environment).current_dir(folder).output().await.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.status.success()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_that_migrate_one_sqlite_file_at_once_change_it_once() {
    let scratch = Scratch::create(Kind::Sqlite).await;
    assert_eq!(join_all((0..3).map(|_| migrated(&scratch.url, &scratch.folder))).await, [true; 3]);
    each_change_once(&scratch.url).await;
    scratch.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_replicas_that_start_at_once_on_an_empty_database_all_serve_one_demo() {
    let scratch = Scratch::create(Kind::Postgres).await;
    let sandbox = Sandbox::start().await;
    let addresses = free_addresses(3);
    let mut replicas: Vec<_> = addresses.iter().map(|address| spawn(address, &scratch.url, &sandbox.url, &scratch.folder)).collect();
    for address in &addresses {
        is_ready(&format!("http://{address}")).await;
    }
    each_change_once(&scratch.url).await;
    let db = Database::connect(&scratch.url).await.unwrap();
    assert_eq!(count(&db, "SELECT COUNT(*) FROM courses").await, 1);
    db.close().await.unwrap();
    for replica in &mut replicas {
        replica.kill().await.unwrap();
    }
    scratch.remove().await;
}

#[tokio::test]
async fn a_pooler_that_changes_sessions_is_noticed_before_anything_is_changed() {
    let scratch = Scratch::create(Kind::Postgres).await;
    let mut options = ConnectOptions::new(&scratch.url);
    options.max_connections(2);
    let pool = Database::connect(options).await.unwrap();
    let (one, other) = (pool.begin().await.unwrap(), pool.begin().await.unwrap());
    one.rollback().await.unwrap();
    other.rollback().await.unwrap();
    let sqlx = pool.get_postgres_connection_pool();
    eventually("both connections rest, and are taken by turns", || async { sqlx.num_idle() == 2 }).await;
    let refused = schema::under_a_lock(&pool).await.unwrap_err().to_string();
    assert!(refused.contains("DATABASE_URL_DIRECT"), "{refused}");
    assert_eq!(schema::applied(&pool).await.unwrap(), Vec::<String>::new());
    pool.close().await.unwrap();
    scratch.remove().await;
}

/// The business over a database, as a program that starts there has it.
async fn core(scratch: &Scratch, url: &str, direct: Option<&str>) -> Core {
    drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
    let mut settings = settings(&Plan::default(), scratch, "http://127.0.0.1:9", "http://127.0.0.1:9");
    settings.database_url = url.to_owned();
    settings.database_url_direct = direct.map(str::to_owned);
    startup::core(settings, World::default()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_account_that_serves_needs_no_right_to_change_the_schema() {
    let scratch = Scratch::create(Kind::Postgres).await;
    let owner = Database::connect(&scratch.url).await.unwrap();
    let role = text(&scratch.folder).rsplit('/').next().unwrap().replacen("lectern_", "serves_", 1);
    for statement in [
        format!("CREATE ROLE {role} LOGIN PASSWORD 'serves'"),
        format!("ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}"),
        format!("REVOKE CREATE ON SCHEMA public FROM PUBLIC, {role}"),
    ] {
        owner.execute_unprepared(&statement).await.unwrap();
    }
    let (scheme, rest) = scratch.url.split_once("://").unwrap();
    let serving = format!("{scheme}://{role}:serves@{}", rest.rsplit_once('@').map_or(rest, |(_, server)| server));
    let core = core(&scratch, &serving, Some(&scratch.url)).await;
    schema::migrate(&core).await.unwrap();
    assert!(core.db.write().execute_unprepared("CREATE TABLE mine (id integer)").await.is_err(), "it may not change the schema");
    assert!(server::services::seed::demo(&core).await.unwrap(), "it may write rows");
    schema::migrate(&core).await.expect("what is up to date is only looked at");
    core.db.close().await.unwrap();
    for statement in [format!("DROP OWNED BY {role}"), format!("DROP ROLE {role}")] {
        owner.execute_unprepared(&statement).await.unwrap();
    }
    owner.close().await.unwrap();
    scratch.remove().await;
}

async fn serves_what_a_newer_version_added_to(kind: Kind) {
    let scratch = Scratch::with_demo(kind).await;
    let note = |name: &str| format!("INSERT INTO seaql_migrations (version, applied_at) VALUES ('{name}', 0)");
    let core = core(&scratch, &scratch.url, None).await;
    core.db.write().execute_unprepared(&note("m9998_more")).await.unwrap();
    schema::migrate(&core).await.expect("additions do not disturb");
    core.db.write().execute_unprepared(&note("m9999_prices_breaking")).await.unwrap();
    let refused = schema::migrate(&core).await.unwrap_err();
    assert!(matches!(&refused, StartError::Schema(why) if why.contains("m9999_prices_breaking")), "{refused}");
    core.db.close().await.unwrap();
    scratch.remove().await;
}

mod an_older_version_serves_what_a_newer_one_added_to_and_refuses_what_it_broke {
    use super::serves_what_a_newer_version_added_to;
    use crate::support::database::Kind;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_sqlite() {
        serves_what_a_newer_version_added_to(Kind::Sqlite).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_postgres() {
        serves_what_a_newer_version_added_to(Kind::Postgres).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_that_breaks_off_leaves_a_sqlite_file_as_it_was() {
    let scratch = Scratch::create(Kind::Sqlite).await;
    let core = core(&scratch, &scratch.url, None).await;
    // What a change wants to make is there already, so that it fails in the middle.
    core.db.write().execute_unprepared("CREATE TABLE landing_versions (id integer)").await.unwrap();
    assert!(schema::migrate(&core).await.is_err());
    let alone = Db::alone(&scratch.url).await.unwrap();
    assert_eq!(schema::applied(&alone).await.unwrap(), Vec::<String>::new());
    assert_eq!(server::repo::copies::tables(&alone).await.unwrap(), ["landing_versions"]);
    alone.close().await.unwrap();
    core.db.close().await.unwrap();
    scratch.remove().await;
}
