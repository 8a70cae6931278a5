//! The report as a person reads it.

use super::super::line::{Line, figure};
use super::Figures;
use std::fmt::Write;

/// The whole report.
pub fn write(figures: &Figures, before: &Figures, texts: &[(String, String)], chart: &str) -> String {
    let mut text = format!("# Lectern, measured\n\n{}\n\n{}\n\n", place(figures, before), sum(figures));
    let _ = writeln!(text, "![How much of each budget is used up]({chart})\n");
    text.push_str("| what | measured | budget | | of its reference | before | more |\n|---|--:|--:|---|--:|--:|---|\n");
    for line in figures.lines.iter().filter(|line| line.budget.is_some()) {
        text.push_str(&row(line, figures, before));
    }
    text.push_str("\n## References of the same run\n\n| what | measured | before | more |\n|---|--:|--:|---|\n");
    for line in figures.lines.iter().filter(|line| line.budget.is_none()) {
        let before = before.find(&line.name).map_or_else(none, Line::measured);
        let _ = writeln!(text, "| {} | {} | {before} | {} |", line.name, line.measured(), line.details);
    }
    for (heading, words) in texts {
        let _ = write!(text, "\n## {heading}\n\n{}\n", words.trim_end());
    }
    text
}

/// How many budgets are met, and which are not.
pub fn sum(figures: &Figures) -> String {
    let budgets = figures.lines.iter().filter(|line| line.budget.is_some()).count();
    let missed: Vec<&str> = figures.missed().map(|line| line.name.as_str()).collect();
    match missed.len() {
        0 if budgets == 0 => "Nothing was measured that has a budget.".to_owned(),
        0 => format!("All {budgets} budgets are met."),
        some => format!("{some} of {budgets} budgets missed: {}.", missed.join("; ")),
    }
}

fn place(figures: &Figures, before: &Figures) -> String {
    let of = |figures: &Figures| format!("{} of commit {}", figures.about.at, figures.about.commit);
    let cores = figures.about.cores;
    let before = if before.lines.is_empty() { "There is none to compare it with".to_owned() } else { format!("Before: {}", of(before)) };
    format!("{}, on {cores} cores that everything shared. {before}.", of(figures))
}

/// A line is compared with its reference, and this with the run before. Without a reference the figures themselves are compared.
fn row(line: &Line, figures: &Figures, before: &Figures) -> String {
    let mark = if line.is_met() == Some(true) { "met" } else { "**missed**" };
    let ratio = figures.ratio(line);
    let against = ratio.zip(line.reference.as_deref()).map_or_else(none, |(ratio, name)| format!("{} × {name}", figure(ratio)));
    let earlier = before.find(&line.name);
    let earlier = match ratio {
        Some(_) => earlier.and_then(|line| before.ratio(line)).map(|ratio| format!("{} ×", figure(ratio))),
        None => earlier.map(Line::measured),
    };
    let earlier = earlier.unwrap_or_else(none);
    format!("| {} | {} | {} | {mark} | {against} | {earlier} | {} |\n", line.name, line.measured(), line.wanted(), line.details)
}

fn none() -> String {
    "–".to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::super::line::Budget;
    use super::super::About;
    use super::*;

    fn run(landing: f64, nginx: f64) -> Figures {
        let about = About { at: "2026-11-26 09:50".to_owned(), commit: "abc1234".to_owned(), cores: 2 };
        let lines = vec![
            Line::new("nginx", nginx, "/s"),
            Line::new("landing", landing, "/s").within(Budget::AtLeast(20_000.0)).beside("nginx").with("p50 2 ms"),
            Line::new("memory", 40.0, "MB").within(Budget::AtMost(64.0)),
        ];
        Figures { about, lines }
    }

    #[test]
    fn a_line_stands_beside_its_budget_its_reference_and_the_run_before() {
        let text = write(&run(20_000.0, 40_000.0), &run(16_000.0, 40_000.0), &[], "report.svg");
        assert!(text.contains("| landing | 20 000/s | ≥ 20 000/s | met | 0.5 × nginx | 0.4 × | p50 2 ms |"), "{text}");
        assert!(text.contains("| memory | 40 MB | ≤ 64 MB | met | – | 40 MB |  |"), "{text}");
        assert!(text.contains("| nginx | 40 000/s | 40 000/s |  |"), "{text}");
        assert!(text.contains("All 2 budgets are met."), "{text}");
    }

    #[test]
    fn nothing_measured_is_not_met() {
        assert_eq!(sum(&Figures::default()), "Nothing was measured that has a budget.");
    }

    #[test]
    fn a_first_run_has_nothing_before_it_and_a_miss_is_marked() {
        let text = write(&run(10_000.0, 40_000.0), &Figures::default(), &[("Plans".to_owned(), "none".to_owned())], "latest.svg");
        assert!(text.contains("| landing | 10 000/s | ≥ 20 000/s | **missed** | 0.25 × nginx | – | p50 2 ms |"), "{text}");
        assert!(text.contains("1 of 2 budgets missed: landing."), "{text}");
        assert!(text.contains("There is none to compare it with") && text.contains("(latest.svg)"), "{text}");
        assert!(text.ends_with("\n## Plans\n\nnone\n"), "{text}");
    }
}
