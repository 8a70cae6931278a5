//! The dashboard's data: a course of 60 lessons and 10 000 students, each with a third of them done.

use super::line::Line;
use crate::postgres::Postgres;
use crate::process;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// The student who looks at the dashboard.
pub const STUDENT: &str = "student-1@lectern.test";

const FILL: &str = include_str!("fill.sql");
const QUERY: &str = include_str!("query.sql");

/// Writes lessons, students, grants and progress into the database that holds the demo course.
pub fn fill(postgres: &Postgres) -> Result<()> {
    let mut psql = postgres.client("psql", "bench", &["--quiet", "--set", "ON_ERROR_STOP=1", "--command", FILL]);
    process::read(&mut psql).map(drop).context("filling the database")
}

/// What is answered from the database is compared with.
pub const QUERY_NAME: &str = "pgbench, the dashboard's query";

/// How often a second the database alone answers the dashboard's query, over four connections.
pub fn query_rate(postgres: &Postgres) -> Result<Line> {
    let folder = std::env::temp_dir().join(format!("lectern-pgbench-{}.sql", std::process::id()));
    fs::write(&folder, QUERY)?;
    let rate = pgbench(postgres, &folder);
    fs::remove_file(&folder)?;
    Ok(Line::new(QUERY_NAME, rate?, "/s"))
}

fn pgbench(postgres: &Postgres, script: &Path) -> Result<f64> {
    let script = script.display().to_string();
    let arguments = ["--no-vacuum", "--protocol", "prepared", "--client", "4", "--time", "8", "--file", &script];
    rate(&process::read(&mut postgres.client("pgbench", "bench", &arguments))?).context("pgbench gives no rate")
}

/// Reads `tps = 12034.567890 (without initial connection time)`.
fn rate(report: &str) -> Option<f64> {
    let line = report.lines().find_map(|line| line.strip_prefix("tps = "))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_is_read() {
        assert_eq!(rate("latency average = 0.3 ms\ntps = 12034.5 (without initial connection time)\n"), Some(12034.5));
        assert_eq!(rate("pgbench: error"), None);
    }
}
