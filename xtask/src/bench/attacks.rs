//! What others feel while somebody attacks: a thousand connections that say what they want a line at a time, two hundred sign-ins at
//! once, and whether the time of a refused sign-in tells who has an account. All of it on this machine, of a fixed size, for seconds.

use super::line::{Budget, Line, figure};
use super::memory;
use super::settle::sql;
use super::visitor;
use crate::http;
use crate::postgres::Postgres;
use crate::stack::Ports;
use anyhow::{Context, Result, ensure};
use std::io::Write;
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Connections that are slow at once.
const CONNECTIONS: usize = 1_000;
/// For so long.
const SLOW_FOR: Duration = Duration::from_secs(8);
/// Sign-ins at once.
const SIGN_INS: usize = 200;
/// Sign-ins whose time is taken, of either kind.
const SAMPLES: usize = 250;
/// Wrong passwords in a row before the shop would ask to wait.
const BEFORE_A_LIMIT: usize = 8;
/// The slowest hundredth of what others ask for takes less, in milliseconds.
const LIMIT: f64 = 1_000.0;
/// Memory that an attack may cost, in megabytes.
const MEMORY: f64 = 64.0;
/// The medians may differ by so many hundredths of the smaller one.
const APART: f64 = 5.0;
/// What others ask for.
const PAGES: [&str; 3] = ["/", "/sign-in", "/checkout"];
/// Who has an account, and a password that nobody here types: nobody of those who signed in before, whose mailboxes hold links that were
/// spent.
const KNOWN: &str = "student-200@lectern.test";
const PASSWORD: &str = "violet tractor umbrella nine";

/// What others felt meanwhile.
pub struct Felt {
    what: &'static str,
    p99: Duration,
    answers: usize,
    grown: f64,
}

impl Felt {
    /// How long others waited, and what the server took meanwhile: memory is no matter of the machine's speed.
    pub fn lines(&self) -> [Line; 2] {
        let Self { what, p99, answers, grown } = self;
        let waited = Line::new(format!("{what}: others' p99"), p99.as_secs_f64() * 1e3, "ms");
        let grown = Line::new(format!("{what}: more memory"), grown.max(0.0), "MB");
        [waited.within(Budget::Below(LIMIT)).with(format!("of {answers} pages")), grown.within(Budget::Below(MEMORY)).must_hold()]
    }
}

/// Opens a thousand connections that say another header line every half second, and measures what others feel.
pub fn slow_connections(ports: Ports, server: u32) -> Result<Felt> {
    let address = ports.url().trim_start_matches("http://").to_owned();
    felt("1 000 slow connections", ports, server, || {
        let mut slow = Vec::with_capacity(CONNECTIONS);
        for _ in 0..CONNECTIONS {
            let mut stream = TcpStream::connect(&address).context("opening a slow connection")?;
            stream.set_nonblocking(true)?;
            stream.write_all(b"POST /api/identity/request_link HTTP/1.1\r\nhost: x\r\n")?;
            slow.push(stream);
        }
        let begin = Instant::now();
        while begin.elapsed() < SLOW_FOR {
            thread::sleep(Duration::from_millis(500));
            // One that was closed on is done with.
            slow.retain_mut(|stream| stream.write_all(b"x-slow: 1\r\n").is_ok());
        }
        Ok(())
    })
}

/// Lets two hundred people sign in with passwords at once, and measures what others feel.
pub fn sign_ins(ports: Ports, server: u32) -> Result<Felt> {
    felt("200 sign-ins at once", ports, server, || {
        thread::scope(|scope| {
            let all: Vec<_> = (0..SIGN_INS).map(|n| scope.spawn(move || sign_in(ports, &format!("nobody-{n}@lectern.test")))).collect();
            for one in all {
                let (status, _) = one.join().ok().context("a sign-in panicked")??;
                ensure!([401, 503].contains(&status), "a sign-in was answered {status}");
            }
            Ok(())
        })
    })
}

/// Does something, and meanwhile asks for pages one after the other, as somebody else would.
fn felt(what: &'static str, ports: Ports, server: u32, attack: impl FnOnce() -> Result<()>) -> Result<Felt> {
    let before = memory::resident(server)?;
    let over = AtomicBool::new(false);
    let (attacked, times) = thread::scope(|scope| {
        let asking = scope.spawn(|| ask_until(ports, &over));
        let attacked = attack();
        over.store(true, Ordering::Relaxed);
        (attacked, asking.join())
    });
    attacked?;
    let mut times = times.ok().context("a visitor panicked")??;
    ensure!(!times.is_empty(), "{what}: nobody was answered");
    times.sort_unstable();
    let p99 = times[(times.len() - 1) * 99 / 100];
    Ok(Felt { what, p99, answers: times.len(), grown: memory::resident(server)? - before })
}

