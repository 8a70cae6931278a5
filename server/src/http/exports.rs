//! Tables to keep, sent while they are read.

use super::AppState;
use crate::error::Fault;
use crate::services::{admin, exports};
use app::api::dto::Days;
use app::api::ports::{AdminActor, NumbersFilter, OrderFilter, Viewer};
use app::api::{self, ApiError};
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use futures::{Stream, StreamExt, stream};
use http::{StatusCode, header};
use serde::Deserialize;

/// The same filters as the list of orders has.
#[derive(Deserialize)]
pub struct OrdersQuery {
    #[serde(default)]
    search: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
}

/// `GET /admin/orders.csv`.
pub async fn orders(State(state): State<AppState>, Extension(viewer): Extension<Viewer>, Query(query): Query<OrdersQuery>) -> Response {
    let OrdersQuery { search, state: order_state, from, to } = query;
    let wanted = || -> api::Result<_> {
        AdminActor::of(&viewer).ok_or(ApiError::NotFound)?;
        Ok(admin::wanted(&OrderFilter { search, state: order_state, days: Days { from, to } })?)
    };
    match wanted() {
        Ok(wanted) => table("orders.csv", exports::orders(state.core.clone(), wanted)),
        Err(error) => refused(&error),
    }
}

/// The same filter as the list of people has.
#[derive(Deserialize)]
pub struct PeopleQuery {
    #[serde(default)]
    search: String,
}

/// `GET /admin/people.csv`.
pub async fn people(State(state): State<AppState>, Extension(viewer): Extension<Viewer>, Query(query): Query<PeopleQuery>) -> Response {
    match AdminActor::of(&viewer) {
        Some(_) => table("students.csv", exports::people(state.core.clone(), query.search)),
        None => refused(&ApiError::NotFound),
    }
}

/// The same choice as the page of numbers has.
#[derive(Deserialize)]
pub struct NumbersQuery {
    #[serde(default)]
    range: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    currency: String,
}

/// `GET /admin/numbers/{table}`, where the table is named with its ending: `sources.csv`.
pub async fn numbers(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Path(file): Path<String>,
    Query(query): Query<NumbersQuery>,
) -> Response {
    let NumbersQuery { range, from, to, currency } = query;
    let wanted = || Some((AdminActor::of(&viewer)?, file.strip_suffix(".csv")?));
    let Some((admin, name)) = wanted() else { return refused(&ApiError::NotFound) };
    let filter = NumbersFilter { range, days: Days { from, to }, currency };
    match state.services.numbers.table(&admin, filter, name).await {
        Ok(lines) => table(&file, stream::iter([Ok(lines)])),
        Err(error) => refused(&error),
    }
}

/// A fault in the middle breaks the file off, so that nobody takes half a table for a whole one.
fn table(name: &str, lines: impl Stream<Item = Result<String, Fault>> + Send + 'static) -> Response {
    let lines = lines.map(|line| line.inspect_err(|error| tracing::error!(error = %error, "a table broke off")));
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    (headers, Body::from_stream(lines)).into_response()
}

fn refused(error: &ApiError) -> Response {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response()
}
