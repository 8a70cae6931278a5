//! When a buyer gets the money back at once, and when a person decides.

use crate::playback::Parts;
use crate::progress::Progress;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// The seller's promise. It comes on top of rights that the law gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundPolicy {
    /// It holds for so many days after the payment.
    pub days: u32,
    /// It holds while less than this of the course is completed or watched, in per cent.
    pub max_watched_percent: u8,
    /// Whether what the promise covers goes back at once; if not, a person is asked each time.
    pub self_service: bool,
}

/// What the promise says of a purchase now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decision {
    /// The money goes back at once.
    AtOnce,
    /// A person decides.
    Ask,
    /// It no longer holds.
    Never(Why),
}

/// Why a purchase is not refunded any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// The days ended at this moment.
    EndedAt(DateTime<Utc>),
}

/// A lesson, as far as its student has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// It is completed.
    pub completed: bool,
    /// What was played of its video.
    pub parts: Parts,
    /// Its length, in seconds.
    pub duration_s: u32,
}

/// How much of a course its student has seen, in per cent: the share of its lessons that is completed or the share of its time that
/// was played, whichever is larger.
pub fn seen_percent(lessons: &[Seen]) -> u8 {
    let completed = Progress::of(lessons.iter().map(|lesson| lesson.completed)).percent();
    let length: u64 = lessons.iter().map(|lesson| u64::from(lesson.duration_s)).sum();
    let played: u64 = lessons.iter().map(|lesson| u64::from(lesson.duration_s) * u64::from(lesson.parts.percent())).sum();
    let watched = played.checked_div(length).unwrap_or_default();
    completed.max(u8::try_from(watched).unwrap_or(u8::MAX))
}

/// Decides for a purchase that was paid at `paid_at` and of which so much was seen. The last moment of the days still counts.
pub fn decide(policy: RefundPolicy, paid_at: DateTime<Utc>, now: DateTime<Utc>, seen_percent: u8) -> Decision {
    let ends_at = paid_at + TimeDelta::days(i64::from(policy.days));
    if now > ends_at {
        return Decision::Never(Why::EndedAt(ends_at));
    }
    if policy.self_service && seen_percent < policy.max_watched_percent { Decision::AtOnce } else { Decision::Ask }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAID: DateTime<Utc> = DateTime::UNIX_EPOCH;
    const POLICY: RefundPolicy = RefundPolicy { days: 14, max_watched_percent: 30, self_service: true };

    fn after(time: TimeDelta, seen_percent: u8) -> Decision {
        decide(POLICY, PAID, PAID + time, seen_percent)
    }

    #[test]
    fn it_holds_to_the_last_moment_of_its_days() {
        let end = TimeDelta::days(14);
        assert_eq!(after(end, 0), Decision::AtOnce);
        assert_eq!(after(end + TimeDelta::milliseconds(1), 0), Decision::Never(Why::EndedAt(PAID + end)));
    }

    #[test]
    fn who_has_seen_much_asks_a_person() {
        assert_eq!(after(TimeDelta::days(1), 29), Decision::AtOnce);
        assert_eq!(after(TimeDelta::days(1), 30), Decision::Ask);
    }

    #[test]
    fn what_was_watched_counts_as_what_was_ticked_off() {
        let lesson = |completed, watched_s: u64, duration_s: u32| {
            let parts = Parts::between(0, watched_s * 1_000, u64::from(duration_s) * 1_000);
            Seen { completed, parts: if watched_s == 0 { Parts::default() } else { parts }, duration_s }
        };
        assert_eq!(seen_percent(&[]), 0);
        assert_eq!(seen_percent(&[lesson(true, 0, 60), lesson(false, 0, 540)]), 50, "a lesson is a lesson, however short");
        assert_eq!(seen_percent(&[lesson(false, 540, 540), lesson(false, 0, 60)]), 90, "time is time, ticked off or not");
        assert_eq!(seen_percent(&[lesson(true, 60, 60), lesson(false, 0, 540)]), 50, "the larger of the two");
        assert_eq!(seen_percent(&[lesson(false, 0, 0)]), 0);
    }

    #[test]
    fn without_self_service_a_person_is_always_asked() {
        let policy = RefundPolicy { self_service: false, ..POLICY };
        assert_eq!(decide(policy, PAID, PAID, 0), Decision::Ask);
    }
}
