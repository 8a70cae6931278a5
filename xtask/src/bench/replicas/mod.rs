//! Three replicas of the server on one PostgreSQL behind nginx, one of which is killed every two seconds while people buy, learn and
//! read. Whatever was answered must have happened, and whatever was paid must have been delivered, once.

mod clients;
mod fleet;
mod ledger;

use super::line::Line;
use super::report::Report;
use crate::postgres::{Postgres, Purpose};
use crate::process;
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use clients::{Clients, Tally};
use fleet::Fleet;
use ledger::Sales;
use std::fmt::{self, Display, Formatter};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

/// How long people come.
const RUN: Duration = Duration::from_secs(30);
/// Between two deaths.
const LIFE: Duration = Duration::from_secs(2);
/// The database of the replicas.
const DATABASE: &str = "replicas";

/// What people had while replicas died.
pub struct Survived {
    kills: usize,
    sales: Sales,
    tally: Tally,
}

impl Display for Survived {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { sales, tally, .. } = self;
        write!(f, "{sales}   {} ticks   {} answers   {} cut off", tally.ticks, tally.answered, tally.broken)
    }
}

/// Runs it, and fails where anything was lost, done twice, or oversold.
pub fn measure(workspace: &Workspace, logs: &Path, report: &mut Report) -> Result<()> {
    let postgres = Postgres::start(Purpose::Bench, &logs.join("postgres-of-replicas.log"))?;
    let survived = survive(workspace, &postgres, logs)?;
    #[expect(clippy::cast_precision_loss, reason = "a few kills are exact")]
    let kills = survived.kills as f64;
    report.add(Line::new("replicas killed, nothing lost", kills, "").with(survived.to_string()));
    Ok(())
}

fn survive(workspace: &Workspace, postgres: &Postgres, logs: &Path) -> Result<Survived> {
    let mut fleet = Fleet::start(workspace, &postgres.create(DATABASE)?, logs)?;
    ledger::open_sale(postgres)?;
    let clients = Clients::enter(fleet.ports)?;
    let kills = thread::scope(|scope| {
        let coming = scope.spawn(|| clients.come());
        // Replicas die with the thread that started them, so it is this one that starts them again.
        let kills = kill_in_turn(&mut fleet);
        clients.close();
        coming.join().ok().context("a client panicked")??;
        kills
    })?;
    fleet.all_answer()?;
    clients.compare_ticks()?;
    ledger::settle(postgres)?;
    let sales = ledger::compare(postgres, fleet.ports)?;
    fleet.reconcile()?;
    Ok(Survived { kills, sales, tally: clients.tally() })
}

/// Kills one replica after the other until the time is over. Gives how many died.
fn kill_in_turn(fleet: &mut Fleet) -> Result<usize> {
    let begin = Instant::now();
    let mut kills = 0;
    while begin.elapsed() < RUN {
        ensure!(!process::interrupted(), "interrupted");
        thread::sleep(LIFE);
        fleet.die_and_return(kills)?;
        kills += 1;
    }
    Ok(kills)
}
