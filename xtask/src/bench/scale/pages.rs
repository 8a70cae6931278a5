//! The pages whose statements are looked at, and what the database did for each.

use super::super::line::{Budget, Line};
use super::super::report::Report;
use super::super::{served, visitor};
use super::plans::{self, Plan};
use crate::http;
use crate::postgres::Postgres;
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// A name, who looks, and at what.
const PAGES: [(&str, &str, &str); 6] = [
    ("dashboard", super::super::dashboard::STUDENT, "/learn"),
    ("lesson", super::super::dashboard::STUDENT, "/learn/talk-to-five-people"),
    ("people", super::super::lists::ADMIN, "/admin/people"),
    ("people, a search of everybody", super::super::lists::ADMIN, "/admin/people?search=ada"),
    ("people, a search of one", super::super::lists::ADMIN, "/admin/people?search=student-77"),
    ("numbers", super::super::lists::ADMIN, "/admin/numbers"),
];

/// How long nobody looks at anything, to learn what the server asks on its own: some of it once a minute.
const REST: Duration = Duration::from_secs(70);
/// What the server writes down about a visit comes a moment after its answer.
const MOMENT: Duration = Duration::from_secs(1);

/// Looks at every page and reports what the database did.
pub fn measure(workspace: &Workspace, postgres: &Postgres, database: &str, logs: &Path, report: &mut Report) -> Result<()> {
    for (name, value) in plans::SETTINGS {
        postgres.rows(database, &format!("ALTER DATABASE {database} SET {name} = '{value}'"))?;
    }
    let tables = tables(postgres, database)?;
    let served = served::start(workspace, &postgres.url(database), &[], logs)?;
    let mut log = Log { path: logs.join("postgres.log"), read: 0 };
    let own = asked_at_rest(&mut log)?;
    let mut whole = told("the server at rest", "nobody looks", own.values(), &tables, report);
    let mut cookies = BTreeMap::new();
    for (name, who, path) in PAGES {
        if !cookies.contains_key(who) {
            cookies.insert(who, visitor::sign_in(served.ports, who)?);
        }
        let mut found = looked_at(&format!("{}{path}", served.ports.url()), &cookies[who], &mut log)?;
        found.retain(|plan| !own.contains_key(&plan.query));
        ensure!(!found.is_empty(), "the database logged no plan for {path}");
        whole.extend(told(name, path, &found, &tables, report));
    }
    #[expect(clippy::cast_precision_loss, reason = "a handful is exact")]
    let number = whole.len() as f64;
    report.add(Line::new("large tables read whole", number, "").within(Budget::AtMost(0.0)).with(whole.join("; ")).must_hold());
    Ok(())
}

/// The database's log, and how much of it was read.
struct Log {
    path: PathBuf,
    read: usize,
}

impl Log {
    /// The plans since the last time.
    fn next(&mut self) -> Result<Vec<Plan>> {
        let words = fs::read(&self.path).context("reading the database's log")?;
        let new = words.get(self.read..).unwrap_or_default();
        self.read = words.len();
        Ok(plans::read(&String::from_utf8_lossy(new)))
    }
}

/// The statements of a server that nobody visits: its jobs and sweepers.
fn asked_at_rest(log: &mut Log) -> Result<BTreeMap<String, Plan>> {
    log.next()?;
    thread::sleep(REST);
    Ok(log.next()?.into_iter().map(|plan| (plan.query.clone(), plan)).collect())
}

/// Puts plans into the report, and says which of them read a large table whole.
fn told<'a>(
    name: &str,
    path: &str,
    found: impl IntoIterator<Item = &'a Plan>,
    tables: &BTreeMap<String, f64>,
    report: &mut Report,
) -> Vec<String> {
    let found: Vec<&Plan> = found.into_iter().collect();
    let reads: BTreeSet<String> = found.iter().flat_map(|plan| plans::whole_reads(&plan.tree, tables)).collect();
    let reads: Vec<String> = reads.into_iter().collect();
    report.explain(format!("Plans: {name}"), described(path, &found, &reads));
    reads.into_iter().map(|table| format!("{name}: all of {table}")).collect()
}

/// Looks at a page twice, and gives what the database did for it the second time, when nothing is new to anybody.
fn looked_at(url: &str, cookie: &str, log: &mut Log) -> Result<Vec<Plan>> {
    let client = http::client(Duration::from_mins(5));
    for _ in 0..2 {
        log.next()?;
        let status = client.get(url).header("cookie", cookie).header("accept", "text/html").call()?.status();
        ensure!(status.is_success(), "{url} answered {status}");
        thread::sleep(MOMENT);
    }
    log.next()
}

/// The rows of each table, as the database counted them last.
fn tables(postgres: &Postgres, database: &str) -> Result<BTreeMap<String, f64>> {
    let rows = postgres.rows(database, "SELECT relname, reltuples::bigint FROM pg_class WHERE relkind = 'r'")?;
    rows.lines().filter_map(|line| line.split_once('|')).map(|(name, rows)| Ok((name.to_owned(), rows.parse()?))).collect()
}

fn described(path: &str, found: &[&Plan], reads: &[String]) -> String {
    let verdict =
        if reads.is_empty() { "No large table is read whole.".to_owned() } else { format!("**Read whole: {}.**", reads.join(", ")) };
    let mut text = format!("`{path}`, statements: {}. {verdict}\n", found.len());
    for Plan { query, took, tree } in found {
        let _ = write!(text, "\n<details><summary>{took}</summary>\n\n```sql\n{query}\n```\n\n```\n{tree}\n```\n\n</details>\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Scratch;

    #[test]
    fn a_log_gives_each_plan_once() {
        let folder = Scratch::make("plans", false).unwrap();
        let entry = |query: &str| format!("x LOG:  duration: 1.0 ms  plan:\n\tQuery Text: {query}\n\tResult  (cost=0..0 rows=1 width=4)\n");
        let mut log = Log { path: folder.path().join("log"), read: 0 };
        let mut queries = |text: &str| {
            fs::write(&log.path, text).unwrap();
            log.next().unwrap().into_iter().map(|plan| plan.query).collect::<Vec<_>>()
        };
        assert_eq!(queries(&entry("SELECT 1")), ["SELECT 1"]);
        assert_eq!(queries(&format!("{}{}", entry("SELECT 1"), entry("SELECT 2"))), ["SELECT 2"]);
    }

    #[test]
    fn a_page_is_described_with_its_plans_and_what_they_read() {
        let plan = Plan { query: "SELECT 1".to_owned(), took: "1 ms".to_owned(), tree: "Result".to_owned() };
        let words = described("/learn", &[&plan], &["users".to_owned()]);
        assert!(words.starts_with("`/learn`, statements: 1. **Read whole: users.**") && words.contains("```\nResult\n```"), "{words}");
        assert!(described("/learn", &[&plan], &[]).contains("No large table is read whole."));
    }
}
