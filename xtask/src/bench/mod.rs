//! `cargo xtask bench`: the budgets, measured. One run, one machine: the load generator, PostgreSQL and nginx run on it too.

mod attacks;
mod dashboard;
mod lists;
mod load;
mod memory;
mod nginx;
mod positions;
mod settle;
mod sizes;
mod visitor;
mod webhooks;

use crate::postgres::{Postgres, Purpose};
use crate::stack::{self, Ports, Stack};
use crate::wasm::Effort;
use crate::workspace::Workspace;
use crate::{native, process, site, tools};
use anyhow::{Result, ensure};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// Measures everything and prints it beside the budgets.
pub fn run(workspace: &Workspace) -> Result<()> {
    for (program, package) in [("wrk", "wrk"), ("nginx", "nginx-light")] {
        tools::program(program, package)?;
    }
    let manifest = site::build(workspace, Effort::Release)?;
    native::build_release(workspace)?;
    let logs = workspace.logs("bench")?;
    let postgres = Postgres::start(Purpose::Bench, &logs.join("postgres.log"))?;
    let database = postgres.create("bench")?;

    println!("\nOn this machine, everything at once:\n");
    sizes::print(workspace, &manifest)?;
    let nginx = nginx::requests_per_second(&logs)?;
    line("nginx, a 19 kB file", &nginx.to_string(), "");

    // The first start migrates and writes the demo course; the second is the one that counts.
    drop(start(workspace, &database, &[], &logs)?.0);
    dashboard::fill(&postgres)?;
    let (stack, ports, ready) = start(workspace, &database, &[], &logs)?;
    line("start to ready", &format!("{} ms", ready.as_millis()), "< 200 ms");
    measure(&stack, ports, &postgres, &nginx)?;
    drop(stack);

    let (stack, ports, _) = start(workspace, "sqlite://data/lectern.db", &["seed", "--month"], &logs)?;
    let student = visitor::sign_in(ports, "student@lectern.test")?;
    let watching = positions::cost(ports, &[student], stack.server.pid())?;
    line("as many on SQLite", &watching.to_string(), "< 5 % of a core");
    watching.within_budget()
}

fn measure(stack: &Stack, ports: Ports, postgres: &Postgres, nginx: &load::Load) -> Result<()> {
    let landing = load::run(&format!("{}/", ports.url()), None)?;
    line("landing", &landing.to_string(), "≥ 20 000/s, ≥ 0.45 × nginx");
    line("  against nginx", &format!("{:.2}", landing.per_second / nginx.per_second), "≥ 0.45");

    let query = dashboard::query_rate(postgres)?;
    line("pgbench, the dashboard's query", &format!("{query:.0}/s"), "");
    let cookie = visitor::sign_in(ports, dashboard::STUDENT)?;
    let dashboard = load::run(&format!("{}/learn", ports.url()), Some(&cookie))?;
    line("dashboard, signed in", &dashboard.to_string(), "≥ 3 000/s, p99 < 40 ms");
    line("resident memory after that", &format!("{:.0} MB", memory::resident(stack.server.pid())?), "≤ 64 MB");

    let watching = positions::cost(ports, &positions::sign_in(ports)?, stack.server.pid())?;
    line("100 students watching", &watching.to_string(), "< 5 % of a core");

    let settled = settle::rate(ports, postgres)?;
    line("orders settled", &format!("{settled:.0}/s"), "≥ 500/s");
    line("the panel's lists", &lists::times(ports, postgres)?.to_string(), "100 000 orders, each list < 100 ms");
    let burst = webhooks::burst(ports, postgres)?;
    line("webhooks", &burst.to_string(), "1 000/s, p99 < 500 ms, none lost");
    watching.within_budget()?;
    burst.within_budget()?;
    endure(stack.server.pid(), ports, postgres)
}

/// What others feel while somebody attacks, and what a refusal tells.
fn endure(server: u32, ports: Ports, postgres: &Postgres) -> Result<()> {
    let slow = attacks::slow_connections(ports, server)?;
    line("1 000 slow connections", &slow.to_string(), "others p99 < 1 s, < 64 MB more");
    let sign_ins = attacks::sign_ins(ports, server)?;
    line("200 sign-ins at once", &sign_ins.to_string(), "others p99 < 1 s, < 64 MB more");
    let told = attacks::refusals(ports, postgres)?;
    line("a refused sign-in", &told.to_string(), "medians ≤ 5 % apart");
    slow.within_budget()?;
    sign_ins.within_budget()?;
    told.within_budget()
}

/// Starts a server on a database, after another command of the program if there is one, and says how long it took until it
/// answered.
fn start(workspace: &Workspace, database: &str, first: &[&str], logs: &Path) -> Result<(Stack, Ports, Duration)> {
    ensure!(!process::interrupted(), "interrupted");
    let ports = Ports::free()?;
    let folder = logs.join("server");
    let mut server = stack::isolated_server(workspace, "release", &folder)?;
    let tell = |program: &mut Command| {
        program.env("DATABASE_URL", database).env("RUST_LOG", "warn").envs(ports.settings());
        // A thousand buyers come from one address here.
        program.env("HOLDS_PER_ADDRESS", "1000000");
        // The creator's lists are measured, not how she comes in.
        program.env("ADMIN_SECOND_FACTOR", "optional");
    };
    tell(&mut server);
    if !first.is_empty() {
        let mut before = stack::isolated(workspace, "release", &folder);
        tell(before.args(first));
        process::read(&mut before)?;
    }
    let begin = Instant::now();
    let stack = Stack::start(workspace, "release", ports, &mut server, logs)?;
    Ok((stack, ports, begin.elapsed()))
}

fn line(what: &str, measured: &str, budget: &str) {
    println!("{what:<32} {measured:<52} {budget}");
}
