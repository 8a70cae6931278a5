//! `cargo xtask test`: every check and every test, cheapest first, with the time each took and one closing count.

mod browser;
mod checks;
mod guard;
mod leaks;
mod next_build;
mod playwright;
mod report;
mod rust;
mod sizes;

use crate::manifest::Manifest;
use crate::postgres::{Postgres, Purpose};
use crate::process;
use crate::wasm::Effort;
use crate::workspace::Workspace;
use crate::{native, site, tools};
use anyhow::{Result, anyhow, bail};
use browser::Suite;
use clap::ValueEnum;
use report::{Counts, Outcome, Report};
use std::thread::{self, ScopedJoinHandle};
use std::time::Instant;

/// A site that is being built.
type Building<'scope> = ScopedJoinHandle<'scope, Result<Manifest>>;

/// A part of the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Formatting.
    Fmt,
    /// Lints, natively and for browsers.
    Clippy,
    /// No server crate reaches a browser.
    WasmGuard,
    /// The Rust tests.
    Unit,
    /// The browser tests.
    Browser,
}

/// A database to test on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Database {
    /// A file.
    Sqlite,
    /// A server, started for the tests.
    Postgres,
}

impl Database {
    fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

/// Runs the chosen parts, or all of them; of the browser tests only `specs`, if there are any. Whether everything passed.
pub fn run(workspace: &Workspace, only: Option<Part>, database: Option<Database>, specs: &[String]) -> Result<bool> {
    let wants = |part| only.is_none_or(|only| only == part);
    let databases: Vec<_> =
        [Database::Sqlite, Database::Postgres].into_iter().filter(|each| database.is_none_or(|only| only == *each)).collect();
    // A whole run looks at what visitors get; the browser tests alone are for who waits for them.
    let effort = if only.is_some() { Effort::Quick } else { Effort::Release };
    let mut report = Report::default();
    thread::scope(|scope| -> Result<()> {
        // Beside the native builds, in a folder of its own: none of them keeps all cores busy.
        let site = wants(Part::Browser).then(|| scope.spawn(move || site::build(workspace, effort)));
        check(workspace, wants, &mut report)?;
        let needs_postgres = databases.contains(&Database::Postgres) && (wants(Part::Unit) || wants(Part::Browser));
        let postgres = if needs_postgres { start_postgres(workspace, &mut report)? } else { None };
        if wants(Part::Unit) {
            report.step("unit", || rust::test(workspace, &[], postgres.as_ref()))?;
            report.step("unit xtask", || rust::test(workspace, &["--package", "xtask"], None))?;
        }
        if let Some(site) = site
            && can_test_in_browser(workspace, effort, site, &mut report)?
        {
            test_in_browser(workspace, &databases, postgres.as_ref(), specs, &mut report)?;
        }
        Ok(())
    })?;
    println!("{report}");
    Ok(report.passed())
}

/// What needs no program to run.
fn check(workspace: &Workspace, wants: impl Fn(Part) -> bool, report: &mut Report) -> Result<()> {
    if wants(Part::Fmt) {
        report.check("fmt", || checks::fmt(workspace))?;
    }
    if wants(Part::Clippy) {
        report.check("clippy", || checks::clippy(workspace))?;
        report.check("clippy xtask", || checks::clippy_xtask(workspace))?;
        report.check("clippy wasm", || checks::clippy_frontend(workspace))?;
    }
    if wants(Part::WasmGuard) {
        report.check("wasm guard", || guard::check(workspace))?;
    }
    Ok(())
}

fn start_postgres(workspace: &Workspace, report: &mut Report) -> Result<Option<Postgres>> {
    let log = workspace.logs("test")?.join("postgres.log");
    let mut server = None;
    report.check("postgres", || {
        server = Some(Postgres::start(Purpose::Tests, &log)?);
        Ok(())
    })?;
    Ok(server)
}

/// Waits for the site, whose sizes are checked where visitors would get it so, and builds the server.
fn can_test_in_browser(workspace: &Workspace, effort: Effort, site: Building<'_>, report: &mut Report) -> Result<bool> {
    let mut manifest = None;
    let has_site = report.check("build site", || {
        manifest = Some(site.join().unwrap_or_else(|_| bail!("the build broke off"))?);
        Ok(())
    })?;
    if let (Effort::Release, Some(manifest)) = (effort, &manifest) {
        report.check("sizes", || sizes::check(workspace, manifest))?;
    }
    let has_server = report.check("build server", || native::build_with_tests(workspace))?;
    Ok(has_site && has_server && !process::interrupted())
}

fn test_in_browser(
    workspace: &Workspace,
    databases: &[Database],
    postgres: Option<&Postgres>,
    specs: &[String],
    report: &mut Report,
) -> Result<()> {
    tools::npm_packages(&workspace.root.join("end2end"))?;
    let chosen = browser::SUITES.into_iter().filter(|suite| suite.has(workspace, specs));
    let (waiting, busy): (Vec<_>, Vec<_>) = chosen.partition(|suite| suite.waits);
    let run = |suite: Suite, (database, url): &(Database, String)| browser::test(workspace, suite, *database, url, specs);
    let run_again = |suite: Suite, place: &(Database, String)| -> Result<Outcome> {
        let first = run(suite, place)?;
        if !suite.is_one_way || first.counts.failed == 0 {
            return Ok(first);
        }
        let place = places(&[place.0], postgres, suite, "_again")?.pop().unwrap_or_else(|| place.clone());
        Ok(run(suite, &place)?.after(first))
    };
    let step = |suite: Suite, database: Database| format!("{} {}", suite.name, database.name());
    thread::scope(|scope| -> Result<()> {
        let mut beside = Vec::new();
        for suite in waiting {
            for place in places(databases, postgres, suite, "")? {
                let (name, begun) = (step(suite, place.0), Instant::now());
                beside.push((name, scope.spawn(move || (run(suite, &place), begun.elapsed()))));
            }
        }
        for &database in databases {
            for &suite in busy.iter().filter(|suite| suite.runs_on(database)) {
                for place in places(&[database], postgres, suite, "")? {
                    report.step(&step(suite, database), || run_again(suite, &place))?;
                }
            }
        }
        beside.into_iter().try_for_each(|(name, running)| {
            let (outcome, took) = running.join().map_err(|_| anyhow!("the suite broke off"))?;
            report.add(&name, took, outcome).map(drop)
        })
    })
}

/// The databases on which a suite runs, each with an empty one of its own, whose name ends as it is said.
fn places(databases: &[Database], postgres: Option<&Postgres>, suite: Suite, end: &str) -> Result<Vec<(Database, String)>> {
    let mut places = Vec::new();
    for &database in databases {
        match (database, postgres) {
            (Database::Sqlite, _) => places.push((database, "sqlite://data/lectern.db".to_owned())),
            (Database::Postgres, Some(server)) => places.push((database, server.create(&format!("browser_{}{end}", suite.name))?)),
            (Database::Postgres, None) => {}
        }
    }
    Ok(places)
}

/// What a part says when it could not even count: one failure.
const ONE_FAILURE: Counts = Counts { passed: 0, failed: 1, skipped: 0, at_second_try: 0 };
