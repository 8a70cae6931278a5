//! Runs what is due: jobs, the sweep of holds, the reconciler. Every replica runs one; leases keep them apart.

use super::Job;
use super::announce_lessons::AnnounceLessons;
use super::cancel_payment::CancelPayment;
use super::detach_method::DetachMethod;
use super::process_webhook::ProcessWebhook;
use super::refund_payment::RefundPayment;
use super::send_mail::SendMail;
use super::tell_purchase::TellPurchase;
use crate::cause;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::metrics::JOBS_RUN;
use crate::repo;
use crate::services::clock_jumps::{self, ClockWatch};
use crate::services::learning::{announcing, reminding};
use crate::services::privacy::retention;
use crate::services::search::lessons;
use crate::services::waitlist::line;
use crate::services::{csp_reports, expiry, fees, files, limits, on_its_way, prices, questions, reconcile, reminders, truth::rounds};
use chrono::TimeDelta;
use entity::job;
use futures::FutureExt;
use sea_orm::DbBackend;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::{JoinError, JoinSet};
use tokio_util::sync::CancellationToken;
use tracing::Instrument;

/// A claimed job that is not finished after this is due again.
const LEASE: TimeDelta = TimeDelta::minutes(2);
/// The longest pause between two tries.
const LONGEST_PAUSE: Duration = Duration::from_mins(5);
/// How often a replica looks whether a round of the rarer work is due that no other has taken.
const LOOK: Duration = Duration::from_mins(1);
/// Done jobs are forgotten after this.
const KEEP_DONE: TimeDelta = TimeDelta::days(3);

/// Starts the background work. It ends when `stop` is cancelled, after what it is doing.
pub fn start(core: &Arc<Core>, stop: &CancellationToken) -> JoinSet<()> {
    let pace = core.settings.pace;
    let mut tasks = JoinSet::new();
    tasks.spawn(jobs(core.clone(), stop.clone()));
    let (at_holds, at_seats) = (Arc::new(ClockWatch::default()), Arc::new(ClockWatch::default()));
    tasks.spawn(every(pace.sweep_holds, core.clone(), stop.clone(), "hold sweep", move |core| {
        let watch = at_holds.clone();
        async move {
            clock_jumps::look(&core, &watch).await?;
            expiry::sweep(&core).await.map(drop)
        }
    }));
    tasks.spawn(every(pace.sweep_holds, core.clone(), stop.clone(), "waitlist", move |core| {
        let watch = at_seats.clone();
        async move {
            clock_jumps::look(&core, &watch).await?;
            line::sweep(&core).await
        }
    }));
    tasks.spawn(every(pace.reconcile, core.clone(), stop.clone(), "price history", |core| async move { prices::note_all(&core).await }));
    tasks.spawn(every(pace.reconcile, core.clone(), stop.clone(), "reminders", |core| async move { reminders::sweep(&core).await }));
    tasks.spawn(every(pace.reconcile, core.clone(), stop.clone(), "slow payments", |core| async move { on_its_way::sweep(&core).await }));
    tasks.spawn(every(pace.reconcile, core.clone(), stop.clone(), "new lessons", |core| async move { announcing::sweep(&core).await }));
    tasks.spawn(every(pace.reconcile, core.clone(), stop.clone(), "resting courses", |core| async move { reminding::sweep(&core).await }));
    tasks.spawn(every(pace.reconcile, core.clone(), stop.clone(), "search", |core| async move { lessons::catch_up(&core).await }));
    tasks.spawn(every(pace.reconcile, core.clone(), stop.clone(), "reconciler", |core| async move {
        reconcile::open_orders(&core).await?;
        let before = core.now() - KEEP_DONE;
        repo::jobs::forget_done(core.db.write(), before).await.map(drop)
    }));
    tasks.spawn(every(pace.reconcile, core.clone(), stop.clone(), "fees", |core| async move { fees::sweep(&core).await }));
    tasks.spawn(every(
        pace.reconcile,
        core.clone(),
        stop.clone(),
        "forgotten forms",
        |core| async move { questions::forget_old(&core).await },
    ));
    tasks.spawn(every(pace.reconcile, core.clone(), stop.clone(), "limits", |core| async move {
        limits::forget_old(&core).await?;
        csp_reports::forget_old(&core).await
    }));
    let look = |every: Duration| every.min(LOOK);
    tasks.spawn(every(look(pace.unknown_payments), core.clone(), stop.clone(), "unknown payments", |core| async move {
        rounds::unknown_payments(&core).await
    }));
    tasks.spawn(every(look(pace.missed_events), core.clone(), stop.clone(), "missed events", |core| async move {
        rounds::missed_events(&core).await
    }));
    tasks.spawn(every(
        pace.sweep_files,
        core.clone(),
        stop.clone(),
        "file sweep",
        |core| async move { files::sweep(&core).await.map(drop) },
    ));
    tasks.spawn(every(LOOK, core.clone(), stop.clone(), "retention", |core| async move { retention::sweep(&core).await }));
    tasks.spawn(every(look(pace.compare), core.clone(), stop.clone(), "comparison", |core| async move { rounds::daily(&core).await }));
    tasks
}

