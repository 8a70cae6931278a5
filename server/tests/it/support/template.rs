//! The demo shop's database: written once in a run of the tests, copied for each of them.

use super::database::{Kind, Scratch};
use super::shop::{Plan, settings};
use server::adapters::system::{SystemClock, SystemEntropy};
use server::schema;
use server::services::seed;
use server::startup::{Application, World};
use std::fs::{self, File};
use std::path::PathBuf;
use std::sync::Arc;

/// What a run calls its template. Under nextest every test is a process of its own, and all of a run know its id.
fn name() -> String {
    #[expect(clippy::disallowed_methods, reason = "nextest tells its tests by the environment")]
    let run = std::env::var("NEXTEST_RUN_ID").unwrap_or_else(|_| std::process::id().to_string());
    format!("lectern_template_{}", run.replace('-', ""))
}

fn folder() -> PathBuf {
    std::env::temp_dir().join(name())
}

/// The template on a kind of database, written by whoever asks first: its name, and the folder with its file.
pub async fn ready(kind: Kind) -> (String, PathBuf) {
    let folder = folder();
    fs::create_dir_all(&folder).unwrap();
    let lock = File::create(folder.join(format!("{kind:?}.lock"))).unwrap();
    lock.lock().unwrap();
    let written = folder.join(format!("{kind:?}.written"));
    if !written.exists() {
        write(kind, name()).await;
        File::create(written).unwrap();
    }
    (name(), folder)
}

async fn write(kind: Kind, name: String) {
    fill(&Scratch::create_as(kind, name).await).await;
}

/// Writes the demo shop into an empty database.
pub async fn fill(scratch: &Scratch) {
    let nowhere = "http://127.0.0.1:9";
    let world = World { clock: Arc::new(SystemClock), entropy: Arc::new(SystemEntropy), storage: None };
    let settings = settings(&Plan::default(), scratch, nowhere, nowhere);
    let application = Application::build(settings, world, &scratch.folder).await.unwrap();
    schema::migrate(application.core()).await.unwrap();
    seed::demo(application.core()).await.unwrap();
    application.core().db.clone().close().await.unwrap();
}
