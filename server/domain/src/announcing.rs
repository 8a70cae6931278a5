//! When new lessons are announced: not at every click of a creator who publishes, and not more than once a day.

use chrono::{DateTime, TimeDelta, Utc};

/// Whoever publishes is given so long to publish more, or to take it back.
pub const QUIET: TimeDelta = TimeDelta::hours(1);
/// Between two rounds of mails, and the longest that a lesson waits for one.
pub const APART: TimeDelta = TimeDelta::hours(24);

/// Lessons that are published and not announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// When the first of them was published.
    pub first: DateTime<Utc>,
    /// When the last of them was.
    pub last: DateTime<Utc>,
}

/// Whether it is time for a round, after one that began at `before`.
pub fn is_time(waiting: Waiting, before: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    let settled = now - waiting.last >= QUIET || now - waiting.first >= APART;
    settled && before.is_none_or(|before| now - before >= APART)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
    }

    fn is_time_at(first: i64, last: i64, before: Option<i64>, now: i64) -> bool {
        is_time(Waiting { first: at(first), last: at(last) }, before.map(at), at(now))
    }

    #[test]
    fn a_creator_who_is_busy_is_waited_for_but_not_for_ever() {
        assert!(!is_time_at(0, 0, None, 59) && is_time_at(0, 0, None, 60));
        assert!(!is_time_at(0, 50, None, 109) && is_time_at(0, 50, None, 110));
        assert!(is_time_at(0, 24 * 60, None, 24 * 60), "after a day it is announced whatever else is published");
    }

    #[test]
    fn there_is_one_round_a_day() {
        assert!(!is_time_at(120, 120, Some(60), 60 + 24 * 60 - 1) && is_time_at(120, 120, Some(60), 60 + 24 * 60));
    }
}
