//! Builds, runs, tests and measures Lectern: `cargo xtask help`.

mod bench;
mod env;
mod files;
mod first_visit;
mod http;
mod inputs;
mod manifest;
mod native;
mod postgres;
mod process;
mod run;
mod scripts;
mod site;
mod stack;
mod styles;
mod test;
mod tools;
mod wasm;
mod workspace;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;
use std::time::Instant;
use test::{Database, Part};
use wasm::Effort;
use workspace::Workspace;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, runs, tests and measures Lectern.")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Clone, Subcommand)]
enum Task {
    /// Builds what changed and runs the site beside the payment sandbox, with demo content.
    Run {
        /// Where to listen.
        #[arg(long, default_value_t = 3000)]
        port: u16,
    },
    /// Runs every check and every test, on both databases.
    Test {
        /// One part alone.
        #[arg(long)]
        only: Option<Part>,
        /// One database alone.
        #[arg(long)]
        database: Option<Database>,
        /// Browser tests of files or lines alone, as Playwright names them: `checkout order.spec.ts:20`.
        #[arg(requires = "only")]
        specs: Vec<String>,
    },
    /// Measures speed, memory and sizes beside their budgets, and writes a report.
    Bench(bench::Options),
    /// Builds the server and the site.
    Build {
        /// As it is deployed: optimised, and as small as it gets.
        #[arg(long)]
        release: bool,
        /// Only what browsers download.
        #[arg(long)]
        site: bool,
        /// What the server can do beside the usual, comma-separated: `otel`, `sentry`.
        #[arg(long, value_delimiter = ',', value_parser = ["otel", "sentry"], requires = "release")]
        features: Vec<String>,
    },
}

fn main() -> ExitCode {
    match run(Cli::parse().task) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Does a task, and says whether all went well.
fn run(task: Task) -> Result<bool> {
    process::catch_interrupts()?;
    let workspace = Workspace::find()?;
    match task {
        Task::Run { port } => run::run(&workspace, port)?,
        Task::Test { only, database, specs } => return test::run(&workspace, only, database, &specs),
        Task::Bench(options) => return bench::run(&workspace, &options),
        Task::Build { release, site, features } => build(&workspace, release, site, &features)?,
    }
    Ok(true)
}

fn build(workspace: &Workspace, release: bool, site_only: bool, features: &[String]) -> Result<()> {
    let start = Instant::now();
    let (effort, profile) = if release { (Effort::Release, "release") } else { (Effort::Quick, "debug") };
    site::build(workspace, effort)?;
    println!("\nThe site in {}, after {:.1} s", workspace.site.display(), start.elapsed().as_secs_f64());
    if site_only {
        return Ok(());
    }
    if release {
        native::build_release(workspace, features)?;
    } else {
        native::build(workspace)?;
    }
    println!("\nThe server in {}, after {:.1} s", workspace.binary(profile, "lectern").display(), start.elapsed().as_secs_f64());
    Ok(())
}
