//! The panel's lists with 100 000 orders and 50 000 students: each is asked for as its page does, one after the other.

use super::line::{Budget, Line, figure};
use super::visitor;
use crate::http;
use crate::postgres::Postgres;
use crate::process;
use crate::stack::Ports;
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::time::{Duration, Instant};
use ureq::Agent;

/// The admin of the demo course.
pub const ADMIN: &str = "admin@lectern.test";
/// How often each list is asked for.
const TIMES: usize = 20;

const FILL: &str = include_str!("lists.sql");

/// What is asked for: a name, the function, and what is chosen.
const LISTS: [(&str, &str); 10] = [
    ("orders", "orders?page="),
    ("orders in a rare state", "orders?state=needs_review"),
    ("orders in a common state", "orders?state=closed"),
    ("orders of few buyers", "orders?search=ada.lovelace1"),
    ("orders of a tenth of all buyers", "orders?search=ada"),
    ("orders of one day", "orders?from=2026-01-10&to=2026-01-10"),
    ("people", "people?page="),
    ("a search that everybody fits", "people?search=example"),
    ("a search of two words", "people?search=grace%20hop"),
    ("the audit log", "audit_log?page="),
];

/// How long the lists take.
pub struct Times {
    /// Of all of them together.
    pub median: Duration,
    /// The slowest hundredth of all.
    pub p99: Duration,
    /// The list with the worst median, and that median.
    pub worst: (String, Duration),
}

impl Times {
    /// Each list takes less than a tenth of a second.
    pub fn line(&self) -> Line {
        let Self { median, p99, worst: (name, worst) } = self;
        let millis = |time: &Duration| time.as_secs_f64() * 1000.0;
        let more = format!("of 100 000 orders; all: p50 {} ms, p99 {} ms; slowest: {name}", figure(millis(median)), figure(millis(p99)));
        Line::new("the panel's slowest list", millis(worst), "ms").within(Budget::Below(100.0)).with(more)
    }
}

/// Fills the database and asks.
pub fn times(ports: Ports, postgres: &Postgres) -> Result<Times> {
    let mut psql = postgres.client("psql", "bench", &["--quiet", "--set", "ON_ERROR_STOP=1", "--command", FILL]);
    process::read(&mut psql).map(drop).context("filling the lists")?;
    let cookie = visitor::sign_in(ports, ADMIN)?;
    let client = http::client(Duration::from_secs(10));
    let mut worst = (String::new(), Duration::ZERO);
    let mut all = Vec::new();
    let last = last_page(&client, ports, &cookie)?;
    let lists = LISTS.map(|(name, list)| (name, list.to_owned()));
    for (name, list) in lists.into_iter().chain([("orders after a hundred pages", format!("orders?page={last}"))]) {
        let mut times = (0..TIMES).map(|_| ask(&client, ports, &cookie, &list).map(|(time, _)| time)).collect::<Result<Vec<_>>>()?;
        times.sort_unstable();
        if times[TIMES / 2] > worst.1 {
            worst = (name.to_owned(), times[TIMES / 2]);
        }
        all.extend(times);
    }
    all.sort_unstable();
    Ok(Times { median: all[all.len() / 2], p99: all[(all.len() - 1) * 99 / 100], worst })
}

/// Turns a hundred pages.
fn last_page(client: &Agent, ports: Ports, cookie: &str) -> Result<String> {
    let mut page = String::new();
    for _ in 0..100 {
        let (_, list) = ask(client, ports, cookie, &format!("orders?page={page}"))?;
        list["older"].as_str().context("a list that ends early")?.clone_into(&mut page);
    }
    Ok(page)
}

fn ask(client: &Agent, ports: Ports, cookie: &str, list: &str) -> Result<(Duration, Value)> {
    let begin = Instant::now();
    let request = client.get(format!("{}/api/admin/{list}", ports.url())).header("accept", "application/json").header("cookie", cookie);
    let mut answer = request.call().with_context(|| format!("asking for {list}"))?;
    let text = answer.body_mut().read_to_string()?;
    let took = begin.elapsed();
    ensure!(answer.status().is_success(), "{list}: {} {text}", answer.status());
    Ok((took, serde_json::from_str(&text)?))
}
