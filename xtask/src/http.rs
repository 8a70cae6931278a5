//! A small HTTP client for servers on this machine.

use anyhow::{Context, Result, ensure};
use std::net::{Ipv4Addr, TcpListener};
use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use ureq::Agent;

/// A client that follows no redirect and takes no status for an error.
pub fn client(patience: Duration) -> Agent {
    Agent::config_builder()
        .timeout_global(Some(patience))
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .build()
        .into()
}

/// Whether an address answers 200.
pub fn answers(url: &str) -> bool {
    client(Duration::from_secs(2)).get(url).call().is_ok_and(|response| response.status() == 200)
}

/// What an address answers.
pub fn text(url: &str) -> Result<String> {
    let mut answer = client(Duration::from_secs(20)).get(url).call().with_context(|| format!("asking {url}"))?;
    ensure!(answer.status() == 200, "{url} answered {}", answer.status());
    answer.body_mut().read_to_string().with_context(|| format!("reading {url}"))
}

/// Ports that a system gives to no connection by itself, as it does from 32 768 on, and that the Rust tests leave alone: one of these stays
/// free until it is taken.
const PORTS: Range<u16> = 30_500..32_000;

/// A port that nobody listens on, another one each time.
pub fn free_port() -> Result<u16> {
    static ASKED: AtomicU32 = AtomicU32::new(0);
    let span = u32::from(PORTS.end - PORTS.start);
    let from = std::process::id().wrapping_mul(97);
    let next =
        || u16::try_from(from.wrapping_add(ASKED.fetch_add(1, Ordering::Relaxed)) % span).map_or(PORTS.start, |step| PORTS.start + step);
    PORTS.map(|_| next()).find(|port| is_free(*port)).context("there is no free port")
}

/// Whether nobody listens on a port.
pub fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}
