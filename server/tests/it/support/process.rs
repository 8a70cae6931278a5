//! The program as a process of its own, which can be killed.

use super::database::{Kind, Scratch};
use super::sandbox::Sandbox;
use super::{eventually, ledger, shop};
use chrono::TimeDelta;
use entity::job;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, Database, DatabaseConnection, EntityTrait, QueryFilter, Statement};
use serde_json::json;
use server::adapters::system::SystemClock;
use server::ports::clock::Clock;
use std::fs::File;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use tokio::process::{Child, Command};
use tokio::sync::Mutex;

/// How long a killed process's jobs are leased at most.
const LEASE: TimeDelta = TimeDelta::minutes(2);

/// Runs a test with a program over an empty database, ends it, and compares the ledgers.
pub async fn run<F>(kind: Kind, body: impl FnOnce(Arc<Program>) -> F)
where
    F: Future<Output = ()>,
{
    let scratch = Scratch::create(kind).await;
    run_over(&scratch.url, &scratch.folder, body).await;
    scratch.remove().await;
}

/// The same over an empty database and a folder of one's own, which stay.
pub async fn run_over<F>(database: &str, folder: &Path, body: impl FnOnce(Arc<Program>) -> F)
where
    F: Future<Output = ()>,
{
    let program = Arc::new(Program::start(database, folder).await);
    body(program.clone()).await;
    program.die().await;
    let db = program.database().await;
    ledger::agree(&db, &program.sandbox.truth().await).await;
    db.close().await.unwrap();
    drop(Arc::into_inner(program).expect("the test lets go of its program"));
}

/// A running program with its sandbox. It always comes back at the same address.
pub struct Program {
    /// Its address.
    pub base: String,
    /// Its payment provider.
    pub sandbox: Sandbox,
    database: String,
    folder: PathBuf,
    child: Mutex<Child>,
}

impl Program {
    /// What it has logged so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.join("lectern.log")).unwrap()
    }

    /// Starts one over an empty database. The sandbox writes its events down and sends none by itself.
    async fn start(database: &str, folder: &Path) -> Self {
        let sandbox = Sandbox::start().await;
        sandbox.webhooks(json!({ "enabled": false })).await;
        let address = free_address();
        let child = Mutex::new(spawn(&address, database, &sandbox.url, folder));
        let base = format!("http://{address}");
        let program = Self { base, sandbox, database: database.to_owned(), folder: folder.to_owned(), child };
        program.is_ready().await;
        program
    }

    async fn is_ready(&self) {
        is_ready(&self.base).await;
    }

    /// Kills it and starts it again at once. What it was working on is due again as soon as its leases have run out, and that is now.
    pub async fn die_and_return(&self) {
        let mut child = self.child.lock().await;
        child.kill().await.unwrap();
        let died = SystemClock.now();
        self.left_whole().await;
        *child = spawn(self.base.trim_start_matches("http://"), &self.database, &self.sandbox.url, &self.folder);
        self.is_ready().await;
        let leases = job::Entity::update_many()
            .col_expr(job::Column::LeasedUntil, Expr::value(died))
            .filter(job::Column::State.eq("pending"))
            .filter(job::Column::LeasedUntil.lte(died + LEASE));
        let db = self.database().await;
        leases.exec(&db).await.unwrap();
        db.close().await.unwrap();
    }

    /// Whether it runs.
    pub async fn is_alive(&self) -> bool {
        self.child.lock().await.try_wait().unwrap().is_none()
    }

    /// From now on the sandbox sends its events here.
    pub async fn receive_webhooks(&self) {
        let url = format!("{}/webhooks/stripe", self.base);
        self.sandbox.webhooks(json!({ "url": url, "secret": shop::WEBHOOK_SECRET, "enabled": true })).await;
    }

    /// Kills it for good.
    async fn die(&self) {
        self.child.lock().await.kill().await.unwrap();
        self.left_whole().await;
    }

    /// SQLite's file is whole as a death has left it. A copy is looked at: the program shall find what it left.
    async fn left_whole(&self) {
        let Some(file) = self.database.strip_prefix("sqlite://") else { return };
        let copy = self.folder.join("as-it-was-left.db");
        for end in ["", "-wal"] {
            let [from, to] = [file, copy.to_str().unwrap()].map(|path| format!("{path}{end}"));
            drop(std::fs::remove_file(&to));
            if Path::new(&from).exists() {
                std::fs::copy(&from, &to).unwrap();
            }
        }
        let db = Database::connect(format!("sqlite://{}", copy.display())).await.unwrap();
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), "PRAGMA integrity_check")).await.unwrap();
        let words: Vec<String> = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
        assert_eq!(words, ["ok"]);
        db.close().await.unwrap();
    }

    /// A connection of one's own. Between two deaths nobody should keep one: the program finds the database as its death left it.
    pub async fn database(&self) -> DatabaseConnection {
        Database::connect(&self.database).await.unwrap()
    }

    /// Runs a statement while nobody dies: what is left by a death is copied file by file, and nobody may write meanwhile.
    pub async fn execute(&self, sql: &str) {
        let _alive = self.child.lock().await;
        let db = self.database().await;
        db.execute_unprepared(sql).await.unwrap();
        db.close().await.unwrap();
    }

    /// The files of sent mails whose name begins so.
    pub fn mails(&self, kind: &str) -> usize {
        let files = std::fs::read_dir(self.folder.join("data/mailbox")).unwrap().map(|file| file.unwrap().path());
        let finished = files.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
        finished.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(kind)).count()
    }
}