async fn every<W, F>(pause: Duration, core: Arc<Core>, stop: CancellationToken, name: &'static str, work: W)
where
    W: Fn(Arc<Core>) -> F,
    F: Future<Output = Result<()>>,
{
    while !stopped(&stop, tokio::time::sleep(pause)).await {
        if let Err(error) = unbroken(work(core.clone())).await {
            tracing::error!(error = %error, task = name, "background work failed");
        }
    }
}

/// Does some work. If it panics it has failed, and what comes after it goes on.
async fn unbroken(work: impl Future<Output = Result<()>>) -> Result<()> {
    AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(|_| Err(Fault::stored("the work panicked")))
}

/// How a job went: it is done, which is still to be noted, or what became of it was written down.
type Ended = Result<Option<job::Model>>;
type Running = JoinSet<Ended>;

/// How many jobs run at once. SQLite has one writer, for whom more would only wait.
fn room(core: &Core) -> usize {
    if core.db.backend() == DbBackend::Postgres { 12 } else { 4 }
}

/// Keeps the room filled. More is claimed when it is half empty, so that one statement claims several; but no place stays free for
/// longer than a pause.
async fn jobs(core: Arc<Core>, stop: CancellationToken) {
    let (pause, room) = (core.settings.pace.poll_jobs, room(&core));
    let (mut running, mut looked) = (JoinSet::new(), Instant::now());
    while !stop.is_cancelled() {
        let free = room - running.len();
        let claimed = if free >= room / 2 || free > 0 && looked.elapsed() >= pause {
            looked = Instant::now();
            begin_due(&core, &mut running, free).await
        } else {
            Ok(0)
        };
        match claimed {
            Ok(0) => {}
            Ok(_) => continue,
            Err(error) => tracing::error!(error = %error, "jobs could not be claimed"),
        }
        tokio::select! {
            () = stop.cancelled() => {}
            Some(ended) = running.join_next() => finish(&core, ended, &mut running).await,
            () = core.wake_jobs.notified(), if free >= room / 2 => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
    drain(&core, running).await;
}

async fn stopped(stop: &CancellationToken, wait: impl Future<Output = ()>) -> bool {
    tokio::select! {
        () = stop.cancelled() => true,
        () = wait => false,
    }
}

/// Claims due jobs and runs them side by side to their ends. Gives how many were claimed.
pub async fn run_due(core: &Arc<Core>) -> Result<usize> {
    let mut running = JoinSet::new();
    let claimed = begin_due(core, &mut running, room(core)).await?;
    drain(core, running).await;
    Ok(claimed)
}

/// Claims so many due jobs at most and begins them. Gives how many were claimed.
async fn begin_due(core: &Arc<Core>, running: &mut Running, most: usize) -> Result<usize> {
    let now = core.now();
    let claimed = repo::jobs::claim(core.db.write(), now, now + LEASE, most).await?;
    let count = claimed.len();
    for job in claimed {
        let core = core.clone();
        running.spawn(async move { run_one(&core, job).await });
    }
    Ok(count)
}

async fn drain(core: &Core, mut running: Running) {
    while let Some(ended) = running.join_next().await {
        finish(core, ended, &mut running).await;
    }
}

/// Notes what is done of a job that has ended, and of those that have meanwhile: one statement for all of them.
async fn finish(core: &Core, ended: std::result::Result<Ended, JoinError>, running: &mut Running) {
    let mut done = Vec::new();
    for ended in std::iter::once(ended).chain(std::iter::from_fn(|| running.try_join_next())) {
        match ended {
            Ok(Ok(job)) => done.extend(job),
            Ok(Err(error)) => tell_unwritten(&error),
            Err(error) => tracing::error!(error = %error, "a job panicked"),
        }
    }
    if let Err(error) = repo::jobs::finish(core.db.write(), &done, core.now()).await {
        tell_unwritten(&error);
    }
}

fn tell_unwritten(error: &Fault) {
    tracing::error!(error = %error, "a job's outcome could not be written down");
}

/// Does a job in the name of the request that it goes back to.
async fn run_one(core: &Core, job: job::Model) -> Ended {
    let span = tracing::info_span!("job", job.id = %job.id, job.kind = %job.kind, request.id = job.request_id.as_deref());
    cause::within(job.request_id.clone(), try_one(core, job)).instrument(span).await
}

async fn try_one(core: &Core, job: job::Model) -> Ended {
    let Err(error) = unbroken(work(core, &job)).await else {
        JOBS_RUN.count([&job.kind, "done"]);
        return Ok(Some(job));
    };
    let attempts = u32::try_from(job.attempts).unwrap_or(u32::MAX);
    let pace = &core.settings.pace;
    if attempts >= if error.will_pass() { pace.outage_attempts } else { pace.job_attempts } {
        return park(core, &job, &error).await.map(|()| None);
    }
    JOBS_RUN.count([&job.kind, "retried"]);
    tracing::warn!(attempts, error = %error, "a job failed and is tried again");
    repo::jobs::retry(core.db.write(), &job, &error.to_string(), core.now() + pause_after(core, attempts)).await?;
    Ok(None)
}

async fn work(core: &Core, job: &job::Model) -> Result<()> {
    match job.kind.as_str() {
        ProcessWebhook::KIND => attempt::<ProcessWebhook>(core, job).await,
        SendMail::KIND => attempt::<SendMail>(core, job).await,
        DetachMethod::KIND => attempt::<DetachMethod>(core, job).await,
        CancelPayment::KIND => attempt::<CancelPayment>(core, job).await,
        RefundPayment::KIND => attempt::<RefundPayment>(core, job).await,
        TellPurchase::KIND => attempt::<TellPurchase>(core, job).await,
        AnnounceLessons::KIND => attempt::<AnnounceLessons>(core, job).await,
        other => Err(Fault::stored(format!("a job of unknown kind {other}"))),
    }
}

async fn attempt<J: Job>(core: &Core, job: &job::Model) -> Result<()> {
    read::<J>(job)?.run(core).await
}

fn read<J: Job>(job: &job::Model) -> Result<J> {
    serde_json::from_value(job.payload.clone()).map_err(|error| Fault::stored(format!("payload of {}: {error}", J::KIND)))
}

async fn park(core: &Core, job: &job::Model, error: &Fault) -> Result<()> {
    JOBS_RUN.count([&job.kind, "parked"]);
    tracing::error!(error = %error, "a job is parked and waits for a person");
    let text = error.to_string();
    if job.kind == ProcessWebhook::KIND
        && let Ok(webhook) = read::<ProcessWebhook>(job)
    {
        webhook.parked(core, &text).await?;
    }
    repo::jobs::park(core.db.write(), job, &text, core.now()).await
}

/// Doubles with each try, and a quarter of it is chance, so that what failed together does not come back together.
fn pause_after(core: &Core, attempts: u32) -> Duration {
    let base = core.settings.pace.retry_job.saturating_mul(1 << attempts.saturating_sub(1).min(16)).min(LONGEST_PAUSE);
    let mut chance = [0];
    core.entropy.fill(&mut chance);
    base + base.mul_f64(f64::from(chance[0]) / 1024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn work_that_panics_has_failed() {
        assert!(unbroken(async { std::panic::panic_any("broken") }).await.is_err_and(|fault| fault.to_string().contains("panicked")));
        assert!(unbroken(async { Ok(()) }).await.is_ok());
    }
}
