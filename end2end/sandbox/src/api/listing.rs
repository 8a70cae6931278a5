//! Pages of a list, newest first.

use serde_json::Value;

use super::Request;
use crate::error::ApiError;
use crate::shapes;
use crate::table::{Record, Table};

/// The page that the parameters ask for, of the rows that `keep` lets through.
pub fn page(table: &Table, request: &Request, url: &str, keep: impl Fn(&Record) -> bool) -> Result<Value, ApiError> {
    let params = &request.params;
    let limit = match params.int("limit")?.unwrap_or(10) {
        limit @ 1..=100 => usize::try_from(limit).unwrap_or(10),
        _ => return Err(ApiError::invalid("Invalid integer: limit must be between 1 and 100").param("limit")),
    };
    let live = request.caller.live;
    let rows: Vec<&Record> = table.iter().rev().filter(|row| row.live() == live && within(row, request) && keep(row)).collect();
    let place_of = |name: &str| -> Result<Option<usize>, ApiError> {
        let Some(id) = params.text(name) else { return Ok(None) };
        let cursor = table.get(live, id)?;
        Ok(Some(rows.iter().position(|row| row.text("id") == cursor.text("id")).unwrap_or(rows.len())))
    };
    let (after, before) = (place_of("starting_after")?, place_of("ending_before")?);
    let (start, end, has_more) = match (after, before) {
        (Some(_), Some(_)) => {
            return Err(ApiError::invalid("You may only specify one of: starting_after, ending_before."));
        }
        (None, Some(end)) => (end.saturating_sub(limit), end, end > limit),
        (after, None) => {
            let start = after.map_or(0, |place| (place + 1).min(rows.len()));
            let end = (start + limit).min(rows.len());
            (start, end, end < rows.len())
        }
    };
    let data: Vec<Value> = rows[start..end].iter().map(|row| row.view()).collect();
    Ok(shapes::list(url, &data, has_more))
}

/// Whether the row lies within the `created` filter.
fn within(row: &Record, request: &Request) -> bool {
    let created = row.int("created");
    if let Some(exact) = request.params.text("created") {
        return exact.parse() == Ok(created);
    }
    let Some(range) = request.params.inside("created") else { return true };
    let holds = |name: &str, test: fn(&i64, &i64) -> bool| range.int(name).ok().flatten().is_none_or(|bound| test(&created, &bound));
    holds("gt", i64::gt) && holds("gte", i64::ge) && holds("lt", i64::lt) && holds("lte", i64::le)
}
