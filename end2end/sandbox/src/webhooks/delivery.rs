//! The deliveries themselves.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use super::desk::Attempt;
use super::letter::Letter;
use super::settings::Settings;
use crate::ids::now_ms;
use crate::state::App;

/// Delivers new events as the settings say. Returns at once, or after the first try of each event if they
/// must arrive before the answer.
pub async fn announce(app: &App, events: Vec<String>) {
    let settings = app.desk().settings.clone();
    if !settings.enabled {
        return;
    }
    let mut early = JoinSet::new();
    for event in events {
        let letter = Letter::find(&app.store(), &event);
        if letter.is_none_or(|letter| letter.address(&settings).is_none() || settings.loses(&letter.kind)) {
            continue;
        }
        for copy in 0..settings.repeat.draw() {
            app.desk().open += 1;
            let first = settings.before_answer && copy == 0;
            let task = follow(Arc::clone(app), event.clone(), settings.hold_ms(), first);
            if first {
                early.spawn(task);
            } else {
                tokio::spawn(task);
            }
        }
    }
    early.join_all().await;
}

/// Holds a copy, then tries until the shop takes it. A copy that goes `before` the answer tries once and
/// leaves the rest to another task.
async fn follow(app: App, event: String, hold_ms: u64, before: bool) {
    tokio::time::sleep(Duration::from_millis(hold_ms)).await;
    if before {
        if attempt(&app, &event, 1).await {
            close(&app);
        } else {
            tokio::spawn(retry(app, event, 2));
        }
    } else {
        retry(app, event, 1).await;
    }
}

async fn retry(app: App, event: String, first: u32) {
    let mut number = first;
    loop {
        let (base, tries) = {
            let desk = app.desk();
            (desk.settings.retry_base_ms, desk.settings.tries)
        };
        if number > tries {
            break;
        }
        if number > 1 {
            tokio::time::sleep(Duration::from_millis(base << (number - 2).min(16))).await;
        }
        if attempt(&app, &event, number).await {
            break;
        }
        number += 1;
    }
    close(&app);
}

fn close(app: &App) {
    let mut desk = app.desk();
    desk.open = desk.open.saturating_sub(1);
}

/// Tries once and writes it down; whether the shop took it.
async fn attempt(app: &App, event: &str, number: u32) -> bool {
    let settings = app.desk().settings.clone();
    let Some(letter) = Letter::find(&app.store(), event) else { return true };
    let started = Instant::now();
    let (status, error) = match send(app, &settings, &letter).await {
        Ok(status) => (Some(status), None),
        Err(error) => (None, Some(error)),
    };
    let tried = Attempt {
        event: event.to_owned(),
        kind: letter.kind,
        attempt: number,
        status,
        error,
        at_ms: now_ms(),
        took_ms: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
    };
    let succeeded = tried.succeeded();
    app.desk().attempts.push(tried);
    if succeeded && let Ok(row) = app.store().events.find_mut(event) {
        row.set("pending_webhooks", 0);
    }
    succeeded
}

async fn send(app: &App, settings: &Settings, letter: &Letter) -> Result<u16, String> {
    let url = letter.address(settings).ok_or("no webhook address is set")?;
    let (headers, body) = letter.sealed(app, settings);
    let mut request = app.http.post(url).header("content-type", "application/json; charset=utf-8").body(body);
    for (name, value) in headers {
        request = request.header(name, value);
    }
    let answer = request.send().await.map_err(|error| error.to_string())?;
    let status = answer.status().as_u16();
    // The connection can be used again only once the answer has been read.
    answer.bytes().await.map_err(|error| error.to_string())?;
    Ok(status)
}

/// Deliveries by hand.
#[derive(Clone, Debug)]
pub struct Round {
    /// The events in order.
    pub events: Vec<String>,
    /// Copies of each.
    pub times: u32,
    /// Whether the order is random.
    pub shuffle: bool,
    /// How many are under way at once.
    pub parallel: usize,
    /// Whether a copy is tried until it is taken, or once.
    pub retry: bool,
}

/// Puts the copies in any order.
fn mix(copies: &mut [String]) {
    for place in (1..copies.len()).rev() {
        copies.swap(place, rand::random_range(0..=place));
    }
}

/// Delivers a round and waits for its end; gives the tries it took.
pub async fn deliver_round(app: &App, round: Round) -> Vec<Attempt> {
    let mut copies: Vec<String> = Vec::new();
    for _ in 0..round.times {
        copies.extend_from_slice(&round.events);
    }
    if round.shuffle {
        mix(&mut copies);
    }
    let before = app.desk().attempts.len();
    let gate = Arc::new(Semaphore::new(round.parallel.max(1)));
    let mut tasks = JoinSet::new();
    for event in copies {
        let Ok(permit) = Arc::clone(&gate).acquire_owned().await else { break };
        let app = Arc::clone(app);
        let retries = round.retry;
        tasks.spawn(async move {
            let _permit = permit;
            if retries {
                app.desk().open += 1;
                retry(Arc::clone(&app), event, 1).await;
            } else {
                attempt(&app, &event, 1).await;
            }
        });
    }
    tasks.join_all().await;
    let desk = app.desk();
    let tried = desk.attempts.get(before..).unwrap_or_default();
    tried.iter().filter(|attempt| round.events.contains(&attempt.event)).cloned().collect()
}
