//! `cargo xtask bench`: the budgets, measured. One run, one machine: the load generator, PostgreSQL and nginx run on it too.

mod attacks;
mod dashboard;
mod lighthouse;
mod line;
mod lists;
mod load;
mod memory;
mod nginx;
mod positions;
mod profile;
mod replicas;
mod report;
mod scale;
mod served;
mod settle;
mod shop;
mod sizes;
mod statements;
mod visitor;
mod webhooks;

use crate::manifest::Manifest;
use crate::wasm::Effort;
use crate::workspace::Workspace;
use crate::{native, site, tools};
use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use report::Report;
use std::path::Path;

/// What is measured, and of what.
#[derive(Args, Clone, Debug)]
pub struct Options {
    /// One part alone. Its report is not what the next run is compared with.
    #[arg(long)]
    only: Option<Part>,
    /// Measures what was built for a server before, and builds nothing.
    #[arg(long)]
    built: bool,
    /// Also measures a million students with sixty million completions, which takes many minutes and gigabytes.
    #[arg(long)]
    scale: bool,
    /// Another number of students for `--scale`, to try it.
    #[arg(long, hide = true, default_value_t = scale::STUDENTS, value_parser = clap::value_parser!(u32).range(i64::from(scale::FEWEST)..))]
    students: u32,
}

/// A part of the measurements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// What a first visit downloads.
    Sizes,
    /// Speed, memory and endurance.
    Load,
    /// Replicas that die.
    Replicas,
    /// How pages fare in a browser, on a telephone.
    Lighthouse,
    /// Many students.
    Scale,
}

impl Options {
    fn includes(&self, part: Part) -> bool {
        self.only.map_or(part != Part::Scale || self.scale, |only| only == part)
    }
}

/// Measures everything, shows it beside the budgets and writes the report. Says whether nothing was lost and nothing is wrong: a
/// budget that a slow machine misses is told, and is no failure.
pub fn run(workspace: &Workspace, options: &Options) -> Result<bool> {
    check_programs(options)?;
    let manifest = build(workspace, options.built)?;
    let logs = workspace.logs("bench")?;
    let mut report = Report::begin(&logs);
    println!("\nOn this machine, everything at once:\n");
    let outcome = measure(workspace, &manifest, options, &logs, &mut report);
    report.write(outcome.is_ok() && options.only.is_none())?;
    outcome.map(|()| report.is_right())
}

fn check_programs(options: &Options) -> Result<()> {
    let of_load = [("wrk", "wrk"), ("nginx", "nginx-light")];
    let of_browser = [("node", "nodejs npm")];
    let wanted = [
        (options.includes(Part::Load), &of_load[..]),
        (options.includes(Part::Scale), &of_load[..1]),
        (options.includes(Part::Replicas), &of_load[1..]),
        (options.includes(Part::Lighthouse), &of_browser[..]),
    ];
    for (name, package) in wanted.into_iter().filter(|(is_included, _)| *is_included).flat_map(|(_, programs)| programs) {
        tools::program(name, package)?;
    }
    if options.includes(Part::Lighthouse) {
        tools::chromium()?;
    }
    Ok(())
}

fn build(workspace: &Workspace, built: bool) -> Result<Manifest> {
    if built {
        return Manifest::load(&workspace.site).context("nothing was built before. Type: cargo xtask build --release");
    }
    let manifest = site::build(workspace, Effort::Release)?;
    native::build_release(workspace, &[])?;
    Ok(manifest)
}

fn measure(workspace: &Workspace, manifest: &Manifest, options: &Options, logs: &Path, report: &mut Report) -> Result<()> {
    if options.includes(Part::Sizes) {
        sizes::measure(workspace, manifest, report)?;
    }
    if options.includes(Part::Load) {
        shop::measure(workspace, logs, report)?;
    }
    if options.includes(Part::Replicas) {
        replicas::measure(workspace, logs, report)?;
    }
    if options.includes(Part::Lighthouse) {
        lighthouse::measure(workspace, logs, report)?;
    }
    if options.includes(Part::Scale) {
        scale::measure(workspace, options.students, logs, report)?;
    }
    Ok(())
}
