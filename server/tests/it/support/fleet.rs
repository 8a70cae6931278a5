//! Several programs on one PostgreSQL database, any of which may be killed.

use super::database::{Kind, Scratch};
use super::ledger;
use super::process::{free_addresses, is_ready, spawn};
use super::sandbox::Sandbox;
use sea_orm::{Database, DatabaseConnection};
use serde_json::json;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::process::Child;
use tokio::sync::Mutex;

/// Runs a test with so many replicas over an empty database, ends them, and compares the ledgers.
pub async fn run<F>(many: usize, body: impl FnOnce(Arc<Fleet>) -> F)
where
    F: Future<Output = ()>,
{
    let scratch = Scratch::create(Kind::Postgres).await;
    let fleet = Arc::new(Fleet::start(&scratch, many).await);
    body(fleet.clone()).await;
    fleet.die().await;
    ledger::agree(&fleet.db, &fleet.sandbox.truth().await).await;
    let fleet = Arc::into_inner(fleet).expect("the test lets go of its fleet");
    fleet.db.close().await.unwrap();
    scratch.remove().await;
}

/// Replicas with their sandbox. Each always comes back at its own address.
pub struct Fleet {
    /// Their payment provider.
    pub sandbox: Sandbox,
    /// What they share.
    pub db: DatabaseConnection,
    database: String,
    folder: PathBuf,
    replicas: Vec<(String, Mutex<Child>)>,
}

impl Fleet {
    /// Starts so many over an empty database. The sandbox tells the first of them.
    async fn start(scratch: &Scratch, many: usize) -> Self {
        let sandbox = Sandbox::start().await;
        let mut replicas = Vec::new();
        for address in free_addresses(many) {
            let mut child = spawn(&address, &scratch.url, &sandbox.url, &scratch.folder);
            is_ready(&format!("http://{address}")).await;
            assert_eq!(child.try_wait().unwrap(), None, "it is ours that answers");
            replicas.push((address, Mutex::new(child)));
        }
        let url = format!("http://{}/webhooks/stripe", replicas[0].0);
        sandbox.webhooks(json!({ "url": url, "secret": super::shop::WEBHOOK_SECRET, "enabled": true })).await;
        let db = Database::connect(&scratch.url).await.unwrap();
        Self { sandbox, db, database: scratch.url.clone(), folder: scratch.folder.clone(), replicas }
    }

    /// The address of one, counted round.
    pub fn base(&self, number: usize) -> String {
        format!("http://{}", self.replicas[number % self.replicas.len()].0)
    }

    /// Kills one, which must have lived until then, and starts it again.
    pub async fn die_and_return(&self, number: usize) {
        let (address, child) = &self.replicas[number % self.replicas.len()];
        let mut child = child.lock().await;
        assert_eq!(child.try_wait().unwrap(), None, "it ended by itself");
        child.kill().await.unwrap();
        assert_eq!(child.wait().await.unwrap().signal(), Some(9), "it was killed");
        *child = spawn(address, &self.database, &self.sandbox.url, &self.folder);
        is_ready(&format!("http://{address}")).await;
    }

    /// Kills all of them for good.
    async fn die(&self) {
        for (_, child) in &self.replicas {
            child.lock().await.kill().await.unwrap();
        }
    }
}
