//! What the machine's time goes to while something runs: a flame graph by `perf`, and what each program and function had of it.

use super::line::figure;
use crate::process::{self, Service};
use crate::{env, files};
use anyhow::{Context, Result};
use inferno::collapse::{Collapse, perf};
use inferno::flamegraph;
use nix::sys::signal::Signal;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

/// So often a second each core is looked at: in step with no timer.
const LOOKS: &str = "97";
/// So much is kept of each stack, in bytes.
const STACK: &str = "dwarf,16384";
/// `perf` has begun by then.
const BEGUN: Duration = Duration::from_millis(500);
/// So many functions are named.
const FUNCTIONS: usize = 12;
/// What a core does that has nothing to do.
const IDLE: &str = "idle";

/// The processes of ours, which `perf` knows by their threads' names.
pub type Ours<'a> = &'a [(u32, &'a str)];

/// Whether there is a `perf`. It may still not be let to look.
pub fn is_possible() -> bool {
    env::find_program("perf").is_some()
}

/// Does some work while `perf` looks on, draws `flame-NAME.svg` into the folder of logs, and says in Markdown what was seen. Nothing where
/// `perf` is not there or may not look; the work is done all the same.
pub fn of(logs: &Path, name: &str, ours: Ours<'_>, work: impl FnOnce() -> Result<()>) -> Result<Option<String>> {
    let Some(perf) = env::find_program("perf") else {
        work()?;
        return Ok(None);
    };
    let (data, log) = (logs.join(format!("perf-{name}.data")), logs.join(format!("perf-{name}.log")));
    let mut record = Command::new(&perf);
    record.args(["record", "--all-cpus", "--freq", LOOKS, "--call-graph", STACK, "--output"]).arg(&data);
    let mut looking = Service::start("perf", &mut record, &log)?.ended_by(Signal::SIGINT);
    thread::sleep(BEGUN);
    work()?;
    if !looking.is_running() {
        return Ok(None);
    }
    drop(looking);
    let seen = shown(&perf, &data, ours).inspect_err(|error| println!("what perf saw cannot be shown: {error:#}")).ok();
    drop(std::fs::remove_file(&data));
    let Some(seen) = seen else { return Ok(None) };
    let picture = format!("flame-{name}.svg");
    files::write(&logs.join(&picture), &seen.picture)?;
    Ok(Some(told(&seen.stacks, &picture)))
}

/// What `perf` saw: how often each stack, and a picture of them.
struct Seen {
    stacks: BTreeMap<String, u64>,
    picture: Vec<u8>,
}

fn shown(perf: &Path, data: &Path, ours: Ours<'_>) -> Result<Seen> {
    let mut script = Command::new(perf);
    script.args(["script", "--no-inline", "--fields", "+pid", "--input"]).arg(data);
    let stacks = named(&collapsed(&process::read(&mut script)?)?, ours);
    let picture = drawn(&stacks)?;
    Ok(Seen { stacks, picture })
}

/// A line for each stack: `program-pid;frame;frame 12`.
fn collapsed(script: &str) -> Result<String> {
    let mut options = perf::Options::default();
    options.include_pid = true;
    let mut lines = Vec::new();
    perf::Folder::from(options).collapse(script.as_bytes(), &mut lines).context("reading what perf saw")?;
    Ok(String::from_utf8_lossy(&lines).into_owned())
}

/// The same with the names that people know, and how often each was seen.
fn named(lines: &str, ours: Ours<'_>) -> BTreeMap<String, u64> {
    let mut stacks = BTreeMap::new();
    for line in lines.lines() {
        let Some((stack, Ok(count))) = line.rsplit_once(' ').map(|(stack, count)| (stack, count.parse::<u64>())) else { continue };
        let (thread, frames) = stack.split_once(';').unwrap_or((stack, ""));
        let (thread, pid) = thread.rsplit_once('-').unwrap_or((thread, ""));
        let known = ours.iter().find(|(id, _)| pid.parse() == Ok(*id)).map(|(_, name)| *name);
        let program = known.unwrap_or(if thread.starts_with("swapper") { IDLE } else { thread });
        let named = if program == IDLE { IDLE.to_owned() } else { format!("{program};{frames}") };
        *stacks.entry(named).or_default() += count;
    }
    stacks
}

fn drawn(stacks: &BTreeMap<String, u64>) -> Result<Vec<u8>> {
    let lines: Vec<String> = stacks.iter().map(|(stack, count)| format!("{stack} {count}")).collect();
    let mut options = flamegraph::Options::default();
    "What the machine's time went to".clone_into(&mut options.title);
    let mut picture = Vec::new();
    flamegraph::from_lines(&mut options, lines.iter().map(String::as_str), &mut picture).context("drawing what perf saw")?;
    Ok(picture)
}

/// The programs, and the functions where most of the time was spent.
fn told(stacks: &BTreeMap<String, u64>, picture: &str) -> String {
    let all: u64 = stacks.values().sum();
    let share = |count: u64| {
        #[expect(clippy::cast_precision_loss, reason = "some thousands are exact")]
        let share = 100.0 * count as f64 / all.max(1) as f64;
        format!("{} %", figure(share))
    };
    let mut text = format!("![Flame graph]({picture})\n\n| program | of the machine |\n|---|--:|\n");
    for (program, count) in most(stacks, |stack| stack.split(';').next()).into_iter().take(6) {
        let _ = writeln!(text, "| {program} | {} |", share(count));
    }
    text.push_str("\n| function | of the machine |\n|---|--:|\n");
    let ends = most(stacks, |stack| stack.rsplit_once(';').map(|(_, end)| end));
    for (function, count) in ends.into_iter().take(FUNCTIONS) {
        let _ = writeln!(text, "| `{}` | {} |", function.replace('|', "\\|"), share(count));
    }
    text
}

/// What stacks have in common, that which was seen most often first.
fn most<'a>(stacks: &'a BTreeMap<String, u64>, of: impl Fn(&'a str) -> Option<&'a str>) -> Vec<(&'a str, u64)> {
    let mut sums = BTreeMap::<&str, u64>::new();
    for (stack, count) in stacks {
        if let Some(name) = of(stack) {
            *sums.entry(name).or_default() += count;
        }
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: &str = "tokio-rt-worker-7;main;draw 3\ntokio-rt-worker-9;main;pay 2\nswapper-0;cpu_idle 4\nsqlx-worker-7;main;read 1\n";

    #[test]
    fn threads_have_the_name_of_their_program() {
        let stacks = named(LINES, &[(7, "lectern"), (9, "sandbox")]);
        let stacks: Vec<(&str, u64)> = stacks.iter().map(|(stack, count)| (stack.as_str(), *count)).collect();
        assert_eq!(stacks, [("idle", 4), ("lectern;main;draw", 3), ("lectern;main;read", 1), ("sandbox;main;pay", 2)]);
    }

    #[test]
    fn what_had_most_comes_first() {
        let stacks = named(LINES, &[(7, "lectern"), (9, "sandbox")]);
        let told = told(&stacks, "flame.svg");
        let rows: Vec<&str> = told.lines().filter(|line| line.contains('%')).collect();
        assert_eq!(
            rows,
            ["| idle | 40 % |", "| lectern | 40 % |", "| sandbox | 20 % |", "| `draw` | 30 % |", "| `pay` | 20 % |", "| `read` | 10 % |"]
        );
    }

    #[test]
    fn a_picture_is_drawn() {
        let picture = drawn(&named(LINES, &[])).unwrap();
        assert!(String::from_utf8(picture).unwrap().contains("<svg"));
    }
}
