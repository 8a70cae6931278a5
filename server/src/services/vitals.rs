//! How the program does, for who watches it: what was counted, and what the database says. Nobody makes the database be asked more
//! than once in five seconds, however often they look.

use crate::core::Core;
use crate::metrics::{self, Page};
use crate::repo::vitals::{self, Vital};
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::DbBackend;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::timeout;

/// What was read counts for so long.
const FRESH: TimeDelta = TimeDelta::seconds(5);
/// A database that is silent for longer does not answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// What was read last, and when. Without rows the database did not answer.
type Read = (DateTime<Utc>, Option<Vec<Vital>>);

/// Watches one process.
pub struct Vitals {
    began: DateTime<Utc>,
    last: Mutex<Option<Read>>,
}

impl Vitals {
    /// For a process that begins now.
    pub fn beginning(now: DateTime<Utc>) -> Self {
        Self { began: now, last: Mutex::new(None) }
    }

    /// Everything in Prometheus' text format.
    pub async fn page(&self, core: &Core) -> String {
        let vitals = self.read(core).await;
        let mut page = Page::default();
        for listed in metrics::ALL {
            listed.write_to(&mut page);
        }
        self.write_process(core, &mut page);
        metrics::DATABASE.write(&mut page, [([], f64::from(u8::from(vitals.is_some())))]);
        write_vitals(&vitals.unwrap_or_default(), core.now(), &mut page);
        page.into_text()
    }

    /// One who waits asks for all who wait.
    async fn read(&self, core: &Core) -> Option<Vec<Vital>> {
        let mut last = self.last.lock().await;
        let now = core.now();
        if let Some((_, vitals)) = last.as_ref().filter(|(at, _)| (now - *at).abs() < FRESH) {
            return vitals.clone();
        }
        let read = match timeout(PATIENCE, vitals::read(core.db.read(), now)).await {
            Ok(Ok(vitals)) => Some(vitals),
            Ok(Err(error)) => {
                tracing::warn!(error = %error, "the database could not be asked how the program does");
                None
            }
            Err(_) => {
                tracing::warn!("the database did not say in time how the program does");
                None
            }
        };
        *last = Some((now, read.clone()));
        read
    }

    fn write_process(&self, core: &Core, page: &mut Page) {
        let database = if core.db.backend() == DbBackend::Postgres { "postgres" } else { "sqlite" };
        metrics::BUILD.write(page, [([env!("CARGO_PKG_VERSION"), database], 1.0)]);
        metrics::STARTED.write(page, [([], number(self.began.timestamp()))]);
        metrics::MEMORY.write(page, resident_memory().map(|bytes| ([], bytes)));
        let pools = core.db.pools();
        let states =
            pools.iter().flat_map(|pool| [([pool.name, "busy"], f64::from(pool.busy)), ([pool.name, "idle"], f64::from(pool.idle))]);
        metrics::CONNECTIONS.write(page, states);
        metrics::CONNECTIONS_LIMIT.write(page, pools.iter().map(|pool| ([pool.name], f64::from(pool.most))));
    }
}

fn write_vitals(vitals: &[Vital], now: DateTime<Utc>, page: &mut Page) {
    let of = |kind: &'static str| vitals.iter().filter(move |vital| vital.kind == kind);
    let count = |kind, state: &str| number(of(kind).find(|vital| vital.state == state).map_or(0, |vital| vital.count));
    let age = |kind, state: &str| {
        let oldest = of(kind).find(|vital| vital.state == state).and_then(|vital| vital.oldest);
        oldest.map_or(0.0, |oldest| number((now - oldest).num_milliseconds().max(0)) / 1000.0)
    };
    metrics::JOBS.write(page, ["pending", "parked"].map(|state| ([state], count("jobs", state))));
    metrics::JOB_LAG.write(page, [([], age("jobs", "pending"))]);
    metrics::WEBHOOKS.write(page, ["stored", "parked"].map(|state| ([state], count("webhooks", state))));
    metrics::WEBHOOK_AGE.write(page, [([], age("webhooks", "stored"))]);
    metrics::HOLDS.write(page, [([], count("holds", "held"))]);
    metrics::ORDERS.write(page, of("orders").map(|vital| ([vital.state.as_str()], number(vital.count))));
    metrics::MAILS.write(page, [([], count("mails", "pending"))]);
    metrics::MAIL_AGE.write(page, [([], age("mails", "pending"))]);
}

#[expect(clippy::cast_precision_loss, reason = "Prometheus knows no other numbers")]
fn number(count: i64) -> f64 {
    count as f64
}

/// Where the system tells it.
fn resident_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?.trim().trim_end_matches(" kB");
    kilobytes.trim().parse::<f64>().ok().map(|kilobytes| kilobytes * 1024.0)
}
