//! The program is killed again and again while it is told of payments and a crowd wants the last seats: it loses nothing, and sells no seat
//! twice.

use crate::support::browser::try_call;
use crate::support::database::count;
use crate::support::process::Program;
use crate::support::shop::{begin, started};
use crate::support::signing::Sender;
use crate::support::{Browser, eventually};
use futures::StreamExt;
use futures::future::join_all;
use futures::stream::iter;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use serde_json::{Value, json};
use server::repo::ledgers;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::Mutex;

const ORDERS: usize = 100;
const SENDERS: usize = 6;
/// Seats that come up when all of them have begun to pay, and who wants one.
const LAST_SEATS: usize = 20;
const CROWD: usize = 200;
const CLIENTS: usize = 8;
/// So often it is killed at least.
const DEATHS: usize = 200;
/// So many deaths lie between two seats: the last comes up before the killing ends.
const DEATHS_A_SEAT: usize = DEATHS / (LAST_SEATS + 1);
/// A life of the program is that many deliveries long.
const LIFE: usize = 12;

mod killed_all_the_time_it_grants_each_order_once {
    use super::tell_and_kill;
    use crate::support::database::Kind;
    use crate::support::process::run;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_sqlite() {
        run(Kind::Sqlite, tell_and_kill).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_postgres() {
        run(Kind::Postgres, tell_and_kill).await;
    }
}

async fn tell_and_kill(program: Arc<Program>) {
    program.execute(&format!("UPDATE offers SET seats = {ORDERS} WHERE kind = 'main'")).await;
    program.execute("DELETE FROM price_tiers WHERE position = 0").await;
    iter(0..ORDERS).for_each_concurrent(SENDERS, |buyer| sell(&program, buyer)).await;
    let events = program.sandbox.events().await;
    assert!(events.iter().filter(|event| event["type"] == "charge.refunded").count() == ORDERS / REFUNDED, "refunds are in the mix");
    let deaths = Arc::new(AtomicUsize::new(0));
    tokio::join!(deliver(&program, deliveries(&events), &deaths), crowd(&program, &deaths));
    let deaths = deaths.load(Ordering::Relaxed);
    assert!(deaths >= DEATHS, "killed only {deaths} times");
    finishes(&program).await;
    check(&program, events.len()).await;
}

/// One seat more comes up after some deaths, and a part of the crowd wants it: everybody clicks twice at once, each until there is an
/// answer.
async fn crowd(program: &Program, deaths: &AtomicUsize) {
    let part = CROWD / LAST_SEATS;
    for seat in 0..LAST_SEATS {
        eventually("there are more deaths", || async { deaths.load(Ordering::Relaxed) >= seat * DEATHS_A_SEAT }).await;
        program.execute("UPDATE offers SET seats = seats + 1 WHERE kind = 'main'").await;
        iter(0..part * 2).for_each_concurrent(CLIENTS, |click| want(program, seat * part + click / 2)).await;
    }
}

async fn want(program: &Program, person: usize) {
    let quote = insist(program, "checkout/quote", &[]).await.1;
    let Some(id) = quote["quote"]["id"].as_str() else { return };
    let email = format!("late{person}@example.com");
    let (status, answer) = insist(program, "checkout/start", &[("quote", id), ("email", &email), ("name", "Late")]).await;
    assert!(status == 200 || status == 409, "{status} {answer}");
}

/// Calls the program until it lives long enough to answer.
async fn insist(program: &Program, function: &str, form: &[(&str, &str)]) -> (u16, Value) {
    loop {
        if let Some(answer) = try_call(&program.base, function, form).await {
            return answer;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Every so many buyers one gets a part of the money back, from the provider's dashboard.
const REFUNDED: usize = 10;

/// A third pays at once, a third after a refused card, a third after the provider took its time; a few are refunded in part.
async fn sell(program: &Program, buyer: usize) {
    let browser = Browser::new(&program.base);
    let started = started(&begin(&browser, &format!("buyer{buyer}@example.com")).await.ok());
    match buyer % 3 {
        0 => {}
        1 => drop(program.sandbox.confirm(&started.intent, "4000000000000002").await),
        _ => drop(program.sandbox.control(&format!("payment_intents/{}/process", started.intent), json!({})).await),
    }
    program.sandbox.control(&format!("payment_intents/{}/succeed", started.intent), json!({})).await;
    if buyer.is_multiple_of(REFUNDED) {
        program.sandbox.control("refunds", json!({ "payment_intent": started.intent, "amount": 500 })).await;
    }
}

/// Every success between once and a hundred times, a few times more often than many; everything else up to three times; all shuffled.
fn deliveries(events: &[Value]) -> Vec<Value> {
    let mut chance = StdRng::seed_from_u64(7);
    let mut copies = Vec::new();
    for event in events {
        let most = if event["type"] == "payment_intent.succeeded" { 100 } else { 3 };
        let often = chance.random_range(1..=most);
        copies.extend(std::iter::repeat_n(event.clone(), chance.random_range(1..=often)));
    }
    copies.shuffle(&mut chance);
    copies
}

/// Delivers everything, each copy until it is taken, and counts how often the program is killed meanwhile.
async fn deliver(program: &Arc<Program>, copies: Vec<Value>, deaths: &Arc<AtomicUsize>) {
    let (queue, taken) = (Arc::new(Mutex::new(copies)), Arc::new(AtomicUsize::new(0)));
    let senders = (0..SENDERS).map(|_| {
        let (program, queue, taken, deaths) = (program.clone(), queue.clone(), taken.clone(), deaths.clone());
        tokio::spawn(async move {
            let sender = Sender::new(&program.base);
            let mut kills = Vec::new();
            loop {
                let Some(event) = queue.lock().await.pop() else { break };
                eventually("the event is taken", || async { sender.try_deliver(&event).await == Some(200) }).await;
                if taken.fetch_add(1, Ordering::Relaxed) % LIFE == LIFE - 1 {
                    let program = program.clone();
                    let death = deaths.fetch_add(1, Ordering::Relaxed);
                    kills.push(tokio::spawn(async move {
                        // A few milliseconds more or less: before a commit, after it, before an answer.
                        tokio::time::sleep(Duration::from_micros(u64::try_from(death * 337 % 4000).unwrap())).await;
                        program.die_and_return().await;
                    }));
                }
            }
            join_all(kills).await.into_iter().for_each(Result::unwrap);
        })
    });
    join_all(senders).await.into_iter().for_each(Result::unwrap);
}

async fn finishes(program: &Program) {
    let db = program.database().await;
    eventually("all jobs are done", || async { count(&db, "SELECT COUNT(*) FROM jobs WHERE state = 'pending'").await == 0 }).await;
    db.close().await.unwrap();
}

async fn check(program: &Program, events: usize) {
    let db = program.database().await;
    let orders = i64::try_from(ORDERS).unwrap();
    let refunded = i64::try_from(ORDERS / REFUNDED).unwrap();
    let late = i64::try_from(LAST_SEATS).unwrap();
    for (what, expected) in [
        ("SELECT COUNT(*) FROM orders WHERE state = 'paid'", orders - refunded),
        ("SELECT COUNT(*) FROM orders WHERE state = 'partially_refunded'", refunded),
        ("SELECT COUNT(*) FROM orders", orders + late),
        ("SELECT COUNT(*) FROM holds WHERE state = 'held'", late),
        ("SELECT SUM(taken) FROM offers", orders + late),
        (ledgers::HOLD_WITHOUT_ORDER, 0),
        ("SELECT COUNT(*) FROM grants WHERE revoked_at IS NULL", orders),
        ("SELECT COUNT(DISTINCT user_id) FROM grants", orders),
        ("SELECT COUNT(*) FROM mails WHERE kind = 'receipt' AND state = 'sent'", orders),
        ("SELECT COUNT(DISTINCT order_id) FROM mails WHERE kind = 'receipt'", orders),
        ("SELECT COUNT(DISTINCT order_id) FROM mails WHERE kind = 'refund' AND state = 'sent'", refunded),
        ("SELECT COUNT(*) FROM mails WHERE kind NOT IN ('receipt', 'access')", refunded),
        ("SELECT COUNT(*) FROM webhook_inbox WHERE state IN ('processed', 'ignored')", i64::try_from(events).unwrap()),
        ("SELECT COUNT(*) FROM webhook_inbox WHERE state NOT IN ('processed', 'ignored')", 0),
        ("SELECT COUNT(*) FROM jobs WHERE state <> 'done'", 0),
    ] {
        assert_eq!(count(&db, what).await, expected, "{what}");
    }
    assert!(count(&db, "SELECT COUNT(*) FROM jobs WHERE attempts > 1").await > 0, "no job was interrupted");
    assert_eq!(program.mails("receipt"), ORDERS);
    db.close().await.unwrap();
}
