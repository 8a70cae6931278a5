//! How many orders a second go from paid to fulfilled: orders are made over HTTP and paid at the sandbox without a word to the
//! shop; then all of its webhooks are sent at once, and the clock stops when the last order is fulfilled.

use crate::postgres::Postgres;
use crate::stack::Ports;
use crate::{http, process};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use ureq::Agent;

/// Orders of one measurement.
const ORDERS: usize = 1_000;
/// How long the shop may take for all of them.
const PATIENCE: Duration = Duration::from_mins(2);

/// How many orders are fulfilled.
const FULFILLED: &str = "SELECT COUNT(*) FROM grants g JOIN order_items i ON i.id = g.order_item_id";

/// Orders that are paid, and of which the shop has not heard.
pub struct Paid {
    client: Agent,
    fulfilled_before: usize,
}

/// Makes and pays the orders of one round.
pub fn pay_all(ports: Ports, postgres: &Postgres, round: &str) -> Result<Paid> {
    let client = http::client(PATIENCE);
    sql(postgres, "UPDATE offers SET seats = NULL; DELETE FROM price_tiers WHERE until_taken IS NOT NULL")?;
    control(&client, ports, "webhooks", &json!({ "enabled": false }))?;
    let fulfilled_before = paid(postgres)?;
    for number in 0..ORDERS {
        ensure!(!process::interrupted(), "interrupted");
        pay(&client, ports, &format!("{round}-{number}@example.com"))?;
    }
    Ok(Paid { client, fulfilled_before })
}

/// Tells the shop of them at once. Gives how many were settled a second.
pub fn rate(ports: Ports, postgres: &Postgres, orders: &Paid) -> Result<f64> {
    let (client, before) = (&orders.client, orders.fulfilled_before);
    let begin = Instant::now();
    control(client, ports, "webhooks", &json!({ "enabled": true }))?;
    control(client, ports, "events/deliver", &json!({ "types": ["payment_intent.succeeded"], "parallel": 16 }))?;
    wait_for(postgres, before + ORDERS)?;
    let took = begin.elapsed();
    let settled = paid(postgres)?.saturating_sub(before);
    ensure!(settled >= ORDERS, "{settled} of {ORDERS} orders were settled in time");
    #[expect(clippy::cast_precision_loss, reason = "a thousand is exact")]
    Ok(ORDERS as f64 / took.as_secs_f64())
}

/// Waits until so many orders are fulfilled, or the patience ends. The database itself looks: each question from outside would be a
/// process and a connection of its own.
fn wait_for(postgres: &Postgres, orders: usize) -> Result<()> {
    let (done, most) = (format!("({FULFILLED}) >= {orders}"), PATIENCE.as_secs());
    let end = format!("clock_timestamp() > begun + INTERVAL '{most} seconds'");
    // Each look is a transaction of its own, so that what others write meanwhile can be tidied up.
    let block = format!(
        "DO $$ DECLARE begun timestamptz := clock_timestamp(); BEGIN LOOP EXIT WHEN {done} OR {end}; COMMIT; PERFORM pg_sleep(0.05); END LOOP; END $$"
    );
    sql(postgres, &block).map(drop)
}

/// Makes an order and pays it with the good card.
fn pay(client: &Agent, ports: Ports, email: &str) -> Result<()> {
    let quote = call(client, ports, "checkout/quote", &[])?;
    let id = quote["quote"]["id"].as_str().context("no quote")?;
    let started = call(client, ports, "checkout/start", &[("quote", id), ("email", email), ("name", "Settle")])?;
    let secret = started["client_secret"].as_str().context("no payment")?;
    let intent = secret.split("_secret").next().unwrap_or_default();
    control(client, ports, &format!("payment_intents/{intent}/confirm"), &json!({ "card": "4242424242424242" }))
}

fn call(client: &Agent, ports: Ports, function: &str, form: &[(&str, &str)]) -> Result<Value> {
    let request = client.post(format!("{}/api/{function}", ports.url())).header("accept", "application/json");
    let request = request.header("origin", ports.url()).header("sec-fetch-site", "same-origin");
    let mut answer = request.send_form(form.iter().copied()).with_context(|| format!("asking {function}"))?;
    let text = answer.body_mut().read_to_string()?;
    ensure!(answer.status().is_success(), "{function}: {} {text}", answer.status());
    Ok(serde_json::from_str(&text)?)
}

fn control(client: &Agent, ports: Ports, path: &str, body: &Value) -> Result<()> {
    let request = client.post(format!("{}/_control/{path}", ports.sandbox_url())).header("content-type", "application/json");
    let answer = request.send(body.to_string()).with_context(|| format!("telling the sandbox {path}"))?;
    ensure!(answer.status().is_success(), "the sandbox refused {path}: {}", answer.status());
    Ok(())
}

fn paid(postgres: &Postgres) -> Result<usize> {
    sql(postgres, FULFILLED)?.trim().parse().context("counting fulfilled orders")
}

/// What a statement answers, a row a line.
pub fn sql(postgres: &Postgres, statement: &str) -> Result<String> {
    postgres.rows("bench", statement)
}
