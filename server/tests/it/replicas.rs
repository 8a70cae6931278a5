//! Three replicas on one PostgreSQL: they show the same seats, and while one of them is killed every two seconds the seats sold are the
//! seats there are. SQLite serves one process only.

use crate::support::browser::{client, try_call};
use crate::support::database::count;
use crate::support::eventually;
use crate::support::fleet::{self, Fleet};
use crate::support::shop::started;
use futures::future::join_all;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use server::repo::ledgers;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

const SEATS: usize = 20;
const BUYERS: usize = 200;
const ROUNDS: usize = 3;
/// Between two deaths.
const LIFE: Duration = Duration::from_secs(2);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_replicas_that_die_in_turn_sell_every_seat_once() {
    fleet::run(3, sell_out).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_seat_that_is_taken_is_gone_from_the_page_of_every_replica_within_a_second() {
    fleet::run(3, async |fleet| {
        execute(&fleet, "UPDATE offers SET seats = taken + 9 WHERE kind = 'main'").await;
        for replica in 0..3 {
            let page = landing(&fleet, replica).await;
            assert!(page.contains("9 of 9"), "replica {replica}: {page}");
        }
        for taken in 1..=6 {
            insist_on_a_seat(&fleet, taken).await;
            let shown = format!("{} of 9", 9 - taken);
            let began = Instant::now();
            for replica in 0..3 {
                while !landing(&fleet, replica).await.contains(&shown) {
                    assert!(began.elapsed() < Duration::from_secs(1), "replica {replica} does not show {shown}");
                }
            }
        }
    })
    .await;
}

async fn landing(fleet: &Fleet, replica: usize) -> String {
    let answer = client().get(fleet.base(replica)).header("accept", "text/html").send().await.unwrap();
    let (status, page) = (answer.status(), answer.text().await.unwrap());
    assert_eq!(status, 200, "{page}");
    page
}

async fn insist_on_a_seat(fleet: &Fleet, buyer: usize) {
    assert!(buy(fleet, buyer, &format!("buyer{buyer}@example.com")).await.is_some(), "there is a seat");
}

async fn sell_out(fleet: Arc<Fleet>) {
    execute(&fleet, &format!("UPDATE offers SET seats = {SEATS} WHERE kind = 'main'")).await;
    execute(&fleet, "DELETE FROM price_tiers WHERE position = 0").await;
    let stop = CancellationToken::new();
    let killer = tokio::spawn(kill_in_turn(fleet.clone(), stop.clone()));
    for round in 0..ROUNDS {
        let intents = rush(&fleet, round).await;
        assert_eq!(count(&fleet.db, "SELECT COUNT(*) FROM holds WHERE state = 'held'").await, i64::try_from(SEATS).unwrap());
        assert_eq!(intents.len(), SEATS, "round {round}");
        assert_eq!(count(&fleet.db, ledgers::HOLD_WITHOUT_ORDER).await, 0, "round {round}: every seat has its order");
        assert_eq!(count(&fleet.db, "SELECT SUM(taken) FROM offers").await, i64::try_from(SEATS).unwrap(), "round {round}");
        if round + 1 < ROUNDS {
            empty_the_room(&fleet).await;
        } else {
            pay(&fleet, &intents).await;
        }
    }
    stop.cancel();
    let deaths = killer.await.unwrap();
    assert!(deaths >= 2, "killed only {deaths} times");
    finishes(&fleet).await;
}

async fn kill_in_turn(fleet: Arc<Fleet>, stop: CancellationToken) -> usize {
    let mut deaths = 0;
    while stop.run_until_cancelled(tokio::time::sleep(LIFE)).await.is_some() {
        fleet.die_and_return(deaths).await;
        deaths += 1;
    }
    deaths
}

/// Everybody clicks twice. Gives the payments that were opened.
async fn rush(fleet: &Arc<Fleet>, round: usize) -> BTreeSet<String> {
    let gate = Arc::new(Semaphore::new(40));
    let clicks = (0..BUYERS * 2).map(|click| {
        let (fleet, gate) = (fleet.clone(), gate.clone());
        tokio::spawn(async move {
            let _turn = gate.acquire().await.unwrap();
            let email = format!("buyer{}-{round}@example.com", click % BUYERS);
            buy(&fleet, click, &email).await
        })
    });
    join_all(clicks).await.into_iter().filter_map(|answer| answer.expect("no click may fail otherwise")).collect()
}

/// Asks for a price and presses the button until a replica answers, as a browser behind a proxy does.
async fn buy(fleet: &Fleet, click: usize, email: &str) -> Option<String> {
    let (_, quote) = insist(fleet, click, "checkout/quote", &[]).await;
    let id = quote["quote"]["id"].as_str()?;
    match insist(fleet, click, "checkout/start", &[("quote", id), ("email", email), ("name", "Buyer")]).await {
        (200, answer) => Some(started(&answer).intent),
        (409, _) => None,
        (status, answer) => panic!("{status} {answer}"),
    }
}

/// Calls one replica after the other until one lives long enough to answer.
async fn insist(fleet: &Fleet, first: usize, function: &str, form: &[(&str, &str)]) -> (u16, Value) {
    for replica in first..first + 100 {
        if let Some(answer) = try_call(&fleet.base(replica), function, form).await {
            return answer;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("no replica answers {function}");
}

async fn empty_the_room(fleet: &Fleet) {
    execute(fleet, "UPDATE holds SET state = 'released' WHERE state = 'held'").await;
    execute(fleet, "UPDATE orders SET state = 'expired' WHERE state IN ('draft', 'awaiting_payment')").await;
    execute(fleet, "UPDATE offers SET taken = 0").await;
    execute(fleet, "DELETE FROM hold_counts").await;
    execute(fleet, "UPDATE hold_limits SET live = 0").await;
}

async fn pay(fleet: &Fleet, intents: &BTreeSet<String>) {
    for intent in intents {
        fleet.sandbox.control(&format!("payment_intents/{intent}/confirm"), json!({ "card": "4242424242424242" })).await;
    }
}

async fn finishes(fleet: &Fleet) {
    let seats = i64::try_from(SEATS).unwrap();
    let paid = || async { count(&fleet.db, "SELECT COUNT(*) FROM orders WHERE state = 'paid'").await == seats };
    eventually("every order is paid", paid).await;
    execute(fleet, "UPDATE jobs SET leased_until = NULL WHERE state = 'pending'").await;
    let done = || async { count(&fleet.db, "SELECT COUNT(*) FROM jobs WHERE state = 'pending'").await == 0 };
    eventually("all jobs are done", done).await;
}

async fn execute(fleet: &Fleet, sql: &str) {
    fleet.db.execute_unprepared(sql).await.unwrap();
}
