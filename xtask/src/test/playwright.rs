//! Playwright's report, as its own program writes it.

use super::report::{Counts, Outcome};
use anyhow::{Context, Result};
use serde::Deserialize;

#[derive(Deserialize)]
struct Results {
    suites: Vec<Group>,
    stats: Stats,
}

#[derive(Deserialize)]
struct Stats {
    expected: u64,
    unexpected: u64,
    flaky: u64,
    skipped: u64,
}

/// A file of tests, or a group within one.
#[derive(Deserialize)]
struct Group {
    #[serde(default)]
    suites: Vec<Group>,
    #[serde(default)]
    specs: Vec<Spec>,
}

#[derive(Deserialize)]
struct Spec {
    title: String,
    file: String,
    tests: Vec<Test>,
}

/// A spec in one of the projects.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Test {
    project_name: String,
    status: String,
    results: Vec<Try>,
}

#[derive(Deserialize)]
struct Try {
    error: Option<Problem>,
}

#[derive(Deserialize)]
struct Problem {
    message: Option<String>,
}

impl Group {
    fn specs(&self) -> Vec<&Spec> {
        self.specs.iter().chain(self.suites.iter().flat_map(Self::specs)).collect()
    }
}

impl Spec {
    /// What is to be told of it: each of its tests that failed, at its first try or for good, with what was wrong.
    fn told(&self) -> impl Iterator<Item = String> {
        self.tests.iter().filter(|test| ["unexpected", "flaky"].contains(&test.status.as_str())).map(|test| {
            let problem = test.results.iter().find_map(|result| result.error.as_ref()?.message.as_deref()).unwrap_or_default();
            format!("{} {} [{}] “{}”: {}", test.status, self.file, test.project_name, self.title, plain(problem))
        })
    }
}

/// The outcome in a report. On a busy machine a browser sometimes stands still, so a test that fails is tried once more, and counted.
pub fn outcome(report: &str) -> Result<Outcome> {
    let Results { suites, stats } = serde_json::from_str(report).context("reading Playwright's results")?;
    let counts =
        Counts { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped, at_second_try: stats.flaky };
    Ok(Outcome { counts, told: suites.iter().flat_map(Group::specs).flat_map(Spec::told).collect() })
}

/// The first line, without what colours it.
fn plain(words: &str) -> String {
    let mut pieces = words.lines().next().unwrap_or_default().split('\u{1b}');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |plain, piece| plain + piece.split_once('m').map_or("", |(_, words)| words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_try_is_told() {
        let report = r#"{"suites":[{"specs":[],"suites":[{"specs":[{"title":"a tick","file":"tick.spec.ts","tests":[
            {"projectName":"wasm","status":"flaky","results":[{"error":{"message":"\u001b[31mError: no\u001b[39m\nmore"}},{}]},
            {"projectName":"no-js","status":"expected","results":[{}]}]}]}]}],
            "stats":{"duration":1.5,"expected":7,"skipped":2,"unexpected":1,"flaky":1}}"#;
        let outcome = outcome(report).unwrap();
        assert_eq!(outcome.counts, Counts { passed: 8, failed: 1, skipped: 2, at_second_try: 1 });
        assert_eq!(outcome.counts.to_string(), "8 passed, 1 failed, 2 skipped, 1 only at a second try");
        assert_eq!(outcome.told, ["flaky tick.spec.ts [wasm] “a tick”: Error: no"]);
    }
}
