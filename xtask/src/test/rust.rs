//! The Rust tests: by nextest where it is installed, else by Cargo itself.

use super::report::{Counts, Outcome};
use crate::files::Scratch;
use crate::postgres::Postgres;
use crate::process::Transcript;
use crate::workspace::Workspace;
use crate::{env, native, process};
use anyhow::{Result, bail};
use std::thread;

/// Runs the tests of some packages (the default members, when none is named).
pub fn test(workspace: &Workspace, packages: &[&str], postgres: Option<&Postgres>) -> Result<Outcome> {
    let has_nextest = env::find_program("cargo-nextest").is_some();
    let mut cargo = native::cargo(workspace, if has_nextest { "nextest" } else { "test" });
    if has_nextest {
        cargo.args(["run", "--no-tests", "pass", "--status-level", "slow", "--final-status-level", "flaky"]);
        // One more than there are cores, because there is always one that waits.
        let at_once = thread::available_parallelism().map_or(2, |cores| cores.get() + 1);
        cargo.args(["--test-threads", &at_once.to_string()]);
    }
    let scratch = Scratch::make("tests", true)?;
    cargo.arg("--no-fail-fast").args(packages).env("TMPDIR", scratch.path()).env_remove("LECTERN_TEST_POSTGRES");
    if let Some(server) = postgres {
        cargo.env("LECTERN_TEST_POSTGRES", server.url("postgres"));
    }
    let transcript = process::tee(&mut cargo)?;
    let counts = settle(if has_nextest { nextest_counts(&transcript.text) } else { cargo_counts(&transcript.text) }, &transcript)?;
    Ok(Outcome { counts, told: names(&transcript.text) })
}

/// The tests that nextest names after its summary, each once: `FAIL [ 2.6s] ( 7/19) server::it races::a_name`.
fn names(text: &str) -> Vec<String> {
    let after = text.lines().skip_while(|line| !line.trim_start().starts_with("Summary ["));
    after.skip(1).map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|line| line.contains("::")).collect()
}

/// A run that failed without counting a failure did not compile.
fn settle(counts: Counts, transcript: &Transcript) -> Result<Counts> {
    if !transcript.success && counts.failed == 0 {
        bail!("the tests did not run to their end");
    }
    Ok(counts)
}

/// Reads `Summary [ 1.2s] 12 tests run: 9 passed (1 slow, 1 flaky), 2 failed, 1 timed out, 3 skipped`.
fn nextest_counts(text: &str) -> Counts {
    let mut counts = Counts::default();
    for line in text.lines().filter(|line| line.trim_start().starts_with("Summary [")) {
        let Some((_, outcome)) = line.split_once(" run: ") else { continue };
        for (number, word) in numbers(outcome) {
            match word {
                "passed" => counts.passed += number,
                "failed" | "timed" | "exec" => counts.failed += number,
                "skipped" => counts.skipped += number,
                "flaky" => counts.at_second_try += number,
                _ => {}
            }
        }
    }
    counts
}

/// Reads every `test result: FAILED. 3 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out`.
fn cargo_counts(text: &str) -> Counts {
    let mut counts = Counts::default();
    for line in text.lines().filter(|line| line.starts_with("test result: ")) {
        for (number, word) in numbers(line) {
            match word {
                "passed" => counts.passed += number,
                "failed" => counts.failed += number,
                "ignored" => counts.skipped += number,
                _ => {}
            }
        }
    }
    counts
}

/// Every number that is followed by a word.
fn numbers(text: &str) -> impl Iterator<Item = (u64, &str)> {
    let words: Vec<&str> = text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    (1..words.len()).filter_map(move |index| Some((words[index - 1].parse().ok()?, words[index])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nextest_summaries_are_counted() {
        let text = "     Summary [   1.234s] 15 tests run: 12 passed (1 slow, 2 flaky), 2 failed, 1 timed out, 3 skipped\n";
        assert_eq!(nextest_counts(text), Counts { passed: 12, failed: 3, skipped: 3, at_second_try: 2 });
        assert_eq!(nextest_counts("     Summary [   0.020s] 2 tests run: 2 passed, 0 skipped"), Counts { passed: 2, ..Counts::default() });
        assert_eq!(nextest_counts("error: could not compile"), Counts::default());
    }

    #[test]
    fn nextest_names_what_failed() {
        let text = "TRY 1 FAIL [ 1s] a::b\n   Summary [ 1.2s] 2 tests run: 1 passed (1 flaky), 1 failed\n   FLAKY 2/2 [   4.0s] (7/9) server::it races::x\nerror: test run failed\n";
        assert_eq!(names(text), ["FLAKY 2/2 [ 4.0s] (7/9) server::it races::x"]);
    }

    #[test]
    fn cargo_results_are_summed() {
        let text = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s\ntest result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out\n";
        assert_eq!(cargo_counts(text), Counts { passed: 4, failed: 2, skipped: 1, at_second_try: 0 });
    }

    #[test]
    fn a_run_that_broke_is_an_error() {
        let broken = Transcript { success: false, text: String::new() };
        assert!(settle(Counts::default(), &broken).is_err());
        assert!(settle(Counts { failed: 1, ..Counts::default() }, &broken).is_ok());
    }
}
