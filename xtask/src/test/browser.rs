//! The browser tests: Playwright drives Chromium against a server of its own, beside the sandbox, on one database.

use super::Database;
use super::leaks::leaks;
use super::report::Counts;
use crate::stack::{self, Ports, Stack};
use crate::workspace::Workspace;
use crate::{process, tools};
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Where Debian has its Chromium. Playwright's own browsers come from a host that a closed network does not reach.
const CHROMIUM: &str = "/usr/bin/chromium";

/// What a server logs of a panic. A request that panics has failed even where the browser got over it.
const PANIC: &str = " panicked at ";

/// A folder of tests. Each has a server of its own, because tests take seats and a shop has few.
#[derive(Clone, Copy, Debug)]
pub struct Suite {
    /// The folder's name.
    pub name: &'static str,
    /// What its server is told beside the usual.
    settings: &'static [(&'static str, &'static str)],
    /// What the demo is written by, where it is not the usual one.
    seed: Option<&'static [&'static str]>,
    /// Whether its tests wait for most of their time, so that it runs on all databases at once.
    pub waits: bool,
}

/// A suite as most are.
const USUAL: Suite = Suite { name: "", settings: &[], seed: None, waits: false };

/// The suites, in their order.
pub const SUITES: [Suite; 11] = [
    Suite { name: "site", ..USUAL },
    // Who somebody is, and what is theirs.
    Suite { name: "account", ..USUAL },
    Suite { name: "funnel", ..USUAL },
    Suite { name: "learn", ..USUAL },
    // What students keep, find and take along, in a course that somebody wrote who means harm.
    Suite { name: "own", seed: Some(&["seed", "--hostile"]), ..USUAL },
    Suite { name: "questions", ..USUAL },
    // The creator's day.
    Suite { name: "panel", ..USUAL },
    // Visits that services may measure, where visitors let them.
    Suite {
        name: "audience",
        settings: &[("GA4_MEASUREMENT_ID", "G-SANDBOX1"), ("GA4_API_SECRET", "sandbox"), ("CLARITY_PROJECT_ID", "sandbox1")],
        ..USUAL
    },
    // A place that nobody runs yet.
    Suite { name: "setup", settings: &[("FIRST_RUN", "setup")], ..USUAL },
    // A course that some of its students began long ago.
    Suite { name: "month", seed: Some(&["seed", "--month"]), ..USUAL },
    // Seats that are not paid for come back while a test watches.
    Suite { name: "rush", settings: &[("HOLD_SECONDS", "20")], waits: true, ..USUAL },
];

impl Suite {
    /// Whether one of `specs`, as Playwright names them, is in the suite. Without any all are.
    pub fn has(self, workspace: &Workspace, specs: &[String]) -> bool {
        let folder = workspace.root.join("end2end/tests").join(self.name);
        let files = fs::read_dir(folder).into_iter().flatten().flatten();
        let names: Vec<_> = files.map(|file| format!("tests/{}/{}", self.name, file.file_name().to_string_lossy())).collect();
        let is_here =
            |spec: &str| names.iter().any(|name| name.ends_with(".spec.ts") && name.contains(spec.split(':').next().unwrap_or(spec)));
        if specs.is_empty() { is_here("") } else { specs.iter().any(|spec| is_here(spec)) }
    }
}

/// Runs a suite against a fresh server on one database: all of it, or `specs`.
pub fn test(workspace: &Workspace, suite: Suite, database: Database, database_url: &str, specs: &[String]) -> Result<Counts> {
    let end2end = workspace.root.join("end2end");
    ensure!(Path::new(CHROMIUM).is_file(), "Chromium is missing. Type: sudo apt-get install --yes chromium");
    tools::npm_packages(&end2end)?;

    let logs = workspace.logs("test")?.join(database.name()).join(suite.name);
    fs::create_dir_all(&logs)?;
    let ports = Ports::free()?;
    let folder = logs.join("server");
    let mut server = stack::isolated_server(workspace, "debug", &folder)?;
    let tell = |program: &mut Command| {
        program.env("DATABASE_URL", database_url).envs(ports.settings()).envs(suite.settings.iter().copied());
    };
    tell(&mut server);
    if let Some(arguments) = suite.seed {
        let mut seed = stack::isolated(workspace, "debug", &folder);
        tell(seed.args(arguments));
        process::read(&mut seed).context("writing the demo")?;
    }
    let stack = Stack::start(workspace, "debug", ports, &mut server, &logs)?;

    let results = logs.join("playwright.json");
    let _ = fs::remove_file(&results);
    let mut playwright = tools::npm_program(&end2end, "playwright");
    playwright.arg("test").args(specs).current_dir(&end2end);
    playwright.env("BASE_URL", ports.url()).env("SANDBOX_URL", ports.sandbox_url());
    playwright.env("SANDBOX_TLS_PORT", ports.sandbox_tls.to_string()).env("MAILBOX_URL", format!("{}/dev/mailbox", ports.url()));
    playwright.env("LECTERN_DATABASE", database.name()).env("LECTERN_SUITE", suite.name);
    playwright.env("LECTERN_RESULTS", &results).env("LECTERN_ARTIFACTS", logs.join("artifacts"));
    let ended_well = process::tee(&mut playwright)?.success;

    let mut counts = counts(&fs::read_to_string(&results).context("Playwright left no results")?)?;
    if stack.server.words().contains(PANIC) {
        eprintln!("\nThe server panicked: see {}", logs.join("server.log").display());
        counts.failed += 1;
    }
    let leaks = leaks(&stack.server.words());
    if !leaks.is_empty() {
        eprintln!("\nThe server logged what belongs to people, in {}:\n{}", logs.join("server.log").display(), leaks.join("\n"));
        counts.failed += 1;
    }
    let mut compare = stack::isolated(workspace, "debug", &folder);
    compare.arg("reconcile");
    tell(&mut compare);
    if let Some(differences) = stack::differences(&mut compare)? {
        eprintln!("\nDatabase and providers disagree:\n{differences}");
        counts.failed += 1;
    }
    if !ended_well || counts.failed > 0 {
        println!("\n{}\n{}\nTraces: {}", stack.server.last_words(), stack.sandbox.last_words(), logs.join("artifacts").display());
    }
    ensure!(ended_well || counts.failed > 0, "Playwright failed outside of any test");
    Ok(counts)
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

/// The counts of a report. On a busy machine a browser sometimes stands still, so a test that fails is tried once more, and counted.
fn counts(report: &str) -> Result<Counts> {
    let stats = serde_json::from_str::<Results>(report).context("reading Playwright's results")?.stats;
    Ok(Counts { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped, at_second_try: stats.flaky })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_try_is_told() {
        let report = r#"{"suites":[],"stats":{"duration":1.5,"expected":7,"skipped":2,"unexpected":1,"flaky":1}}"#;
        let counted = counts(report).unwrap();
        assert_eq!(counted, Counts { passed: 8, failed: 1, skipped: 2, at_second_try: 1 });
        assert_eq!(counted.to_string(), "8 passed, 1 failed, 2 skipped, 1 only at a second try");
    }
}
