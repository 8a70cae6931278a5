//! Rates that change: each holds from a moment on, and what held before is kept.

use super::TaxRate;
use crate::country::Country;
use chrono::{DateTime, Utc};

/// A rate with the moment from which it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedRate {
    /// Where.
    pub country: Country,
    /// The rate; `None` says that no tax is charged there from then on.
    pub basis_points: Option<u32>,
    /// What the tax is called there.
    pub label: String,
    /// It holds from this moment on, until the next of its country.
    pub valid_from: DateTime<Utc>,
    /// When it was written down. Of two that begin at one moment the later word counts.
    pub written_at: DateTime<Utc>,
}

/// The rates that hold at a moment, in order of their countries.
pub fn in_force(history: &[DatedRate], at: DateTime<Utc>) -> Vec<TaxRate> {
    let mut begun: Vec<_> = history.iter().filter(|rate| rate.valid_from <= at).collect();
    begun.sort_by_key(|rate| (rate.country, std::cmp::Reverse((rate.valid_from, rate.written_at))));
    begun.dedup_by_key(|rate| rate.country);
    let rate = |rate: &DatedRate| Some(TaxRate { country: rate.country, basis_points: rate.basis_points?, label: rate.label.clone() });
    begun.into_iter().filter_map(rate).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    fn day(day: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(day)
    }

    fn rate(code: &str, basis_points: Option<u32>, from: i64, written: i64) -> DatedRate {
        let country = Country::parse(code).unwrap();
        DatedRate { country, basis_points, label: "VAT".into(), valid_from: day(from), written_at: day(written) }
    }

    #[test]
    fn the_latest_that_has_begun_holds() {
        let history =
            [rate("FI", Some(2_550), 0, 0), rate("DE", Some(1_900), 0, 0), rate("FI", Some(2_600), 10, 1), rate("DE", None, 20, 2)];
        let held = |at| in_force(&history, day(at)).into_iter().map(|rate| (rate.country.code(), rate.basis_points)).collect::<Vec<_>>();
        assert_eq!(held(9), [("DE", 1_900), ("FI", 2_550)]);
        assert_eq!(held(10), [("DE", 1_900), ("FI", 2_600)], "from its first moment on");
        assert_eq!(held(20), [("FI", 2_600)]);
        assert_eq!(in_force(&history, day(0) - TimeDelta::milliseconds(1)), []);
    }

    #[test]
    fn of_two_that_begin_together_the_later_word_counts() {
        let history = [rate("FI", Some(2_600), 10, 1), rate("FI", Some(2_610), 10, 2), rate("FI", Some(2_620), 9, 3)];
        assert_eq!(in_force(&history, day(11)).first().map(|rate| rate.basis_points), Some(2_610));
    }
}
