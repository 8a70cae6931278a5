//! For machines that watch: alive, ready, which version.

use super::AppState;
use crate::core::Core;
use crate::ports::storage::StorageError;
use crate::schema::{self, Standing};
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use sea_orm::ConnectionTrait;
use serde::Serialize;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

/// Who is silent for longer does not answer. Whoever asks waits for hardly more.
const PATIENCE: Duration = Duration::from_secs(1);
/// What hardly changes is asked for no more often.
const FRESH: Duration = Duration::from_secs(5);
/// What is asked of the store. There is no such object, and that is an answer.
const NO_OBJECT: &str = "readiness";

/// The process runs.
pub async fn alive() -> &'static str {
    "ok"
}

/// What was seen of what hardly changes, so that asking often costs little.
#[derive(Debug, Default)]
pub struct Seen {
    schema: Mutex<Option<(Instant, &'static str)>>,
    store: Mutex<Option<(Instant, bool)>>,
}

#[derive(Serialize)]
struct Readiness {
    ready: bool,
    database: &'static str,
    migrations: &'static str,
    store: &'static str,
    stopping: bool,
    /// All that is not as it should be, in words.
    reasons: Vec<&'static str>,
}

/// The process can serve: its database answers and has the schema that it needs, and nobody told it to stop. Without the store of files
/// it sells and teaches on, so that is said and no reason to send visitors away.
pub async fn ready(State(state): State<AppState>) -> Response {
    let (core, seen) = (&state.core, &state.seen);
    let (database, store) = tokio::join!(database_answers(core), store_answers(core, seen));
    let migrations = if database { migrations(core, seen).await } else { "unknown" };
    let stopping = core.stopping.is_cancelled();
    let wrong = [
        (!database, "The database does not answer."),
        (migrations == "pending", "The schema of the database is older than this program: run `lectern migrate`."),
        (migrations == "foreign", "The schema of the database is that of another version: start that version."),
        (database && migrations == "unknown", "The history of the schema cannot be read."),
        (stopping, "The process was told to stop, and finishes what is under way."),
        (!store, "The store of files does not answer; everything else works."),
    ];
    let ready = database && migrations == "ok" && !stopping;
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let answer = |answers| if answers { "ok" } else { "unreachable" };
    let reasons = wrong.into_iter().filter(|(wrong, _)| *wrong).map(|(_, words)| words).collect();
    let readiness = Readiness { ready, database: answer(database), migrations, store: answer(store), stopping, reasons };
    (status, Json(readiness)).into_response()
}

async fn database_answers(core: &Core) -> bool {
    matches!(timeout(PATIENCE, core.db.read().execute_unprepared("SELECT 1")).await, Ok(Ok(_)))
}

async fn migrations(core: &Core, seen: &Seen) -> &'static str {
    let mut schema = seen.schema.lock().await;
    if let Some((_, stands)) = schema.filter(|(at, _)| at.elapsed() < FRESH) {
        return stands;
    }
    let Ok(Ok(applied)) = timeout(PATIENCE, schema::applied(core.db.read().connections())).await else { return "unknown" };
    let stands = match schema::standing(&applied) {
        Standing::Current | Standing::Ahead(_) => "ok",
        Standing::Behind(_) => "pending",
        Standing::Apart(_) => "foreign",
    };
    *schema = Some((Instant::now(), stands));
    stands
}

async fn store_answers(core: &Core, seen: &Seen) -> bool {
    let mut store = seen.store.lock().await;
    if let Some((_, answers)) = store.filter(|(at, _)| at.elapsed() < FRESH) {
        return answers;
    }
    let answers = matches!(timeout(PATIENCE, core.storage.size(NO_OBJECT)).await, Ok(Ok(_) | Err(StorageError::NotFound)));
    *store = Some((Instant::now(), answers));
    answers
}

#[derive(Serialize)]
struct Version {
    name: &'static str,
    version: &'static str,
}

/// Which version it is.
pub async fn version() -> Json<impl Serialize> {
    Json(Version { name: "lectern", version: env!("CARGO_PKG_VERSION") })
}
