//! When a buyer gets the money back at once, and when a person decides.

use crate::progress::Progress;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// The seller's promise. It comes on top of rights that the law gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundPolicy {
    /// It holds for so many days after the payment.
    pub days: u32,
    /// It holds while less than this of the course is completed, in per cent.
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

/// Decides for a purchase that was paid at `paid_at`. The last moment of the days still counts.
pub fn decide(policy: RefundPolicy, paid_at: DateTime<Utc>, now: DateTime<Utc>, progress: Progress) -> Decision {
    let ends_at = paid_at + TimeDelta::days(i64::from(policy.days));
    if now > ends_at {
        return Decision::Never(Why::EndedAt(ends_at));
    }
    if policy.self_service && progress.percent() < policy.max_watched_percent { Decision::AtOnce } else { Decision::Ask }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAID: DateTime<Utc> = DateTime::UNIX_EPOCH;
    const POLICY: RefundPolicy = RefundPolicy { days: 14, max_watched_percent: 30, self_service: true };

    fn after(time: TimeDelta, done: u32) -> Decision {
        decide(POLICY, PAID, PAID + time, Progress { done, total: 10 })
    }

    #[test]
    fn it_holds_to_the_last_moment_of_its_days() {
        let end = TimeDelta::days(14);
        assert_eq!(after(end, 0), Decision::AtOnce);
        assert_eq!(after(end + TimeDelta::milliseconds(1), 0), Decision::Never(Why::EndedAt(PAID + end)));
    }

    #[test]
    fn who_has_seen_much_asks_a_person() {
        assert_eq!(after(TimeDelta::days(1), 2), Decision::AtOnce);
        assert_eq!(after(TimeDelta::days(1), 3), Decision::Ask);
    }

    #[test]
    fn without_self_service_a_person_is_always_asked() {
        let policy = RefundPolicy { self_service: false, ..POLICY };
        assert_eq!(decide(policy, PAID, PAID, Progress { done: 0, total: 10 }), Decision::Ask);
    }
}
