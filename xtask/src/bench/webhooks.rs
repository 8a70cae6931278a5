//! A thousand signed events a second for ten seconds, each another one, about payments that the shop knows. They are sent at
//! their own times, whether the shop keeps up or not: an answer's time counts from the moment its event was due.

use super::line::{Budget, Line, figure};
use super::settle::sql;
use crate::http;
use crate::postgres::Postgres;
use crate::stack::{Ports, WEBHOOK_SECRET};
use anyhow::{Context, Result, ensure};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::json;
use sha2::Sha256;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Events of one measurement.
const EVENTS: usize = 10_000;
/// Between two events.
const PAUSE: Duration = Duration::from_millis(1);
/// Events under way at once at most.
const SENDERS: usize = 48;
/// How long the shop may take to work through them.
const PATIENCE: Duration = Duration::from_mins(3);

/// What the inbox bore.
pub struct Burst {
    /// Events sent in a second.
    pub per_second: f64,
    /// The median answer.
    pub median: Duration,
    /// The slowest hundredth.
    pub p99: Duration,
    /// Events that were answered by anything but 200, or are not in the inbox.
    pub lost: usize,
    /// From the first event until the last was worked through.
    pub processed: Duration,
}

impl Burst {
    /// How fast they came, how long they waited, and that none was lost.
    pub fn lines(&self) -> [Line; 3] {
        let Self { per_second, median, p99, lost, processed } = self;
        let millis = |time: &Duration| time.as_secs_f64() * 1e3;
        #[expect(clippy::cast_precision_loss, reason = "ten thousand is exact")]
        let lost = *lost as f64;
        [
            // A thousand are due in each second; the last answer comes a little after.
            Line::new("webhooks", *per_second, "/s")
                .within(Budget::AtLeast(990.0))
                .with(format!("done after {:.0} s", processed.as_secs_f64())),
            Line::new("webhooks, p99", millis(p99), "ms").within(Budget::Below(500.0)).with(format!("p50 {} ms", figure(millis(median)))),
            Line::new("webhooks lost", lost, "").within(Budget::AtMost(0.0)).must_hold(),
        ]
    }
}

/// Sends them all and waits until they are worked through. The shop must know payments already.
pub fn burst(ports: Ports, postgres: &Postgres) -> Result<Burst> {
    let payments = payments(postgres)?;
    ensure!(!payments.is_empty(), "there is no payment to tell of");
    let url = format!("{}/webhooks/stripe", ports.url());
    let (next, begin) = (AtomicUsize::new(0), Instant::now());
    let answers = thread::scope(|scope| {
        let senders: Vec<_> = (0..SENDERS).map(|_| scope.spawn(|| send_due(&url, &payments, &next, begin))).collect();
        senders.into_iter().map(|sender| sender.join().ok().context("a sender panicked")).collect::<Result<Vec<_>>>()
    })?;
    let sent_in = begin.elapsed();
    let mut answers: Vec<Answer> = answers.into_iter().flatten().collect();
    answers.sort_unstable_by_key(|answer| answer.took);
    let refused = answers.iter().filter(|answer| answer.status != 200).count();
    let stored = number(postgres, "SELECT COUNT(*) FROM webhook_inbox WHERE event_id LIKE 'evt_burst_%'")?;
    #[expect(clippy::cast_precision_loss, reason = "ten thousand is exact")]
    let per_second = EVENTS as f64 / sent_in.as_secs_f64();
    let at = |hundredth: usize| answers[(answers.len() - 1) * hundredth / 100].took;
    let (median, p99) = (at(50), at(99));
    await_processed(postgres, begin)?;
    Ok(Burst { per_second, median, p99, lost: refused.max(EVENTS - stored), processed: begin.elapsed() })
}

struct Answer {
    status: u16,
    took: Duration,
}

/// Takes the next event when it is due, until there is none.
fn send_due(url: &str, payments: &[String], next: &AtomicUsize, begin: Instant) -> Vec<Answer> {
    let client = http::client(Duration::from_secs(20));
    let mut answers = Vec::new();
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= EVENTS {
            return answers;
        }
        let due = begin + PAUSE * u32::try_from(number).unwrap_or(u32::MAX);
        thread::sleep(due.saturating_duration_since(Instant::now()));
        let body = event(number, &payments[number % payments.len()]);
        let request = client.post(url).header("content-type", "application/json").header("stripe-signature", signature(&body));
        let status = request.send(body).map_or(0, |answer| answer.status().as_u16());
        answers.push(Answer { status, took: due.elapsed() });
    }
}

fn event(number: usize, payment: &str) -> String {
    let object = json!({ "object": "charge", "payment_intent": payment });
    let event = json!({ "id": format!("evt_burst_{number}"), "object": "event", "type": "charge.updated", "data": { "object": object } });
    event.to_string()
}

/// The header as Stripe writes it, of this second.
fn signature(body: &str) -> String {
    #[expect(clippy::disallowed_methods, reason = "the shop compares the header with its own time")]
    let now = SystemTime::now();
    let time = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(WEBHOOK_SECRET.as_bytes()) else { return String::new() };
    mac.update(format!("{time}.{body}").as_bytes());
    format!("t={time},v1={}", hex::encode(mac.finalize().into_bytes()))
}

fn payments(postgres: &Postgres) -> Result<Vec<String>> {
    let rows = sql(postgres, "SELECT provider_ref FROM payments WHERE provider_ref IS NOT NULL")?;
    Ok(rows.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

fn number(postgres: &Postgres, query: &str) -> Result<usize> {
    sql(postgres, query)?.trim().parse().with_context(|| format!("counting: {query}"))
}

fn await_processed(postgres: &Postgres, begin: Instant) -> Result<()> {
    while number(postgres, "SELECT COUNT(*) FROM webhook_inbox WHERE event_id LIKE 'evt_burst_%' AND state = 'stored'")? > 0 {
        ensure!(begin.elapsed() < PATIENCE, "the events were not worked through in time");
        thread::sleep(Duration::from_millis(100));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_hundredth_misses_and_a_lost_event_is_wrong() {
        let wrong = |p99, lost| {
            let (p99, median, processed) = (Duration::from_millis(p99), Duration::ZERO, Duration::ZERO);
            let lines = Burst { per_second: 1_000.0, median, p99, lost, processed }.lines();
            lines.into_iter().filter(|line| line.is_met() == Some(false)).map(|line| line.must_hold).collect::<Vec<_>>()
        };
        assert!(wrong(499, 0).is_empty());
        assert_eq!((wrong(500, 0), wrong(10, 1)), (vec![false], vec![true]));
    }

    #[test]
    fn a_signature_has_a_time_and_sixty_four_hex_digits() {
        let header = signature("{}");
        let (time, signature) = header.split_once(",v1=").unwrap();
        assert!(time.starts_with("t=") && signature.len() == 64, "{header}");
    }
}
