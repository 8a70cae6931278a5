//! Load on one address of this machine, for a few seconds, by `wrk`.

use super::line::figure;
use crate::process;
use anyhow::{Context, Result, bail, ensure};
use std::path::Path;
use std::process::Command;

/// What one address bore.
#[derive(Clone, Debug, PartialEq)]
pub struct Load {
    /// Answers in a second.
    pub per_second: f64,
    /// The median answer, in milliseconds.
    pub median: f64,
    /// The slowest hundredth, in milliseconds.
    pub p99: f64,
}

impl Load {
    /// How long answers took, in words.
    pub fn times(&self) -> String {
        format!("p50 {} ms, p99 {} ms", figure(self.median), figure(self.p99))
    }
}

/// Who asks.
#[derive(Clone, Copy)]
pub enum Who<'a> {
    /// Anybody.
    Nobody,
    /// The person whose cookie this is.
    One(&'a str),
    /// The people of this script of `wrk`, by turns.
    Many(&'a Path),
}

/// What browsers say that they unpack.
const CODINGS: &str = "gzip, deflate, br, zstd";

/// Asks for an address as fast as it answers, over 64 connections: two seconds to warm up, eight that count.
pub fn run(url: &str, who: Who<'_>) -> Result<Load> {
    ensure!(url.starts_with("http://127.0.0.1:"), "load goes to this machine only");
    wrk(url, who, "2s")?;
    parse(&wrk(url, who, "8s")?)
}

/// The same for some seconds that nobody counts, to look at what it does.
pub fn burden(url: &str, who: Who<'_>) -> Result<()> {
    wrk(url, who, "6s").map(drop)
}

fn wrk(url: &str, who: Who<'_>, duration: &str) -> Result<String> {
    let mut wrk = Command::new("wrk");
    wrk.args(["--threads", "1", "--connections", "64", "--duration", duration, "--latency"]);
    wrk.arg("--header").arg(format!("Accept-Encoding: {CODINGS}"));
    match who {
        Who::Nobody => &mut wrk,
        Who::One(cookie) => wrk.arg("--header").arg(format!("Cookie: {cookie}")),
        Who::Many(script) => wrk.arg("--script").arg(script),
    };
    process::read(wrk.arg(url))
}

/// A script of `wrk` that asks with each of these cookies by turns.
pub fn script(cookies: &[String]) -> String {
    let cookies: Vec<String> = cookies.iter().map(|cookie| format!("{cookie:?}")).collect();
    format!(
        "local cookies, turn = {{{}}}, 0
function request()
  turn = turn % #cookies + 1
  return wrk.format(nil, nil, {{ [\"Accept-Encoding\"] = {CODINGS:?}, [\"Cookie\"] = cookies[turn] }})
end
",
        cookies.join(", ")
    )
}

fn parse(report: &str) -> Result<Load> {
    let after = |label: &str| report.lines().find_map(|line| Some(line.trim().strip_prefix(label)?.trim().to_owned()));
    ensure!(after("Non-2xx or 3xx responses:").is_none(), "the server answered with errors:\n{report}");
    Ok(Load {
        per_second: after("Requests/sec:").context("wrk counts no requests")?.parse()?,
        median: millis(&after("50%").context("wrk gives no median")?)?,
        p99: millis(&after("99%").context("wrk gives no 99th percentile")?)?,
    })
}

/// Reads `850.00us`, `1.23ms`, `2.00s` and `1.10m`.
fn millis(time: &str) -> Result<f64> {
    let at = time.find(|letter: char| letter.is_alphabetic()).context("a time without a unit")?;
    let (number, unit) = time.split_at(at);
    let number: f64 = number.parse()?;
    Ok(match unit {
        "us" => number / 1e3,
        "ms" => number,
        "s" => number * 1e3,
        "m" => number * 6e4,
        _ => bail!("a time in {unit}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "Running 8s test @ http://127.0.0.1:1/\n  Latency Distribution\n     50%    1.23ms\n     75%    2.00ms\n     99%    9.87ms\n  400 requests in 8.00s\nRequests/sec:  20123.45\nTransfer/sec: 1MB\n";

    #[test]
    fn a_report_is_read() {
        let load = parse(REPORT).unwrap();
        assert_eq!(load, Load { per_second: 20_123.45, median: 1.23, p99: 9.87 });
        assert_eq!(load.times(), "p50 1.23 ms, p99 9.87 ms");
    }

    #[test]
    fn every_unit_of_time_is_known() {
        for (time, wanted) in [("850.00us", 0.85), ("1.23ms", 1.23), ("2.00s", 2_000.0), ("1.50m", 90_000.0)] {
            assert!((millis(time).unwrap() - wanted).abs() < 1e-9, "{time}");
        }
        assert!(millis("7").is_err() && millis("7h").is_err());
    }

    #[test]
    fn many_ask_by_turns() {
        let script = script(&["session=a".to_owned(), "session=b".to_owned()]);
        assert!(script.starts_with("local cookies, turn = {\"session=a\", \"session=b\"}, 0\n"), "{script}");
    }

    #[test]
    fn errors_are_not_speed() {
        assert!(parse(&format!("{REPORT}  Non-2xx or 3xx responses: 400\n")).is_err());
    }
}
