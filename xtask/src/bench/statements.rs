//! How many statements a page asks of the database, as the server itself counts them.

use super::line::{Budget, Line};
use crate::http;
use crate::stack::Ports;
use anyhow::{Context, Result, ensure};
use std::time::Duration;

/// What shows the server's metrics to the bench.
pub const METRICS_TOKEN: &str = "of-the-bench-alone";

/// Pages that are asked for: what the server asks beside them, by itself, is a hundredth of that.
const PAGES: u32 = 400;
const COUNTER: &str = "lectern_sql_duration_seconds_count{";

/// The statements of a page that somebody is shown.
pub fn line(name: &str, ports: Ports, path: &str, cookie: &str, most: f64) -> Result<Line> {
    let client = http::client(Duration::from_secs(10));
    let before = counted(&client, ports)?;
    for _ in 0..PAGES {
        let answer = client.get(format!("{}{path}", ports.url())).header("cookie", cookie).call()?;
        ensure!(answer.status() == 200, "{path} answered {}", answer.status());
        answer.into_body().read_to_string()?;
    }
    let each = ((counted(&client, ports)? - before) / f64::from(PAGES)).round();
    Ok(Line::new(name, each, "").within(Budget::AtMost(most)).with(format!("of {PAGES} pages, one after the other")))
}

fn counted(client: &ureq::Agent, ports: Ports) -> Result<f64> {
    let page = client.get(format!("{}/metrics", ports.url())).header("authorization", format!("Bearer {METRICS_TOKEN}")).call()?;
    sum(&page.into_body().read_to_string()?).context("the metrics count no statements")
}

/// Reads `lectern_sql_duration_seconds_count{outcome="ok"} 1234`, of every outcome.
fn sum(metrics: &str) -> Option<f64> {
    let counts = metrics.lines().filter(|line| line.starts_with(COUNTER)).map(|line| line.rsplit(' ').next()?.parse::<f64>().ok());
    counts.reduce(|one, other| Some(one? + other?)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_is_counted() {
        let metrics =
            "# HELP x\nlectern_sql_duration_seconds_count{outcome=\"ok\"} 40\nlectern_sql_duration_seconds_count{outcome=\"failed\"} 2\n";
        assert_eq!(sum(metrics), Some(42.0));
        assert_eq!(sum("lectern_jobs 3\n"), None);
    }
}
