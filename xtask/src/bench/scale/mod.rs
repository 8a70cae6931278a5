//! A million students with sixty million completions: whether a dashboard is still as fast as with ten thousand, and whether
//! a page reads what it need not.

mod fill;
mod pages;
mod plans;

use super::line::{Budget, Line};
use super::load::{self, Load, Who};
use super::report::Report;
use super::{served, visitor};
use crate::postgres::{Postgres, Purpose};
use crate::stack::Ports;
use crate::workspace::Workspace;
use anyhow::Result;
use std::fs;
use std::path::Path;

/// As many as the budget speaks of.
pub const STUDENTS: u32 = 1_000_000;
/// With fewer there are not enough who differ.
pub const FEWEST: u32 = 1_000;
/// As many as the other budgets speak of: what the many are compared with.
const FEW: u32 = 10_000;
/// Students who ask by turns, so that not one student's rows alone are in memory.
const ASKING: u32 = 100;

/// Measures it. A database of its own is thrown away afterwards.
pub fn measure(workspace: &Workspace, students: u32, logs: &Path, report: &mut Report) -> Result<()> {
    fill::check_room(students)?;
    let postgres = Postgres::start(Purpose::Bench, &logs.join("postgres.log"))?;
    let few = FEW.min(students / 2);
    let small = dashboards(workspace, &postgres, "few", few, logs, report)?;
    let large = dashboards(workspace, &postgres, "many", students, logs, report)?;
    let growth = Line::new(format!("p99 of {students} students by that of {few}"), large.p99 / small.p99, "×");
    report.add(growth.within(Budget::AtMost(1.5)));
    pages::measure(workspace, &postgres, "many", logs, report)
}

/// Fills a database and measures the dashboards of some of its students.
fn dashboards(workspace: &Workspace, postgres: &Postgres, name: &str, students: u32, logs: &Path, report: &mut Report) -> Result<Load> {
    let database = postgres.create(name)?;
    drop(served::start(workspace, &database, &[], logs)?);
    let filled = fill::fill(postgres, name, students)?;
    let took = format!("{} completions, filled in {:.0} s", super::line::figure(filled.completions), filled.took.as_secs_f64());
    report.add(Line::new(format!("a database of {students} students"), filled.gigabytes, "GB").with(took));
    let shop = served::start(workspace, &database, &[], logs)?;
    let script = logs.join("cookies.lua");
    fs::write(&script, load::script(&sign_in(shop.ports, students)?))?;
    let load = load::run(&format!("{}/learn", shop.ports.url()), Who::Many(&script));
    fs::remove_file(&script)?;
    let load = load?;
    report.add(Line::new(format!("dashboards of {students} students, p99"), load.p99, "ms").with(format!("{:.0}/s", load.per_second)));
    Ok(load)
}

/// Signs students in from all over the table, but for the first, who looks at pages later.
fn sign_in(ports: Ports, students: u32) -> Result<Vec<String>> {
    let step = (students - 1) / ASKING;
    (1..=ASKING).map(|n| visitor::sign_in(ports, &format!("student-{}@lectern.test", n * step + 1))).collect()
}
