//! Progress through the course: counts, percentages and where to continue.

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

/// Where a student continues, as an index into the lessons in order: the first incomplete lesson after the one touched
/// last, else the first incomplete one, else (all complete) the first lesson. `None` without lessons.
pub fn continue_at(completed: &[bool], last_touched: Option<usize>) -> Option<usize> {
    let open_from = |start: usize| (start..completed.len()).find(|&index| !completed[index]);
    let resume = last_touched.and_then(open_from);
    resume.or_else(|| open_from(0)).or_else(|| (!completed.is_empty()).then_some(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn students_continue_after_what_they_touched_last() {
        assert_eq!(continue_at(&[false, false, false], None), Some(0));
        assert_eq!(continue_at(&[true, false, true, false], Some(2)), Some(3));
        assert_eq!(continue_at(&[false, false, true], Some(2)), Some(0));
        assert_eq!(continue_at(&[true, true], Some(1)), Some(0));
        assert_eq!(continue_at(&[], None), None);
        assert_eq!(continue_at(&[false], Some(7)), Some(0));
    }

    proptest! {
        #[test]
        fn only_a_complete_course_shows_a_hundred_percent(done in proptest::collection::vec(any::<bool>(), 0..200)) {
            let progress = Progress::of(done.iter().copied());
            prop_assert!(progress.percent() <= 100);
            prop_assert_eq!(progress.percent() == 100, progress.is_complete());
        }

        #[test]
        fn continuing_never_points_at_a_finished_lesson_while_one_is_open(
            done in proptest::collection::vec(any::<bool>(), 1..50),
            last in proptest::option::of(0_usize..60),
        ) {
            if let Some(index) = continue_at(&done, last) {
                prop_assert!(!done[index] || done.iter().all(|done| *done));
            }
        }
    }
}