fn ask_until(ports: Ports, over: &AtomicBool) -> Result<Vec<Duration>> {
    let client = http::client(Duration::from_secs(20));
    let mut times = Vec::new();
    for page in PAGES.into_iter().cycle() {
        if over.load(Ordering::Relaxed) {
            break;
        }
        let asked = Instant::now();
        let status = client.get(format!("{}{page}", ports.url())).header("accept", "text/html").call()?.status();
        ensure!(status.is_success(), "{page} answered {status}");
        times.push(asked.elapsed());
        thread::sleep(Duration::from_millis(10));
    }
    Ok(times)
}

/// Tries to sign in with a wrong password. Gives the status and how long it took.
fn sign_in(ports: Ports, email: &str) -> Result<(u16, Duration)> {
    let client = http::client(Duration::from_mins(1));
    let request = client.post(format!("{}/api/identity/sign_in_with_password", ports.url())).header("accept", "application/json");
    let request = request.header("origin", ports.url()).header("sec-fetch-site", "same-origin");
    let asked = Instant::now();
    let status = request.send_form([("email", email), ("password", "a wrong one")])?.status().as_u16();
    Ok((status, asked.elapsed()))
}

/// How long it takes to refuse somebody who is known, and somebody who is not.
pub struct Told {
    known: Duration,
    unknown: Duration,
}

impl Told {
    /// How far the medians are apart: more than a little tells who is known, on any machine.
    pub fn line(&self) -> Line {
        let (known, unknown) = (self.known.as_secs_f64() * 1e3, self.unknown.as_secs_f64() * 1e3);
        let apart = (known - unknown).abs() / known.min(unknown) * 100.0;
        let times = format!("known {} ms, unknown {} ms", figure(known), figure(unknown));
        Line::new("a refusal tells who is known", apart, "% apart").within(Budget::AtMost(APART)).with(times).must_hold()
    }
}

/// Takes the time of five hundred refused sign-ins, of the known and the unknown by turns.
pub fn refusals(ports: Ports, postgres: &Postgres) -> Result<Told> {
    give_password(ports)?;
    let (mut known, mut unknown) = (Vec::with_capacity(SAMPLES), Vec::with_capacity(SAMPLES));
    for sample in 0..SAMPLES {
        if sample % BEFORE_A_LIMIT == 0 {
            sql(postgres, "DELETE FROM rate_limits")?;
        }
        for (email, times) in [(KNOWN, &mut known), ("nobody@lectern.test", &mut unknown)] {
            let (status, took) = sign_in(ports, email)?;
            ensure!(status == 401, "a wrong password was answered {status}");
            times.push(took);
        }
    }
    Ok(Told { known: median(&mut known), unknown: median(&mut unknown) })
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn give_password(ports: Ports) -> Result<()> {
    let cookie = visitor::sign_in(ports, KNOWN)?;
    let request = http::client(Duration::from_secs(20)).post(format!("{}/api/password/save", ports.url())).header("cookie", cookie);
    let request = request.header("accept", "application/json").header("origin", ports.url()).header("sec-fetch-site", "same-origin");
    let status = request.send_form([("password", PASSWORD)])?.status();
    ensure!(status.is_success(), "a password was refused: {status}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_makes_others_wait_misses_and_whoever_costs_memory_is_wrong() {
        let wrong = |p99, grown| {
            let lines = Felt { what: "x", p99: Duration::from_millis(p99), answers: 1, grown }.lines();
            lines.into_iter().filter(|line| line.is_met() == Some(false)).map(|line| line.must_hold).collect::<Vec<_>>()
        };
        assert!(wrong(999, 63.0).is_empty());
        assert_eq!((wrong(1_000, 0.0), wrong(1, 64.0)), (vec![false], vec![true]));
    }

    #[test]
    fn a_time_that_tells_who_is_known_fails_the_run() {
        let told = |known, unknown| Told { known: Duration::from_micros(known), unknown: Duration::from_micros(unknown) }.line();
        let holds = |known, unknown| told(known, unknown).is_met() == Some(true);
        assert!(holds(10_000, 10_400) && holds(10_400, 10_000) && told(1, 1).must_hold);
        assert!(!holds(10_000, 10_600) && !holds(10_600, 10_000));
        assert_eq!(median(&mut [3, 1, 2].map(Duration::from_secs)), Duration::from_secs(2));
    }
}
