//! The report of a run: every line as it comes on the terminal, and all of them in three files at the end. `report.*` is this run,
//! whatever became of it; `latest.*` is the last one that measured everything, and what the next one is compared with.

mod chart;
mod markdown;

use super::line::Line;
use crate::{env, files, process};
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

/// Where and when a run was.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// The moment, in UTC: `2026-11-26 09:50`.
    pub at: String,
    /// The commit that was measured, where there is one.
    pub commit: String,
    /// The processor cores that everything shared.
    pub cores: usize,
}

/// What a run gives to the next one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Where and when.
    pub about: About,
    /// Everything measured, in its order.
    pub lines: Vec<Line>,
}

impl Figures {
    /// The line of this name.
    pub fn find(&self, name: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.name == name)
    }

    /// A line as a multiple of the one that it is compared with.
    pub fn ratio(&self, line: &Line) -> Option<f64> {
        let reference = self.find(line.reference.as_deref()?)?;
        (reference.value > 0.0).then(|| line.value / reference.value)
    }

    /// The lines that miss their budgets.
    pub fn missed(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.is_met() == Some(false))
    }
}

/// A run's report.
pub struct Report {
    folder: PathBuf,
    figures: Figures,
    before: Figures,
    texts: Vec<(String, String)>,
}

impl Report {
    /// Begins one, beside what the run before left in the folder.
    pub fn begin(folder: &Path) -> Self {
        let before = fs::read_to_string(folder.join("latest.json")).ok().and_then(|text| serde_json::from_str(&text).ok());
        let figures = Figures { about: about(), lines: Vec::new() };
        Self { folder: folder.to_owned(), figures, before: before.unwrap_or_default(), texts: Vec::new() }
    }

    /// Shows a line and keeps it.
    pub fn add(&mut self, line: Line) {
        let mark = if line.is_met() == Some(false) { "missed" } else { "" };
        println!("{:<38} {:>12}   {:<14} {mark:<7} {}", line.name, line.measured(), line.wanted(), line.details);
        self.figures.lines.push(line);
    }

    /// What was measured under a name, if it was.
    pub fn value(&self, name: &str) -> Option<f64> {
        self.figures.find(name).map(|line| line.value)
    }

    /// Whether the budget of this name was missed.
    pub fn missed(&self, name: &str) -> bool {
        self.figures.missed().any(|line| line.name == name)
    }

    /// Keeps a text that stands below the table, under a heading.
    pub fn explain(&mut self, heading: impl Into<String>, text: impl Into<String>) {
        self.texts.push((heading.into(), text.into()));
    }

    /// Writes it. A run that is `whole` is what the next one is compared with.
    pub fn write(&self, whole: bool) -> Result<()> {
        for name in ["report"].into_iter().chain(whole.then_some("latest")) {
            let text = markdown::write(&self.figures, &self.before, &self.texts, &format!("{name}.svg"));
            self.keep(&format!("{name}.md"), &text)?;
            self.keep(&format!("{name}.svg"), &chart::draw(&self.figures))?;
            self.keep(&format!("{name}.json"), &format!("{}\n", serde_json::to_string_pretty(&self.figures)?))?;
        }
        println!("\n{}", self.sum());
        println!("The report: {}", self.folder.join("report.md").display());
        Ok(())
    }

    /// Whether nothing was lost and nothing is wrong. Slow is neither.
    pub fn is_right(&self) -> bool {
        self.figures.missed().all(|line| !line.must_hold)
    }

    fn sum(&self) -> String {
        markdown::sum(&self.figures)
    }

    fn keep(&self, name: &str, text: &str) -> Result<()> {
        files::write(&self.folder.join(name), text.as_bytes()).with_context(|| format!("keeping {name}"))
    }
}

fn about() -> About {
    let word =
        |command: &mut Command| process::capture(command).ok().filter(|answer| answer.success).map(|answer| answer.text.trim().to_owned());
    let root = env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|| ".".to_owned());
    About {
        at: word(Command::new("date").args(["-u", "+%F %R"])).unwrap_or_default(),
        commit: word(Command::new("git").args(["-C", &root, "describe", "--always", "--dirty", "--exclude=*"])).unwrap_or_default(),
        cores: thread::available_parallelism().map_or(1, NonZero::get),
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::Budget;
    use super::*;
    use crate::files::Scratch;

    fn landing(value: f64) -> Line {
        Line::new("landing", value, "/s").within(Budget::AtLeast(20_000.0)).beside("nginx")
    }

    #[test]
    fn a_ratio_needs_something_to_be_compared_with() {
        let mut figures = Figures { lines: vec![landing(20_000.0)], ..Figures::default() };
        assert_eq!(figures.ratio(&figures.lines[0]), None);
        figures.lines.push(Line::new("nginx", 40_000.0, "/s"));
        assert_eq!(figures.ratio(&figures.lines[0]), Some(0.5));
        figures.lines[1].value = 0.0;
        assert_eq!(figures.ratio(&figures.lines[0]), None);
    }

    #[test]
    fn slow_is_told_and_wrong_fails() {
        let folder = Scratch::make("report-right", false).unwrap();
        let mut report = Report::begin(folder.path());
        report.add(landing(10.0));
        assert!(report.is_right());
        report.add(Line::new("lost", 1.0, "events").within(Budget::AtMost(0.0)).must_hold());
        assert!(!report.is_right());
        assert_eq!(report.figures.missed().count(), 2);
    }

    #[test]
    fn only_a_whole_run_is_what_the_next_one_is_compared_with() {
        let folder = Scratch::make("report-latest", false).unwrap();
        let run = |value, whole| {
            let mut report = Report::begin(folder.path());
            report.add(landing(value));
            report.write(whole).unwrap();
            report.before.find("landing").map(|line| line.value)
        };
        assert_eq!(run(1.0, true), None);
        assert_eq!(run(2.0, false), Some(1.0));
        assert_eq!(run(3.0, true), Some(1.0));
        assert_eq!(run(4.0, true), Some(3.0));
        for name in ["report.md", "report.svg", "report.json", "latest.md", "latest.svg", "latest.json"] {
            assert!(folder.path().join(name).is_file(), "{name}");
        }
    }
}
