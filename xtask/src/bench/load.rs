//! Load on one address of this machine, for a few seconds, by `wrk`.

use crate::process;
use anyhow::{Context, Result, ensure};
use std::fmt::{self, Display, Formatter};
use std::process::Command;

/// What one address bore.
#[derive(Clone, Debug, PartialEq)]
pub struct Load {
    /// Answers in a second.
    pub per_second: f64,
    /// The median, as `wrk` writes it.
    pub median: String,
    /// The slowest hundredth.
    pub p99: String,
}

impl Display for Load {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:.0}/s   p50 {}   p99 {}", self.per_second, self.median, self.p99)
    }
}

/// Asks for an address as fast as it answers, over 64 connections: two seconds to warm up, eight that count.
pub fn run(url: &str, cookie: Option<&str>) -> Result<Load> {
    ensure!(url.starts_with("http://127.0.0.1:"), "load goes to this machine only");
    wrk(url, cookie, "2s")?;
    parse(&wrk(url, cookie, "8s")?)
}

fn wrk(url: &str, cookie: Option<&str>, duration: &str) -> Result<String> {
    let mut wrk = Command::new("wrk");
    wrk.args(["--threads", "1", "--connections", "64", "--duration", duration, "--latency", "--header", "Accept-Encoding: br"]);
    if let Some(cookie) = cookie {
        wrk.arg("--header").arg(format!("Cookie: {cookie}"));
    }
    process::read(wrk.arg(url))
}

fn parse(report: &str) -> Result<Load> {
    let after = |label: &str| report.lines().find_map(|line| Some(line.trim().strip_prefix(label)?.trim().to_owned()));
    ensure!(after("Non-2xx or 3xx responses:").is_none(), "the server answered with errors:\n{report}");
    Ok(Load {
        per_second: after("Requests/sec:").context("wrk counts no requests")?.parse()?,
        median: after("50%").context("wrk gives no median")?,
        p99: after("99%").context("wrk gives no 99th percentile")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "Running 8s test @ http://127.0.0.1:1/\n  Latency Distribution\n     50%    1.23ms\n     75%    2.00ms\n     99%    9.87ms\n  400 requests in 8.00s\nRequests/sec:  20123.45\nTransfer/sec: 1MB\n";

    #[test]
    fn a_report_is_read() {
        let load = parse(REPORT).unwrap();
        assert_eq!(load.to_string(), "20123/s   p50 1.23ms   p99 9.87ms");
    }

    #[test]
    fn errors_are_not_speed() {
        assert!(parse(&format!("{REPORT}  Non-2xx or 3xx responses: 400\n")).is_err());
    }
}
