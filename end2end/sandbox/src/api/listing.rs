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
    let rows: Vec<(usize, &Record)> =
        table.iter().rev().enumerate().filter(|(_, row)| row.live() == live && within(row, request) && keep(row)).collect();
    // A cursor is a place in the whole list: it holds though its row is not, or no longer, one that is asked for.
    let rank_of = |name: &str| -> Result<Option<usize>, ApiError> {
        let Some(id) = params.text(name) else { return Ok(None) };
        table.get(live, id)?;
        Ok(table.iter().rev().position(|row| row.text("id") == id))
    };
    let (after, before) = (rank_of("starting_after")?, rank_of("ending_before")?);
    let (start, end, has_more) = match (after, before) {
        (Some(_), Some(_)) => {
            return Err(ApiError::invalid("You may only specify one of: starting_after, ending_before."));
        }
        (None, Some(cursor)) => {
            let end = rows.partition_point(|(rank, _)| *rank < cursor);
            (end.saturating_sub(limit), end, end > limit)
        }
        (after, None) => {
            let start = after.map_or(0, |cursor| rows.partition_point(|(rank, _)| *rank <= cursor));
            let end = (start + limit).min(rows.len());
            (start, end, end < rows.len())
        }
    };
    let data: Vec<Value> = rows[start..end].iter().map(|(_, row)| row.view()).collect();
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
