//! One figure of a run: what was measured, what it should be, and what it is compared with.

use serde::{Deserialize, Serialize};
use std::fmt::{self, Display, Formatter};

/// What a figure should be, in the figure's own unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Budget {
    /// So much or more.
    AtLeast(f64),
    /// So much or less.
    AtMost(f64),
    /// Less than so much.
    Below(f64),
}

impl Budget {
    /// Whether a figure keeps to it.
    pub fn is_met(self, value: f64) -> bool {
        match self {
            Self::AtLeast(least) => value >= least,
            Self::AtMost(most) => value <= most,
            Self::Below(bound) => value < bound,
        }
    }

    /// How much of it a figure uses up: 1 is all of it, more is a miss, whichever way the figure counts.
    pub fn used(self, value: f64) -> f64 {
        let (part, whole) = match self {
            Self::AtLeast(least) => (least, value),
            Self::AtMost(bound) | Self::Below(bound) => (value, bound),
        };
        if part <= 0.0 { 0.0 } else { part / whole.max(0.0) }
    }
}

impl Display for Budget {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtLeast(least) => write!(f, "≥ {}", figure(*least)),
            Self::AtMost(most) => write!(f, "≤ {}", figure(*most)),
            Self::Below(bound) => write!(f, "< {}", figure(*bound)),
        }
    }
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// What was measured; in no report twice.
    pub name: String,
    /// How much it was.
    pub value: f64,
    /// Of what: `/s`, `ms`, `MB`. Empty where it is a bare number.
    pub unit: String,
    /// What it should be. A figure without is there to be compared with.
    pub budget: Option<Budget>,
    /// The name of the line of the same run that it is compared with.
    pub reference: Option<String>,
    /// What else is known of it.
    pub details: String,
    /// Whether missing its budget is wrong on any machine, and not slow on this one.
    pub must_hold: bool,
}

impl Line {
    /// A figure without a budget.
    pub fn new(name: impl Into<String>, value: f64, unit: &str) -> Self {
        let (name, unit) = (name.into(), unit.to_owned());
        Self { name, value, unit, budget: None, reference: None, details: String::new(), must_hold: false }
    }

    /// The same with a budget.
    pub fn within(mut self, budget: Budget) -> Self {
        self.budget = Some(budget);
        self
    }

    /// The same, compared with another line of the run.
    pub fn beside(mut self, reference: &str) -> Self {
        self.reference = Some(reference.to_owned());
        self
    }

    /// The same with words on it.
    pub fn with(mut self, details: impl Into<String>) -> Self {
        self.details = details.into();
        self
    }

    /// The same, and a run that misses it has failed.
    pub fn must_hold(mut self) -> Self {
        self.must_hold = true;
        self
    }

    /// Whether it has a budget and keeps to it; nothing where there is none.
    pub fn is_met(&self) -> Option<bool> {
        self.budget.map(|budget| budget.is_met(self.value))
    }

    /// The figure with its unit.
    pub fn measured(&self) -> String {
        measure(&figure(self.value), &self.unit)
    }

    /// The budget with its unit, or nothing.
    pub fn wanted(&self) -> String {
        self.budget.map(|budget| measure(&budget.to_string(), &self.unit)).unwrap_or_default()
    }
}

fn measure(number: &str, unit: &str) -> String {
    if unit.is_empty() || unit.starts_with('/') { format!("{number}{unit}") } else { format!("{number} {unit}") }
}

/// A number with as many decimals as it is worth, thousands set apart: `20 123`, `0.46`.
pub fn figure(value: f64) -> String {
    let decimals = match value.abs() {
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        _ => 2,
    };
    let text = format!("{value:.decimals$}");
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let rest = rest.trim_end_matches('0');
    let whole = thousands(whole);
    if rest.is_empty() { whole } else { format!("{whole}.{rest}") }
}

fn thousands(digits: &str) -> String {
    let mut apart = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && digits.len() >= 5 && (digits.len() - place).is_multiple_of(3) {
            apart.push(' ');
        }
        apart.push(digit);
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_belongs_to_the_budget_that_says_so() {
        assert!(Budget::AtLeast(20.0).is_met(20.0) && !Budget::AtLeast(20.0).is_met(19.9));
        assert!(Budget::AtMost(64.0).is_met(64.0) && !Budget::AtMost(64.0).is_met(64.1));
        assert!(Budget::Below(40.0).is_met(39.9) && !Budget::Below(40.0).is_met(40.0));
    }

    #[test]
    fn more_than_all_of_a_budget_is_a_miss_whichever_way_it_counts() {
        let close = |left: f64, right: f64| (left - right).abs() < 1e-9;
        assert!(close(Budget::AtLeast(3_000.0).used(6_000.0), 0.5) && close(Budget::AtLeast(3_000.0).used(1_500.0), 2.0));
        assert!(close(Budget::AtMost(64.0).used(32.0), 0.5) && close(Budget::Below(40.0).used(80.0), 2.0));
        assert!(close(Budget::AtMost(0.0).used(0.0), 0.0) && Budget::AtMost(0.0).used(1.0).is_infinite());
        assert!(Budget::AtLeast(1.0).used(0.0).is_infinite());
    }

    #[test]
    fn a_figure_says_no_more_than_it_knows() {
        let figures = [20_123.4, 1_617.0, 99.95, 39.96, 0.456, 0.5, 2.0, 0.0].map(figure);
        assert_eq!(figures, ["20 123", "1617", "100", "40", "0.46", "0.5", "2", "0"]);
    }

    #[test]
    fn units_stand_where_they_are_read() {
        let line = Line::new("landing", 20_123.0, "/s").within(Budget::AtLeast(20_000.0));
        assert_eq!((line.measured().as_str(), line.wanted().as_str()), ("20 123/s", "≥ 20 000/s"));
        let line = Line::new("memory", 31.0, "MB");
        assert_eq!((line.measured().as_str(), line.wanted().as_str()), ("31 MB", ""));
    }
}
