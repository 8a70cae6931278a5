//! What passed, what failed, and how long it took.

use super::ONE_FAILURE;
use crate::process;
use anyhow::{Result, bail};
use std::fmt::{self, Display, Formatter};
use std::ops::AddAssign;
use std::time::{Duration, Instant};

/// Numbers of tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Ran well.
    pub passed: u64,
    /// Did not.
    pub failed: u64,
    /// Were not run.
    pub skipped: u64,
    /// Of those that ran well, how many did so only at a second try.
    pub at_second_try: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
        self.at_second_try += other.at_second_try;
    }
}

impl Display for Counts {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        if self.at_second_try > 0 {
            write!(f, ", {} only at a second try", self.at_second_try)?;
        }
        Ok(())
    }
}

/// How a step ended.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// How many tests did what.
    pub counts: Counts,
    /// What failed, and what passed only at a second try, a line each: a log may be cut, its last lines are kept.
    pub told: Vec<String>,
}

impl From<Counts> for Outcome {
    fn from(counts: Counts) -> Self {
        Self { counts, told: Vec::new() }
    }
}

impl Outcome {
    /// The outcome of a second try, after a first one.
    pub fn after(mut self, first: Self) -> Self {
        self.counts.at_second_try += first.counts.failed;
        self.told.splice(..0, first.told);
        self
    }

    /// Counts one more failure, and tells it.
    pub fn fail(&mut self, what: impl Into<String>) {
        self.counts.failed += 1;
        self.told.push(what.into());
    }
}

/// The steps so far.
#[derive(Debug, Default)]
pub struct Report {
    steps: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    name: String,
    outcome: Outcome,
    took: Duration,
}

impl Report {
    /// Does a step that is right or wrong, and says which.
    pub fn check(&mut self, name: &str, work: impl FnOnce() -> Result<()>) -> Result<bool> {
        self.step(name, || work().map(|()| Counts { passed: 1, ..Counts::default() }.into()))
    }

    /// Does a step that counts tests, and says whether none failed. An error is one failure, and the next step follows.
    pub fn step(&mut self, name: &str, work: impl FnOnce() -> Result<Outcome>) -> Result<bool> {
        println!("\n=== {name}");
        let start = Instant::now();
        let outcome = work();
        self.add(name, start.elapsed(), outcome)
    }

    /// Adds a step that was done beside others, and says whether nothing of it failed.
    pub fn add(&mut self, name: &str, took: Duration, outcome: Result<Outcome>) -> Result<bool> {
        let outcome = outcome.unwrap_or_else(|error| {
            eprintln!("{error:#}");
            Outcome { counts: ONE_FAILURE, told: first_line(&format!("{error:#}")) }
        });
        if process::interrupted() {
            bail!("interrupted");
        }
        let is_well = outcome.counts.failed == 0;
        self.steps.push(Step { name: name.to_owned(), outcome, took });
        Ok(is_well)
    }

    /// Whether something ran and nothing failed.
    pub fn passed(&self) -> bool {
        let total = self.total();
        total.failed == 0 && total.passed > 0
    }

    fn total(&self) -> Counts {
        let mut total = Counts::default();
        for step in &self.steps {
            total += step.outcome.counts;
        }
        total
    }
}

impl Display for Report {
    /// A line a step with what it told below, and the sum alone on the last line: other programs read it.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f)?;
        for step in &self.steps {
            let counts = step.outcome.counts;
            let mark = if counts.failed == 0 { "ok  " } else { "FAIL" };
            writeln!(f, "{mark} {:<18} {:>7.1} s   {counts}", step.name, step.took.as_secs_f64())?;
            for told in &step.outcome.told {
                writeln!(f, "       {told}")?;
            }
        }
        write!(f, "\n{}", self.total())
    }
}

/// The first line of some words, if there is any.
fn first_line(words: &str) -> Vec<String> {
    words.lines().next().map(str::to_owned).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_is_the_sum() {
        let mut report = Report::default();
        assert!(report.check("fmt", || Ok(())).unwrap());
        assert!(report.step("unit", || Ok(Counts { passed: 40, skipped: 2, ..Counts::default() }.into())).unwrap());
        assert_eq!(report.to_string().lines().last(), Some("41 passed, 0 failed, 2 skipped"));
        assert!(report.passed());

        assert!(!report.check("clippy", || bail!("no")).unwrap());
        assert_eq!(report.to_string().lines().last(), Some("41 passed, 1 failed, 2 skipped"));
        assert!(!report.passed());
    }

    #[test]
    fn what_failed_stands_below_its_step() {
        let mut report = Report::default();
        let mut outcome = Outcome::from(Counts { passed: 1, ..Counts::default() });
        outcome.fail("the server panicked");
        report.step("site", || Ok(outcome)).unwrap();
        let told = report.to_string();
        let lines: Vec<_> = told.lines().collect();
        assert!(lines[1].starts_with("FAIL site") && lines[2].ends_with("       the server panicked"), "{told}");
    }

    #[test]
    fn nothing_run_is_not_a_pass() {
        assert!(!Report::default().passed());
        assert_eq!(Report::default().to_string().lines().last(), Some("0 passed, 0 failed"));
    }
}
