//! The browser tests: Playwright drives Chromium against a server of its own, beside the sandbox, on one database.

use super::Database;
use super::report::Counts;
use crate::stack::{self, Ports, Stack};
use crate::workspace::Workspace;
use crate::{process, tools};
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use std::fs;
use std::path::Path;

/// Where Debian has its Chromium. Playwright's own browsers come from a host that a closed network does not reach.
const CHROMIUM: &str = "/usr/bin/chromium";

/// Runs the browser tests against a fresh server on one database: all of them, or `specs`.
pub fn test(workspace: &Workspace, database: Database, database_url: &str, specs: &[String]) -> Result<Counts> {
    let end2end = workspace.root.join("end2end");
    if !has_specs(&end2end.join("tests")) {
        println!("No browser tests in {}", end2end.join("tests").display());
        return Ok(Counts::default());
    }
    ensure!(Path::new(CHROMIUM).is_file(), "Chromium is missing. Type: sudo apt-get install --yes chromium");
    tools::npm_packages(&end2end)?;

    let logs = workspace.logs("test")?.join(database.name());
    fs::create_dir_all(&logs)?;
    let ports = Ports::free()?;
    let mut server = stack::isolated_server(workspace, "debug", &logs.join("server"))?;
    server.env("DATABASE_URL", database_url).envs(ports.settings());
    let stack = Stack::start(workspace, "debug", ports, &mut server, &logs)?;

    let results = logs.join("playwright.json");
    let _ = fs::remove_file(&results);
    let mut playwright = tools::npm_program(&end2end, "playwright");
    playwright.arg("test").args(specs).current_dir(&end2end);
    playwright.env("BASE_URL", ports.url()).env("SANDBOX_URL", ports.sandbox_url());
    playwright.env("SANDBOX_TLS_PORT", ports.sandbox_tls.to_string()).env("MAILBOX_URL", format!("{}/dev/mailbox", ports.url()));
    playwright.env("LECTERN_DATABASE", database.name());
    playwright.env("LECTERN_RESULTS", &results).env("LECTERN_ARTIFACTS", logs.join("artifacts"));
    let ended_well = process::tee(&mut playwright)?.success;

    let counts = counts(&fs::read_to_string(&results).context("Playwright left no results")?)?;
    if !ended_well || counts.failed > 0 {
        println!("\n{}\n{}\nTraces: {}", stack.server.last_words(), stack.sandbox.last_words(), logs.join("artifacts").display());
    }
    ensure!(ended_well || counts.failed > 0, "Playwright failed outside of any test");
    Ok(counts)
}

fn has_specs(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.into_iter().any(|entry| entry.file_name().to_string_lossy().ends_with(".spec.ts"))
}

/// Playwright's report.
#[derive(Deserialize)]
struct Results {
    stats: Stats,
}

#[derive(Deserialize)]
struct Stats {
    expected: u64,
    unexpected: u64,
    flaky: u64,
    skipped: u64,
}

/// A test that passed only at a second try has failed.
fn counts(report: &str) -> Result<Counts> {
    let stats = serde_json::from_str::<Results>(report).context("reading Playwright's results")?.stats;
    Ok(Counts { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flaky_test_is_a_failed_test() {
        let report = r#"{"suites":[],"stats":{"duration":1.5,"expected":7,"skipped":2,"unexpected":1,"flaky":1}}"#;
        assert_eq!(counts(report).unwrap(), Counts { passed: 7, failed: 2, skipped: 2 });
    }
}
