//! The browser tests: Playwright drives Chromium against a server of its own, beside the sandbox, on one database.

use super::Database;
use super::leaks::leaks;
use super::report::{Counts, Outcome, first_line};
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
    /// Whether its tests are the steps of one way, which is gone again as a whole where one of them fails.
    pub is_one_way: bool,
}

/// A suite as most are.
const USUAL: Suite = Suite { name: "", settings: &[], seed: None, waits: false, is_one_way: false };

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
    Suite { name: "setup", settings: &[("FIRST_RUN", "setup")], is_one_way: true, ..USUAL },
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
pub fn test(workspace: &Workspace, suite: Suite, database: Database, database_url: &str, specs: &[String]) -> Result<Outcome> {
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

    let mut outcome = outcome(&fs::read_to_string(&results).context("Playwright left no results")?)?;
    if stack.server.words().contains(PANIC) {
        outcome.fail(format!("the server panicked: see {}", logs.join("server.log").display()));
    }
    let leaks = leaks(&stack.server.words());
    if !leaks.is_empty() {
        let log = logs.join("server.log");
        outcome.fail(format!("the server logged what belongs to people, in {}: {}", log.display(), leaks.join("; ")));
    }
    let mut compare = stack::isolated(workspace, "debug", &folder);
    compare.arg("reconcile");
    tell(&mut compare);
    if let Some(differences) = stack::differences(&mut compare)? {
        outcome.fail(format!("database and providers disagree: {differences}"));
    }
    if !ended_well || outcome.counts.failed > 0 {
        println!("\n{}\n{}\nTraces: {}", stack.server.last_words(), stack.sandbox.last_words(), logs.join("artifacts").display());
    }
    ensure!(ended_well || outcome.counts.failed > 0, "Playwright failed outside of any test");
    Ok(outcome)
}

/// Playwright's report.
#[derive(Deserialize)]
struct Results {
    suites: Vec<Group>,
    stats: Stats,
}

#[derive(Deserialize)]
struct Stats {
    expected: u64,
    unexpected: u64,
    flaky: u64,
    skipped: u64,
}

/// A file of tests, or a group within one.
#[derive(Deserialize)]
struct Group {
    #[serde(default)]
    suites: Vec<Group>,
    #[serde(default)]
    specs: Vec<Spec>,
}

#[derive(Deserialize)]
struct Spec {
    title: String,
    file: String,
    tests: Vec<Test>,
}

/// A spec in one of the projects.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Test {
    project_name: String,
    status: String,
    results: Vec<Try>,
}

#[derive(Deserialize)]
struct Try {
    error: Option<Problem>,
}

#[derive(Deserialize)]
struct Problem {
    message: Option<String>,
}

impl Group {
    fn specs(&self) -> Vec<&Spec> {
        self.specs.iter().chain(self.suites.iter().flat_map(Self::specs)).collect()
    }
}

impl Spec {
    /// What is to be told of it: each of its tests that failed, at its first try or for good, with what was wrong.
    fn told(&self) -> impl Iterator<Item = String> {
        self.tests.iter().filter(|test| ["unexpected", "flaky"].contains(&test.status.as_str())).map(|test| {
            let problem = test.results.iter().find_map(|result| result.error.as_ref()?.message.as_deref()).unwrap_or_default();
            format!("{} {} [{}] “{}”: {}", test.status, self.file, test.project_name, self.title, first_line(problem).concat())
        })
    }
}

/// The outcome in a report. On a busy machine a browser sometimes stands still, so a test that fails is tried once more, and counted.
fn outcome(report: &str) -> Result<Outcome> {
    let Results { suites, stats } = serde_json::from_str(report).context("reading Playwright's results")?;
    let counts =
        Counts { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped, at_second_try: stats.flaky };
    Ok(Outcome { counts, told: suites.iter().flat_map(Group::specs).flat_map(Spec::told).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_try_is_told() {
        let report = r#"{"suites":[{"specs":[],"suites":[{"specs":[{"title":"a tick","file":"tick.spec.ts","tests":[
            {"projectName":"wasm","status":"flaky","results":[{"error":{"message":"Error: no\nmore"}},{}]},
            {"projectName":"no-js","status":"expected","results":[{}]}]}]}]}],
            "stats":{"duration":1.5,"expected":7,"skipped":2,"unexpected":1,"flaky":1}}"#;
        let outcome = outcome(report).unwrap();
        assert_eq!(outcome.counts, Counts { passed: 8, failed: 1, skipped: 2, at_second_try: 1 });
        assert_eq!(outcome.counts.to_string(), "8 passed, 1 failed, 2 skipped, 1 only at a second try");
        assert_eq!(outcome.told, ["flaky tick.spec.ts [wasm] “a tick”: Error: no"]);
    }
}
