//! For machines that watch: alive, ready, which version.

use crate::core::Core;
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use sea_orm::ConnectionTrait;
use serde::Serialize;
use std::sync::Arc;

/// The process runs.
pub async fn alive() -> &'static str {
    "ok"
}

#[derive(Serialize)]
struct Readiness {
    ready: bool,
    database: &'static str,
    stopping: bool,
}

/// The process can serve: its database answers, and it was not told to stop.
pub async fn ready(State(core): State<Arc<Core>>) -> Response {
    let answers = core.db.read().execute_unprepared("SELECT 1").await.is_ok();
    let stopping = core.stopping.is_cancelled();
    let ready = answers && !stopping;
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(Readiness { ready, database: if answers { "ok" } else { "unreachable" }, stopping })).into_response()
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
