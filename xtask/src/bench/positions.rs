//! A hundred students who watch at once: each saves the place every five seconds. What it costs is the processor time of the
//! server, as a part of one core.

use super::line::{Budget, Line, figure};
use super::visitor;
use crate::http;
use crate::stack::Ports;
use anyhow::{Context, Result, ensure};
use std::thread;
use std::time::{Duration, Instant};

/// Students of [`super::dashboard`] who watch.
const STUDENTS: u32 = 100;
/// Between two saves, whoever makes them: each of them saves every five seconds.
const PAUSE: Duration = Duration::from_millis(5_000 / STUDENTS as u64);
/// Saves of one measurement: half a minute.
const SAVES: u32 = 600;
/// The kernel counts processor time in hundredths of a second.
const TICKS_PER_SECOND: f64 = 100.0;

/// What saving cost.
pub struct Cost {
    /// Of one core, in per cent.
    pub percent: f64,
    /// The median answer.
    pub median: Duration,
    /// The slowest hundredth.
    pub p99: Duration,
}

impl Cost {
    /// A hundred who watch may cost a twentieth of a core.
    pub fn line(&self, name: &str) -> Line {
        let times = format!("p50 {} ms, p99 {} ms", figure(millis(self.median)), figure(millis(self.p99)));
        Line::new(name, self.percent, "% of a core").within(Budget::Below(5.0)).with(times)
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Signs the students in: others than the one of [`super::dashboard`], whose mailbox holds a link that was spent.
pub fn sign_in(ports: Ports) -> Result<Vec<String>> {
    (2..STUDENTS + 2).map(|n| visitor::sign_in(ports, &format!("student-{n}@lectern.test"))).collect()
}

/// Lets as many pages watch as there are students, shared between those who are signed in with these cookies.
pub fn cost(ports: Ports, cookies: &[String], server: u32) -> Result<Cost> {
    let client = http::client(Duration::from_secs(10));
    let lesson = lesson(&client, ports, cookies.first().context("nobody watches")?)?;
    let url = format!("{}/api/learning/position", ports.url());
    let (begin, before) = (Instant::now(), ticks(server)?);
    let mut answers = Vec::new();
    for (number, cookie) in (0..SAVES).zip(cookies.iter().cycle()) {
        let due = begin + PAUSE * number;
        thread::sleep(due.saturating_duration_since(Instant::now()));
        let asked = Instant::now();
        let request = client.post(&url).header("cookie", cookie).header("accept", "application/json");
        let request = request.header("origin", ports.url()).header("sec-fetch-site", "same-origin");
        let status = request.send_form(form(&lesson, number))?.status();
        ensure!(status.is_success(), "saving a place: {status}");
        answers.push(asked.elapsed());
    }
    let used = f64::from(ticks(server)? - before) / TICKS_PER_SECOND;
    answers.sort_unstable();
    let at = |hundredth: usize| answers[(answers.len() - 1) * hundredth / 100];
    Ok(Cost { percent: used * 100.0 / begin.elapsed().as_secs_f64(), median: at(50), p99: at(99) })
}

/// The id of the lesson that they watch.
fn lesson(client: &ureq::Agent, ports: Ports, cookie: &str) -> Result<String> {
    let url = format!("{}/api/learning/lesson?slug=talk-to-five-people", ports.url());
    let mut answer = client.get(url).header("cookie", cookie).header("accept", "application/json").call()?;
    let lesson: serde_json::Value = serde_json::from_str(&answer.body_mut().read_to_string()?)?;
    lesson["id"].as_str().map(str::to_owned).context("the lesson has no id")
}

/// What the page sends with this number; its student has watched as many times five seconds as there were rounds before.
fn form(lesson: &str, number: u32) -> [(&'static str, String); 10] {
    let round = number / STUDENTS;
    let at = (round * 5).to_string();
    [
        ("lesson", lesson.to_owned()),
        ("video", "76979871".to_owned()),
        ("at", at.clone()),
        ("furthest", at),
        ("duration", "600".to_owned()),
        ("parts", (1_i64 << round).to_string()),
        ("rewound", "0".to_owned()),
        ("session", "0190b5a8-0000-7000-8000-00000000000a".to_owned()),
        ("number", (number + 1).to_string()),
        ("age", "0".to_owned()),
    ]
}

/// The processor time of a process, in ticks of the kernel.
fn ticks(pid: u32) -> Result<u32> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).context("reading the server's times")?;
    parse_ticks(&stat).context("the server's times are not where they should be")
}

/// The fourteenth and the fifteenth field; the second is a name in brackets, which may hold anything.
fn parse_ticks(stat: &str) -> Option<u32> {
    let (_, rest) = stat.rsplit_once(')')?;
    let mut times = rest.split_whitespace().skip(11);
    Some(times.next()?.parse::<u32>().ok()? + times.next()?.parse::<u32>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_in_the_program_and_in_the_kernel_is_added() {
        assert_eq!(parse_ticks("7 (a ) b) S 1 7 7 0 -1 4194560 100 0 0 0 25 17 0 0 20 0 1 0 5"), Some(42));
        assert_eq!(parse_ticks("7"), None);
    }
}
