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

/// The steps so far.
#[derive(Debug, Default)]
pub struct Report {
    steps: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    name: String,
    counts: Counts,
    took: Duration,
}

impl Report {
    /// Does a step that is right or wrong, and says which.
    pub fn check(&mut self, name: &str, work: impl FnOnce() -> Result<()>) -> Result<bool> {
        self.step(name, || work().map(|()| Counts { passed: 1, ..Counts::default() }))
    }

    /// Does a step that counts tests, and says whether none failed. An error is one failure, and the next step follows.
    pub fn step(&mut self, name: &str, work: impl FnOnce() -> Result<Counts>) -> Result<bool> {
        println!("\n=== {name}");
        let start = Instant::now();
        let counts = work().unwrap_or_else(|error| {
            eprintln!("{error:#}");
            ONE_FAILURE
        });
        if process::interrupted() {
            bail!("interrupted");
        }
        self.steps.push(Step { name: name.to_owned(), counts, took: start.elapsed() });
        Ok(counts.failed == 0)
    }

    /// Whether something ran and nothing failed.
    pub fn passed(&self) -> bool {
        let total = self.total();
        total.failed == 0 && total.passed > 0
    }

    fn total(&self) -> Counts {
        let mut total = Counts::default();
        for step in &self.steps {
            total += step.counts;
        }
        total
    }
}

impl Display for Report {
    /// A line a step, and the sum alone on the last line: other programs read it.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f)?;
        for step in &self.steps {
            let mark = if step.counts.failed == 0 { "ok  " } else { "FAIL" };
            writeln!(f, "{mark} {:<18} {:>7.1} s   {}", step.name, step.took.as_secs_f64(), step.counts)?;
        }
        write!(f, "\n{}", self.total())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_is_the_sum() {
        let mut report = Report::default();
        assert!(report.check("fmt", || Ok(())).unwrap());
        assert!(report.step("unit", || Ok(Counts { passed: 40, skipped: 2, ..Counts::default() })).unwrap());
        assert_eq!(report.to_string().lines().last(), Some("41 passed, 0 failed, 2 skipped"));
        assert!(report.passed());

        assert!(!report.check("clippy", || bail!("no")).unwrap());
        assert_eq!(report.to_string().lines().last(), Some("41 passed, 1 failed, 2 skipped"));
        assert!(!report.passed());
    }

    #[test]
    fn nothing_run_is_not_a_pass() {
        assert!(!Report::default().passed());
        assert_eq!(Report::default().to_string().lines().last(), Some("0 passed, 0 failed"));
    }
}
