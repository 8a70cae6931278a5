//! A shop with 10 000 students, under load and under attack.

use super::line::{Budget, Line};
use super::load::{self, Who};
use super::report::Report;
use super::served::{self, Served};
use super::{attacks, dashboard, lists, memory, nginx, positions, profile, settle, statements, visitor, webhooks};
use crate::postgres::{Postgres, Purpose};
use crate::workspace::Workspace;
use anyhow::Result;
use std::path::Path;

/// Measures it on PostgreSQL, and what watching costs on SQLite too.
pub fn measure(workspace: &Workspace, logs: &Path, report: &mut Report) -> Result<()> {
    let postgres = Postgres::start(Purpose::Bench, &logs.join("postgres.log"))?;
    let database = postgres.create("bench")?;
    report.add(nginx::line(logs)?);

    // The first start migrates and writes the demo course; the second is the one that counts.
    drop(served::start(workspace, &database, &[], logs)?);
    dashboard::fill(&postgres)?;
    let served = served::start(workspace, &database, &[], logs)?;
    report.add(Line::new("start to ready", served.stack.ready.as_secs_f64() * 1e3, "ms").within(Budget::Below(200.0)));
    let looking = Looking { shop: &served, logs };
    pages(&looking, &postgres, report)?;
    work(&looking, &postgres, report)?;
    endure(&served, &postgres, report)?;
    drop(served);
    on_sqlite(workspace, logs, report)
}

/// A shop, and where is kept what is seen of it.
struct Looking<'a> {
    shop: &'a Served,
    logs: &'a Path,
}

impl Looking<'_> {
    /// Explains a budget that was missed by what the machine does in the same work once more.
    fn explain(&self, report: &mut Report, missed: &str, name: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
        if !report.missed(missed) {
            return Ok(());
        }
        let stack = &self.shop.stack;
        let ours = [(stack.server.pid(), "lectern"), (stack.sandbox.pid(), "sandbox")];
        match profile::of(self.logs, name, &ours, work)? {
            Some(seen) => report.explain(format!("Why: {missed}"), seen),
            None => println!("what explains this could not be looked at: it takes perf, of the package linux-perf, and the right to look"),
        }
        Ok(())
    }
}

fn pages(looking: &Looking<'_>, postgres: &Postgres, report: &mut Report) -> Result<()> {
    let shop = looking.shop;
    let url = shop.ports.url();
    let landing = load::run(&format!("{url}/"), Who::Nobody)?;
    let line = Line::new("landing", landing.per_second, "/s").within(Budget::AtLeast(20_000.0));
    report.add(line.beside(nginx::NAME).with(landing.times()));
    against(report, "landing against nginx", landing.per_second, nginx::NAME, 0.45);
    report.add(dashboard::query_rate(postgres)?);
    let cookie = visitor::sign_in(shop.ports, dashboard::STUDENT)?;
    let signed_in = load::run(&format!("{url}/learn"), Who::One(&cookie))?;
    let line = Line::new("dashboard, signed in", signed_in.per_second, "/s").within(Budget::AtLeast(3_000.0));
    report.add(line.beside(dashboard::QUERY_NAME).with(signed_in.times()));
    against(report, "dashboard against pgbench", signed_in.per_second, dashboard::QUERY_NAME, 0.25);
    report.add(Line::new("dashboard, p99", signed_in.p99, "ms").within(Budget::Below(40.0)));
    report.add(statements::line("dashboard, statements", shop.ports, "/learn", &cookie, 3.0)?);
    report.add(Line::new("resident memory after that", memory::resident(shop.stack.server.pid())?, "MB").within(Budget::AtMost(64.0)));
    looking.explain(report, "dashboard, signed in", "dashboard", || load::burden(&format!("{url}/learn"), Who::One(&cookie)))
}

fn work(looking: &Looking<'_>, postgres: &Postgres, report: &mut Report) -> Result<()> {
    let shop = looking.shop;
    let (ports, server) = (shop.ports, shop.stack.server.pid());
    report.add(positions::cost(ports, &positions::sign_in(ports)?, server)?.line("100 students watching"));
    let settled = settle::rate(ports, postgres, &settle::pay_all(ports, postgres, "settle")?)?;
    report.add(Line::new("orders settled", settled, "/s").within(Budget::AtLeast(500.0)).beside(dashboard::QUERY_NAME));
    against(report, "orders settled against pgbench", settled, dashboard::QUERY_NAME, 0.042);
    if report.missed("orders settled") && profile::is_possible() {
        let orders = settle::pay_all(ports, postgres, "look")?;
        looking.explain(report, "orders settled", "settle", || settle::rate(ports, postgres, &orders).map(drop))?;
    }
    report.add(lists::times(ports, postgres)?.line());
    webhooks::burst(ports, postgres)?.lines().into_iter().for_each(|line| report.add(line));
    Ok(())
}

/// A figure as a multiple of a reference of the same run: the budgets were set where nginx gave 43 800/s and pgbench 12 000/s, so these
/// multiples say the same on a slower machine.
fn against(report: &mut Report, name: &str, figure: f64, reference: &str, least: f64) {
    if let Some(yardstick) = report.value(reference) {
        report.add(Line::new(name, figure / yardstick, "×").within(Budget::AtLeast(least)));
    }
}

/// What others feel while somebody attacks, and what a refusal tells.
fn endure(shop: &Served, postgres: &Postgres, report: &mut Report) -> Result<()> {
    let (ports, server) = (shop.ports, shop.stack.server.pid());
    attacks::slow_connections(ports, server)?.lines().into_iter().for_each(|line| report.add(line));
    attacks::sign_ins(ports, server)?.lines().into_iter().for_each(|line| report.add(line));
    report.add(attacks::refusals(ports, postgres)?.line());
    Ok(())
}

fn on_sqlite(workspace: &Workspace, logs: &Path, report: &mut Report) -> Result<()> {
    let Served { stack, ports, .. } = served::start(workspace, "sqlite://data/lectern.db", &["seed", "--month"], logs)?;
    let student = visitor::sign_in(ports, "student@lectern.test")?;
    report.add(positions::cost(ports, &[student], stack.server.pid())?.line("as many on SQLite"));
    Ok(())
}
