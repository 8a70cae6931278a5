//! PostgreSQL is stopped and started again under load: soon after it is back everything is answered, and what was sold is sold once.
//! SQLite has no server.

use crate::support::browser::Answer;
use crate::support::database::count;
use crate::support::own_postgres::{OwnPostgres, Stop};
use crate::support::process::{Program, run_over};
use crate::support::shop::started;
use crate::support::{Browser, eventually};
use futures::future::join_all;
use serde_json::Value;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio_util::sync::CancellationToken;

const RESTARTS: usize = 10;
const BUYERS: usize = 6;
/// So many buy between two restarts, at least.
const LIFE: usize = 4;
/// After a restart everything is answered from then on.
const RECOVERED: Duration = Duration::from_secs(5);

/// When the server was last away, and what was bought.
#[derive(Clone, Default)]
struct Outages {
    last: Arc<Mutex<Option<Instant>>>,
    faults: Arc<AtomicUsize>,
    bought: Arc<AtomicUsize>,
    bought_after_recovery: Arc<AtomicUsize>,
}

impl Outages {
    fn now(&self) {
        *self.last.lock().unwrap() = Some(Instant::now());
    }

    fn since(&self, began: Instant) -> Option<Duration> {
        self.last.lock().unwrap().map(|last| began.saturating_duration_since(last))
    }

    /// A fault may be told while the server is away, and a little after.
    fn excuse(&self, what: &str, began: Instant) {
        let since = self.since(began);
        assert!(since.is_some_and(|since| since < RECOVERED), "{what}, {since:?} after the last outage");
        self.faults.fetch_add(1, Ordering::Relaxed);
    }

    fn note_bought(&self, began: Instant) {
        self.bought.fetch_add(1, Ordering::Relaxed);
        let recovered = self.since(began).is_some_and(|since| since >= RECOVERED);
        self.bought_after_recovery.fetch_add(usize::from(recovered), Ordering::Relaxed);
    }

    /// Waits until so many more are bought.
    async fn more_bought(&self, more: usize) {
        let before = self.bought.load(Ordering::Relaxed);
        eventually("people buy", || async { self.bought.load(Ordering::Relaxed) >= before + more }).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_restarts_ten_times_under_load_loses_no_order() {
    let own = OwnPostgres::start().await;
    let (url, folder, server) = (own.url.clone(), own.folder.clone(), Arc::new(tokio::sync::Mutex::new(own)));
    run_over(&url, &folder, async |program| sell_through(&program, &server).await).await;
    Arc::into_inner(server).expect("nobody restarts it any more").into_inner().remove().await;
}

async fn sell_through(program: &Arc<Program>, server: &tokio::sync::Mutex<OwnPostgres>) {
    program.execute("UPDATE offers SET seats = NULL WHERE kind = 'main'").await;
    program.execute("DELETE FROM price_tiers WHERE position = 0").await;
    program.receive_webhooks().await;
    let (outages, stop) = (Outages::default(), CancellationToken::new());
    let buyers: Vec<_> = (0..BUYERS).map(|buyer| tokio::spawn(buy_on(program.clone(), buyer, outages.clone(), stop.clone()))).collect();
    for round in 0..RESTARTS {
        outages.more_bought(LIFE).await;
        outages.now();
        server.lock().await.restart(if round % 2 == 0 { Stop::Fast } else { Stop::Immediate }).await;
        outages.now();
    }
    let recovered = || async { outages.bought_after_recovery.load(Ordering::Relaxed) >= LIFE };
    eventually("people buy well after the last outage", recovered).await;
    stop.cancel();
    let bought: usize = join_all(buyers).await.into_iter().map(Result::unwrap).sum();
    assert!(program.is_alive().await && bought > RESTARTS, "{bought} orders");
    check(program, bought).await;
    println!("{bought} orders, {} faults while the server was away", outages.faults.load(Ordering::Relaxed));
}

/// Buys for one after the other. Gives how many bought.
async fn buy_on(program: Arc<Program>, buyer: usize, outages: Outages, stop: CancellationToken) -> usize {
    let mut bought = 0;
    while !stop.is_cancelled() {
        let began = Instant::now();
        let browser = Browser::new(&program.base);
        insist(&outages, "the landing page", || async { browser.get("/").await }).await;
        let quote = insist(&outages, "a quote", || browser.call("checkout/quote", &[])).await.json();
        let id = quote["quote"]["id"].as_str().unwrap();
        let email = format!("buyer{buyer}-{bought}@example.com");
        let form = [("quote", id), ("email", email.as_str()), ("name", "Buyer")];
        let order = insist(&outages, "a purchase", || browser.call("checkout/start", &form)).await;
        let answer: Value = order.ok();
        program.sandbox.confirm(&started(&answer).intent, "4242424242424242").await;
        bought += 1;
        outages.note_bought(began);
    }
    bought
}

/// Asks until there is an answer that is no fault of the server's.
async fn insist<F>(outages: &Outages, what: &str, ask: impl Fn() -> F) -> Answer
where
    F: Future<Output = Answer>,
{
    let answered = Mutex::new(None);
    eventually(what, || async {
        let began = Instant::now();
        let answer = ask().await;
        if answer.status.is_server_error() {
            outages.excuse(&format!("{what} is answered with {}", answer.status), began);
            return false;
        }
        *answered.lock().unwrap() = Some(answer);
        true
    })
    .await;
    answered.into_inner().unwrap().unwrap()
}

async fn check(program: &Program, bought: usize) {
    let bought = i64::try_from(bought).unwrap();
    let db = program.database().await;
    let paid = || async { count(&db, "SELECT COUNT(*) FROM orders WHERE state = 'paid'").await == bought };
    eventually("every order is paid", paid).await;
    let done = || async { count(&db, "SELECT COUNT(*) FROM jobs WHERE state = 'pending' AND leased_until IS NULL").await == 0 };
    eventually("what is due is done", done).await;
    // What was cut off in the middle of a job is leased for a while yet.
    program.execute("UPDATE jobs SET leased_until = NULL WHERE state = 'pending'").await;
    eventually("all jobs are done", || async { count(&db, "SELECT COUNT(*) FROM jobs WHERE state = 'pending'").await == 0 }).await;
    for (what, expected) in [
        ("SELECT COUNT(*) FROM grants WHERE revoked_at IS NULL", bought),
        ("SELECT COUNT(DISTINCT order_id) FROM mails WHERE kind = 'receipt' AND state = 'sent'", bought),
        ("SELECT COUNT(*) FROM jobs WHERE state = 'parked'", 0),
    ] {
        assert_eq!(count(&db, what).await, expected, "{what}");
    }
    db.close().await.unwrap();
    let log = program.log();
    assert!(!log.contains("panicked"), "{log}");
}