/// Waits until a program answers.
pub async fn is_ready(base: &str) {
    let http = super::browser::client();
    let url = format!("{base}/readyz");
    eventually("the program is ready", || async { http.get(&url).send().await.is_ok_and(|answer| answer.status() == 200) }).await;
}

/// An address that nobody listens on. Its port is none of those that the system gives to clients: while the program is dead, one of them
/// could take it, even to call itself.
fn free_address() -> String {
    free_addresses(1).remove(0)
}

/// As many such addresses.
pub fn free_addresses(many: usize) -> Vec<String> {
    let first = 20_000 + u16::try_from(std::process::id() % 10_000).unwrap();
    let ports = (first..first + 500).filter(|port| is_ours(*port));
    ports.map(|port| format!("127.0.0.1:{port}")).filter(|address| TcpListener::bind(address).is_ok()).take(many).collect()
}

/// Whether no other test has a port, who may not listen on it just now. From then on it is ours until the end.
fn is_ours(port: u16) -> bool {
    static OURS: std::sync::Mutex<Vec<File>> = std::sync::Mutex::new(Vec::new());
    let file = File::create(std::env::temp_dir().join(format!("lectern-port-{port}"))).unwrap();
    let is_ours = file.try_lock().is_ok();
    if is_ours {
        OURS.lock().unwrap().push(file);
    }
    is_ours
}

/// Starts the program at an address.
pub fn spawn(address: &str, database: &str, sandbox: &str, folder: &Path) -> Child {
    spawn_with(address, database, sandbox, folder, &[])
}

/// Starts it with more settings.
pub fn spawn_with(address: &str, database: &str, sandbox: &str, folder: &Path, more: &[(&str, &str)]) -> Child {
    let log = File::options().create(true).append(true).open(folder.join("lectern.log")).unwrap();
    spawn_logging_to(log, address, database, sandbox, folder, more)
}

/// The same with a log of one's own.
pub fn spawn_logging_to(log: File, address: &str, database: &str, sandbox: &str, folder: &Path, more: &[(&str, &str)]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_lectern"))
        .env_clear()
        .envs([
            ("DATABASE_URL", database),
            ("PUBLIC_URL", &format!("http://{address}")),
            ("LEPTOS_SITE_ADDR", address),
            ("STRIPE_API_BASE", sandbox),
            ("STRIPE_WEBHOOK_SECRET", shop::WEBHOOK_SECRET),
            ("HOLDS_PER_ADDRESS", "1000000"),
        ])
        .envs(more.iter().copied())
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(log.try_clone().unwrap())
        .stderr(log)
        .kill_on_drop(true)
        .spawn()
        .unwrap()
}
