//! The browser tests: Playwright drives Chromium against a server of its own, beside the sandbox, on one database.

use super::Database;
use super::leaks::leaks;
use super::report::Outcome;
use super::{next_build, playwright};
use crate::process::Service;
use crate::stack::{self, Ports, Stack};
use crate::workspace::Workspace;
use crate::{http, process, tools};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

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
    /// Whether its tests wait for most of their time, so that it runs beside the others, on all databases at once.
    pub waits: bool,
    /// Whether its tests are the steps of one way, which is gone again as a whole where one of them fails.
    pub is_one_way: bool,
    /// Whether a replica of another build serves beside the server. Only PostgreSQL serves two.
    pub has_two_builds: bool,
}

/// A suite as most are.
const USUAL: Suite = Suite { name: "", settings: &[], seed: None, waits: false, is_one_way: false, has_two_builds: false };

/// The suites, in their order.
pub const SUITES: [Suite; 12] = [
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
    // One build takes over from another.
    Suite { name: "rolling", has_two_builds: true, ..USUAL },
    // A course that some of its students began long ago.
    Suite { name: "month", seed: Some(&["seed", "--month"]), ..USUAL },
    // Seats that are not paid for come back while a test watches.
    Suite { name: "rush", settings: &[("HOLD_SECONDS", "20")], waits: true, ..USUAL },
];

impl Suite {
    /// Whether it can run on a database.
    pub fn runs_on(self, database: Database) -> bool {
        !self.has_two_builds || database == Database::Postgres
    }

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

/// Starts a replica of another build beside the server of the suite, and gives its address.
fn begin_next(workspace: &Workspace, ports: Ports, folder: &Path, logs: &Path, tell: impl Fn(&mut Command)) -> Result<(Service, String)> {
    let site = folder.join("next-site");
    next_build::write(&workspace.site, &site)?;
    let address = format!("127.0.0.1:{}", http::free_port()?);
    let mut server = stack::isolated(workspace, "debug", folder);
    tell(server.arg("serve"));
    server.env("LEPTOS_SITE_ROOT", site).env("LEPTOS_SITE_ADDR", &address);
    server.env("PAYPAL_WEBHOOK_ROOTS", stack::paypal_roots(ports, logs)?);
    let mut server = Service::start("the next build", &mut server, &logs.join("next.log"))?;
    let url = format!("http://{address}");
    server.await_ready(&format!("{url}/readyz"), Duration::from_mins(1))?;
    Ok((server, url))
}

/// Looks for what no log of a server may say.
fn read_log(server: &Service, outcome: &mut Outcome) {
    let words = server.words();
    if words.contains(PANIC) {
        outcome.fail(format!("the server panicked: see {}", server.log().display()));
    }
    let leaks = leaks(&words);
    if !leaks.is_empty() {
        outcome.fail(format!("the server logged what belongs to people, in {}: {}", server.log().display(), leaks.join("; ")));
    }
}

/// Runs a suite against a fresh server on one database: all of it, or `specs`.
pub fn test(workspace: &Workspace, suite: Suite, database: Database, database_url: &str, specs: &[String]) -> Result<Outcome> {
    let end2end = workspace.root.join("end2end");
    let chromium = tools::chromium()?;

    let logs = workspace.logs("test")?.join(database.name()).join(suite.name);
    fs::create_dir_all(&logs)?;
    let ports = Ports::free()?;
    let folder = logs.join("server");
    let mut server = stack::isolated_server(workspace, "debug", &folder)?;
    // What stands before two builds is the tests' own, and has the address that people know.
    let public_url = if suite.has_two_builds { format!("http://127.0.0.1:{}", http::free_port()?) } else { ports.url() };
    let tell = |program: &mut Command| {
        program.env("DATABASE_URL", database_url).envs(ports.settings()).envs(suite.settings.iter().copied());
        program.env("PUBLIC_URL", &public_url);
    };
    tell(&mut server);
    if let Some(arguments) = suite.seed {
        let mut seed = stack::isolated(workspace, "debug", &folder);
        tell(seed.args(arguments));
        process::read(&mut seed).context("writing the demo")?;
    }
    let stack = Stack::start(workspace, "debug", ports, &mut server, &logs)?;
    let next = if suite.has_two_builds { Some(begin_next(workspace, ports, &folder, &logs, tell)?) } else { None };

    let results = logs.join("playwright.json");
    let _ = fs::remove_file(&results);
    let mut playwright = tools::npm_program(&end2end, "playwright");
    playwright.arg("test").args(specs).current_dir(&end2end).env("CHROMIUM", chromium);
    playwright.env("BASE_URL", ports.url()).env("PUBLIC_URL", &public_url).env("SANDBOX_URL", ports.sandbox_url());
    playwright.env("SANDBOX_TLS_PORT", ports.sandbox_tls.to_string()).env("MAILBOX_URL", format!("{}/dev/mailbox", ports.url()));
    playwright.env("LECTERN_DATABASE", database.name()).env("LECTERN_SUITE", suite.name);
    playwright.envs(next.as_ref().map(|(_, url)| ("NEXT_URL", url)));
    playwright.env("LECTERN_RESULTS", &results).env("LECTERN_ARTIFACTS", logs.join("artifacts"));
    let ended_well = process::tee(&mut playwright)?.success;

    let mut outcome = playwright::outcome(&fs::read_to_string(&results).context("Playwright left no results")?)?;
    for server in next.iter().map(|(server, _)| server).chain([&stack.server]) {
        read_log(server, &mut outcome);
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
