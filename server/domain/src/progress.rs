//! Progress through the course: counts, percentages and where to continue.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// How many of how many lessons are complete.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Completed lessons.
    pub done: u32,
    /// All lessons that count.
    pub total: u32,
}

impl Progress {
    /// Counts completed lessons.
    pub fn of(completed: impl IntoIterator<Item = bool>) -> Self {
        completed.into_iter().fold(Self::default(), |sum, done| Self { done: sum.done + u32::from(done), total: sum.total + 1 })
    }

    /// Whole percent, rounded down, so that 100 means complete and nothing else does. No lessons are 0 %.
    pub fn percent(self) -> u8 {
        let percent = u64::from(self.done.min(self.total)) * 100 / u64::from(self.total.max(1));
        u8::try_from(percent).unwrap_or(100)
    }

    /// Whether every lesson is complete and there is at least one.
    pub fn is_complete(self) -> bool {
        self.total > 0 && self.done >= self.total
    }
}

/// How a lesson stands when a student looks for the way on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Completed.
    Done,
    /// To be done.
    Open,
    /// To be done later.
    Shut,
}

/// Where a student continues, as an index into the lessons in order: the first open lesson from the one touched last on, else the
/// first open one, else (all complete) the first lesson. `None` without lessons, and while all that is left is shut.
pub fn continue_at(ways: &[Way], last_touched: Option<usize>) -> Option<usize> {
    let open_from = |start: usize| (start..ways.len()).find(|&index| ways[index] == Way::Open);
    let all_done = !ways.is_empty() && ways.iter().all(|way| *way == Way::Done);
    last_touched.and_then(open_from).or_else(|| open_from(0)).or_else(|| all_done.then_some(0))
}

/// Whether a lesson counts for how much of the course is complete: not if it was published after the student had completed the
/// course, until it is completed too. So who is at 100 % stays there when the course grows.
pub fn counts(completed: bool, published_at: DateTime<Utc>, course_completed_at: Option<DateTime<Utc>>) -> bool {
    completed || course_completed_at.is_none_or(|at| published_at <= at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    use Way::{Done, Open, Shut};

    #[test]
    fn students_continue_after_what_they_touched_last() {
        assert_eq!(continue_at(&[Open, Open, Open], None), Some(0));
        assert_eq!(continue_at(&[Done, Open, Done, Open], Some(2)), Some(3));
        assert_eq!(continue_at(&[Open, Open, Done], Some(2)), Some(0));
        assert_eq!(continue_at(&[Done, Done], Some(1)), Some(0));
        assert_eq!(continue_at(&[Done, Shut, Open], Some(0)), Some(2));
        assert_eq!(continue_at(&[Done, Shut], Some(0)), None);
        assert_eq!(continue_at(&[], None), None);
        assert_eq!(continue_at(&[Open], Some(7)), Some(0));
    }

    #[test]
    fn a_course_that_grows_takes_nothing_away() {
        let (then, later) = (DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH + chrono::TimeDelta::days(1));
        assert!(counts(false, later, None) && counts(false, then, Some(then)) && counts(true, later, Some(then)));
        assert!(!counts(false, later, Some(then)));
    }

    proptest! {
        #[test]
        fn only_a_complete_course_shows_a_hundred_percent(done in proptest::collection::vec(any::<bool>(), 0..200)) {
            let progress = Progress::of(done.iter().copied());
            prop_assert!(progress.percent() <= 100);
            prop_assert_eq!(progress.percent() == 100, progress.is_complete());
        }

        #[test]
        fn continuing_leads_to_an_open_lesson_while_there_is_one(
            ways in proptest::collection::vec(prop_oneof![Just(Done), Just(Open), Just(Shut)], 1..50),
            last in proptest::option::of(0_usize..60),
        ) {
            match continue_at(&ways, last) {
                Some(index) => prop_assert!(ways[index] == Open || ways.iter().all(|way| *way == Done)),
                None => prop_assert!(!ways.contains(&Open)),
            }
        }
    }
}
