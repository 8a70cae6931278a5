//! Builds, runs, tests and measures Lectern: `cargo xtask help`.

mod env;
mod files;
mod http;
mod manifest;
mod native;
mod process;
mod site;
mod styles;
mod tools;
mod wasm;
mod workspace;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;
use std::time::Instant;
use wasm::Effort;
use workspace::Workspace;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, runs, tests and measures Lectern.")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Builds the server and the site.
    Build {
        /// As it is deployed: optimised, and as small as it gets.
        #[arg(long)]
        release: bool,
    },
}

fn main() -> ExitCode {
    match run(Cli::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<()> {
    process::catch_interrupts()?;
    let workspace = Workspace::find()?;
    match task {
        Task::Build { release } => build(&workspace, release),
    }
}

fn build(workspace: &Workspace, release: bool) -> Result<()> {
    let start = Instant::now();
    let profile = if release {
        site::build(workspace, Effort::Release)?;
        native::build_release(workspace)?;
        "release"
    } else {
        site::build(workspace, Effort::Quick)?;
        native::build(workspace)?;
        "debug"
    };
    println!("\nBuilt in {:.1} s:", start.elapsed().as_secs_f64());
    println!("  server  {}", workspace.binary(profile, "lectern").display());
    println!("  site    {}", workspace.site.display());
    Ok(())
}
