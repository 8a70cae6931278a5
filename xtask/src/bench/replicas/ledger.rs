//! What was sold, by the database and by the sandbox's ledger of the money that was really taken.

use super::DATABASE;
use crate::http;
use crate::postgres::Postgres;
use crate::stack::Ports;
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};
use std::thread;
use std::time::{Duration, Instant};

/// Seats there are: fewer than people come for, on a machine that is not slow.
const SEATS: usize = 200;
/// How long what is under way may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// Payments with the state of their orders and the number of their grants.
const SOLD: &str = "SELECT p.provider_ref, o.state, COUNT(DISTINCT g.id), COUNT(DISTINCT m.id)
    FROM payments p JOIN orders o ON o.id = p.order_id JOIN order_items i ON i.order_id = o.id
    LEFT JOIN grants g ON g.order_item_id = i.id AND g.revoked_at IS NULL
    LEFT JOIN mails m ON m.order_id = o.id AND m.kind = 'receipt'
    WHERE p.provider_ref IS NOT NULL GROUP BY p.provider_ref, o.id, o.state";
/// Whoever holds a product twice.
const TWICE: &str =
    "SELECT COUNT(*) FROM (SELECT 1 FROM grants WHERE revoked_at IS NULL GROUP BY user_id, product_id HAVING COUNT(*) > 1) t";
/// Seats that count as taken, and seats that somebody holds.
const TAKEN: &str = "SELECT f.taken, (SELECT COUNT(*) FROM holds h WHERE h.offer_id = f.id AND h.state IN ('held', 'consumed'))
    FROM offers f WHERE f.kind = 'main'";
/// What is still to be done.
const OPEN: &str =
    "SELECT (SELECT COUNT(*) FROM jobs WHERE state = 'pending') + (SELECT COUNT(*) FROM webhook_inbox WHERE state = 'stored')";

/// What was sold.
#[derive(Clone, Copy, Debug)]
pub struct Sales {
    paid: usize,
}

impl Display for Sales {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {SEATS} seats sold", self.paid)
    }
}

/// Puts so many seats on sale, at one price.
pub fn open_sale(postgres: &Postgres) -> Result<()> {
    let statement = format!("UPDATE offers SET seats = {SEATS} WHERE kind = 'main'; DELETE FROM price_tiers WHERE until_taken IS NOT NULL");
    postgres.rows(DATABASE, &statement).map(drop)
}

/// Waits until everything is done. What a replica had begun when it died waits for the end of its lease, which is ended here.
pub fn settle(postgres: &Postgres) -> Result<()> {
    let begin = Instant::now();
    thread::sleep(Duration::from_secs(3));
    postgres.rows(DATABASE, "UPDATE jobs SET leased_until = NULL WHERE state = 'pending'")?;
    while postgres.rows(DATABASE, OPEN)?.trim() != "0" {
        ensure!(begin.elapsed() < PATIENCE, "what was under way is not done after {} s", PATIENCE.as_secs());
        thread::sleep(Duration::from_millis(200));
    }
    Ok(())
}

/// Fails where money was taken and nothing delivered, something was delivered twice or for nothing, or a seat was sold twice.
pub fn compare(postgres: &Postgres, ports: Ports) -> Result<Sales> {
    let rows = postgres.rows(DATABASE, SOLD)?;
    let orders = orders(&rows)?;
    let truth: Value = serde_json::from_str(&http::text(&format!("{}/_truth", ports.sandbox_url()))?)?;
    let payments = truth["payments"].as_array().context("the sandbox knows no payments")?;
    let succeeded: Vec<&str> =
        payments.iter().filter(|payment| payment["status"] == "succeeded").filter_map(|p| p["reference"].as_str()).collect();
    check(&orders, &succeeded)?;
    let twice = postgres.rows(DATABASE, TWICE)?;
    ensure!(twice.trim() == "0", "{} people hold something twice", twice.trim());
    let taken = postgres.rows(DATABASE, TAKEN)?;
    let (taken, held) = taken.trim().split_once('|').context("there is no offer")?;
    ensure!(taken == held, "{taken} seats count as taken, and {held} are");
    ensure!(taken.parse::<usize>()? <= SEATS && succeeded.len() <= SEATS, "{taken} of {SEATS} seats are taken");
    Ok(Sales { paid: succeeded.len() })
}

/// An order as its payment shows it.
struct Sold {
    state: String,
    grants: usize,
    receipts: usize,
}

fn orders(rows: &str) -> Result<BTreeMap<&str, Sold>> {
    rows.lines().filter(|row| !row.trim().is_empty()).map(|row| read(row).with_context(|| format!("reading {row}"))).collect()
}

fn read(row: &str) -> Option<(&str, Sold)> {
    let mut fields = row.trim().split('|');
    let (reference, state) = (fields.next()?, fields.next()?.to_owned());
    Some((reference, Sold { state, grants: fields.next()?.parse().ok()?, receipts: fields.next()?.parse().ok()? }))
}

/// Each payment that succeeded has a paid order with one grant and one receipt, and nothing else has a grant.
fn check(orders: &BTreeMap<&str, Sold>, succeeded: &[&str]) -> Result<()> {
    for reference in succeeded {
        let sold = orders.get(reference).with_context(|| format!("the payment {reference} is lost"))?;
        let Sold { state, grants, receipts } = sold;
        ensure!(state == "paid" && *grants == 1 && *receipts == 1, "{reference} is paid: {state}, {grants} grants, {receipts} receipts");
    }
    let granted = orders.values().filter(|sold| sold.grants > 0).count();
    ensure!(granted == succeeded.len(), "{granted} orders are granted, and {} are paid", succeeded.len());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lost_or_granted_for_nothing_or_twice_fails_the_run() {
        let holds = |rows: &str, succeeded: &[&str]| check(&orders(rows).unwrap(), succeeded).is_ok();
        assert!(holds("pi_1|paid|1|1\npi_2|expired|0|0\n", &["pi_1"]));
        assert!(!holds("", &["pi_1"]));
        assert!(!holds("pi_1|awaiting_payment|0|0\n", &["pi_1"]));
        assert!(!holds("pi_1|paid|2|1\n", &["pi_1"]) && !holds("pi_1|paid|1|0\n", &["pi_1"]));
        assert!(!holds("pi_1|paid|1|1\n", &[]));
        assert!(orders("pi_1|paid\n").is_err());
    }
}
