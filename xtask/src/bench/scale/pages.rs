//! The pages whose statements are looked at, and what the database did for each.

use super::super::line::{Budget, Line};
use super::super::report::Report;
use super::super::{served, visitor};
use super::plans::{self, Plan};
use crate::http;
use crate::postgres::Postgres;
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
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

/// The queues that the server asks on its own, whoever looks at a page.
const OWN: [&str; 3] = ["jobs", "mails", "webhook_inbox"];

/// Looks at every page and reports what the database did.
pub fn measure(workspace: &Workspace, postgres: &Postgres, database: &str, logs: &Path, report: &mut Report) -> Result<()> {
    for (name, value) in plans::SETTINGS {
        postgres.rows(database, &format!("ALTER DATABASE {database} SET {name} = '{value}'"))?;
    }
    let tables = tables(postgres, database)?;
    let served = served::start(workspace, &postgres.url(database), &[], logs)?;
    let mut cookies = BTreeMap::new();
    let mut whole = Vec::new();
    for (name, who, path) in PAGES {
        if !cookies.contains_key(who) {
            cookies.insert(who, visitor::sign_in(served.ports, who)?);
        }
        let found = looked_at(&format!("{}{path}", served.ports.url()), &cookies[who], &logs.join("postgres.log"))?;
        ensure!(!found.is_empty(), "the database logged no plan for {path}");
        let reads: Vec<String> = found.iter().flat_map(|plan| plans::whole_reads(&plan.tree, &tables)).collect();
        report.explain(format!("Plans: {name}"), described(path, &found, &reads));
        whole.extend(reads.into_iter().map(|table| format!("{name} reads all of {table}")));
    }
    #[expect(clippy::cast_precision_loss, reason = "a handful is exact")]
    let number = whole.len() as f64;
    report.add(Line::new("large tables read whole", number, "").within(Budget::AtMost(0.0)).with(whole.join("; ")).must_hold());
    Ok(())
}

/// Looks at a page twice, and gives what the database did for it the second time, when nothing is new to anybody.
fn looked_at(url: &str, cookie: &str, log: &Path) -> Result<Vec<Plan>> {
    let client = http::client(Duration::from_mins(5));
    let look = || -> Result<()> {
        let status = client.get(url).header("cookie", cookie).header("accept", "text/html").call()?.status();
        ensure!(status.is_success(), "{url} answered {status}");
        // What the server writes down about a visit comes a moment after its answer.
        thread::sleep(Duration::from_secs(1));
        Ok(())
    };
    look()?;
    let before = fs::metadata(log)?.len();
    look()?;
    let words = fs::read(log).context("reading the database's log")?;
    let new = words.get(usize::try_from(before)?..).unwrap_or_default();
    Ok(plans::read(&String::from_utf8_lossy(new)).into_iter().filter(is_of_the_page).collect())
}

fn is_of_the_page(plan: &Plan) -> bool {
    let asks = plan.query.starts_with("SELECT") || plan.query.starts_with("WITH");
    asks && !OWN.iter().any(|table| plan.query.contains(&format!("FROM {table}")) || plan.query.contains(&format!("FROM \"{table}\"")))
}

/// The rows of each table, as the database counted them last.
fn tables(postgres: &Postgres, database: &str) -> Result<BTreeMap<String, f64>> {
    let rows = postgres.rows(database, "SELECT relname, reltuples::bigint FROM pg_class WHERE relkind = 'r'")?;
    rows.lines().filter_map(|line| line.split_once('|')).map(|(name, rows)| Ok((name.to_owned(), rows.parse()?))).collect()
}

fn described(path: &str, found: &[Plan], reads: &[String]) -> String {
    let verdict =
        if reads.is_empty() { "No large table is read whole.".to_owned() } else { format!("**Read whole: {}.**", reads.join(", ")) };
    let mut text = format!("`{path}`, {} statements. {verdict}\n", found.len());
    for Plan { query, took, tree } in found {
        let _ = write!(text, "\n<details><summary>{took}</summary>\n\n```sql\n{query}\n```\n\n```\n{tree}\n```\n\n</details>\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_server_asks_on_its_own_is_no_part_of_a_page() {
        let plan = |query: &str| Plan { query: query.to_owned(), took: String::new(), tree: String::new() };
        assert!(is_of_the_page(&plan("SELECT id FROM users")) && is_of_the_page(&plan("WITH s AS (SELECT 1) SELECT 2")));
        assert!(!is_of_the_page(&plan("SELECT * FROM \"jobs\" WHERE x")) && !is_of_the_page(&plan("SELECT * FROM mails")));
        assert!(!is_of_the_page(&plan("UPDATE sessions SET seen_at = 1")));
    }
}
