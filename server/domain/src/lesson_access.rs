//! Whether a student may open a lesson now, and if not, what opens it.

use crate::access::{self, Denied, Grant};
use crate::ids::LessonId;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// What the creator has set for a lesson. Without any of it the lesson is open to whoever owns the course.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LessonRules {
    /// Only a published lesson exists for students.
    pub published: bool,
    /// Anybody may read it.
    pub free_preview: bool,
    /// It opens so many days of 24 hours after the access began.
    pub opens_after_days: Option<u32>,
    /// It opens at this moment.
    pub opens_at: Option<DateTime<Utc>>,
    /// It opens when this lesson is complete.
    pub after: Option<LessonId>,
}

/// Where a student stands with a lesson and the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LessonStanding {
    /// The student completed it. What was completed stays open whatever is set later.
    pub completed: bool,
    /// The lesson of [`LessonRules::after`] is still to be completed. A lesson that is not published, or that stands later in
    /// the course, is nobody's condition: so no two lessons can wait for each other.
    pub predecessor_open: bool,
}

/// Why a lesson is shut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
pub enum Closed {
    /// It is not published.
    #[error("draft")]
    Draft,
    /// The course itself is shut for this person.
    #[error("no access")]
    Access(Denied),
    /// It opens by itself at this moment.
    #[error("opens later")]
    OpensAt(DateTime<Utc>),
    /// It opens when this lesson is complete.
    #[error("opens after another lesson")]
    After(LessonId),
}

impl Closed {
    /// Whether it has passed meanwhile, as far as a page knows that stays open: its moment has come, or `completed` is the lesson
    /// that it waited for.
    pub fn has_passed(self, now: DateTime<Utc>, completed: Option<LessonId>) -> bool {
        match self {
            Self::OpensAt(at) => at <= now,
            Self::After(lesson) => completed == Some(lesson),
            Self::Draft | Self::Access(_) => false,
        }
    }
}

/// Whether a lesson is open at `now` to the holder of these grants. Of a time and a lesson to wait for, the time is named: it
/// cannot be hurried.
pub fn decide(grants: &[Grant], rules: LessonRules, standing: LessonStanding, now: DateTime<Utc>) -> Result<(), Closed> {
    if !rules.published {
        return Err(Closed::Draft);
    }
    if rules.free_preview {
        return Ok(());
    }
    access::decide(grants, now).map_err(Closed::Access)?;
    if standing.completed {
        return Ok(());
    }
    if let Some(at) = opens_at(grants, rules).filter(|at| now < *at) {
        return Err(Closed::OpensAt(at));
    }
    match rules.after {
        Some(lesson) if standing.predecessor_open => Err(Closed::After(lesson)),
        _ => Ok(()),
    }
}

/// The moment at which the rules of time are met: the later of the two.
fn opens_at(grants: &[Grant], rules: LessonRules) -> Option<DateTime<Utc>> {
    let days = rules.opens_after_days.filter(|days| *days > 0).map(|days| TimeDelta::days(i64::from(days)));
    let dripped = days.and_then(|days| begun_at(grants)?.checked_add_signed(days));
    dripped.max(rules.opens_at)
}

/// When the access began from which days are counted: the earliest start among grants that were not taken back. A grant that ran
/// out counts, so that who renews does not wait again.
pub fn begun_at(grants: &[Grant]) -> Option<DateTime<Utc>> {
    grants.iter().filter(|grant| grant.revoked_at.is_none()).filter_map(|grant| grant.valid.from).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::window::Window;
    use proptest::prelude::*;

    const BOUGHT: DateTime<Utc> = DateTime::UNIX_EPOCH;
    const DAY: TimeDelta = TimeDelta::days(1);
    const SECOND: TimeDelta = TimeDelta::seconds(1);
    const PUBLISHED: LessonRules =
        LessonRules { published: true, free_preview: false, opens_after_days: None, opens_at: None, after: None };
    const FRESH: LessonStanding = LessonStanding { completed: false, predecessor_open: true };
    const COMPLETED: LessonStanding = LessonStanding { completed: true, predecessor_open: true };

    fn lesson() -> LessonId {
        LessonId(uuid::Uuid::from_u128(7))
    }

    fn grant(until: Option<DateTime<Utc>>) -> Grant {
        Grant { valid: Window { from: Some(BOUGHT), until }, revoked_at: None }
    }

    #[test]
    fn every_rule_has_its_answer() {
        let week = BOUGHT + DAY * 7;
        let drip = LessonRules { opens_after_days: Some(7), ..PUBLISHED };
        let dated = LessonRules { opens_at: Some(week), ..PUBLISHED };
        let after = LessonRules { after: Some(lesson()), ..PUBLISHED };
        let both = LessonRules { opens_after_days: Some(3), opens_at: Some(week), after: Some(lesson()), ..PUBLISHED };
        let ready = LessonStanding { predecessor_open: false, ..FRESH };
        let owner = &[grant(None)][..];
        let ended = &[grant(Some(BOUGHT + DAY))][..];
        let revoked = &[Grant { revoked_at: Some(BOUGHT + DAY), ..grant(None) }][..];
        let cases = [
            ("plain", owner, PUBLISHED, FRESH, BOUGHT, Ok(())),
            ("draft", owner, LessonRules { published: false, ..PUBLISHED }, COMPLETED, week, Err(Closed::Draft)),
            ("draft preview", owner, LessonRules { published: false, free_preview: true, ..PUBLISHED }, FRESH, week, Err(Closed::Draft)),
            ("stranger", &[][..], PUBLISHED, FRESH, BOUGHT, Err(Closed::Access(Denied::NoGrant))),
            ("preview for a stranger", &[][..], LessonRules { free_preview: true, ..both }, FRESH, BOUGHT, Ok(())),
            ("a second before seven days", owner, drip, FRESH, week - SECOND, Err(Closed::OpensAt(week))),
            ("seven days after", owner, drip, FRESH, week, Ok(())),
            ("no days at all", owner, LessonRules { opens_after_days: Some(0), ..PUBLISHED }, FRESH, BOUGHT, Ok(())),
            ("before the date", owner, dated, FRESH, week - SECOND, Err(Closed::OpensAt(week))),
            ("at the date", owner, dated, FRESH, week, Ok(())),
            ("finished before it was dated", owner, dated, COMPLETED, BOUGHT, Ok(())),
            ("the lesson before is open", owner, after, FRESH, BOUGHT, Err(Closed::After(lesson()))),
            ("the lesson before is done", owner, after, ready, BOUGHT, Ok(())),
            ("finished before it had to wait", owner, after, COMPLETED, BOUGHT, Ok(())),
            ("the later time wins", owner, both, FRESH, BOUGHT + DAY * 4, Err(Closed::OpensAt(week))),
            ("then the lesson before", owner, both, FRESH, week, Err(Closed::After(lesson()))),
            ("access ended", ended, PUBLISHED, COMPLETED, week, Err(Closed::Access(Denied::EndedAt(BOUGHT + DAY)))),
            ("access taken back", revoked, PUBLISHED, COMPLETED, week, Err(Closed::Access(Denied::RevokedAt(BOUGHT + DAY)))),
        ];
        for (name, grants, rules, standing, now, answer) in cases {
            assert_eq!(decide(grants, rules, standing, now), answer, "{name}");
        }
    }

    #[test]
    fn days_count_from_the_first_access_that_was_not_taken_back() {
        let month = BOUGHT + DAY * 30;
        let renewed = Grant { valid: Window { from: Some(month), until: None }, revoked_at: None };
        let drip = LessonRules { opens_after_days: Some(7), ..PUBLISHED };
        assert_eq!(decide(&[grant(Some(month)), renewed], drip, FRESH, month), Ok(()));
        let refunded = Grant { revoked_at: Some(month), ..grant(None) };
        assert_eq!(decide(&[refunded, renewed], drip, FRESH, month), Err(Closed::OpensAt(month + DAY * 7)));
    }

    #[test]
    fn a_page_that_stays_open_sees_what_shuts_a_lesson_pass() {
        let other = LessonId(uuid::Uuid::from_u128(8));
        let week = BOUGHT + DAY * 7;
        assert!(!Closed::OpensAt(week).has_passed(week - SECOND, Some(lesson())) && Closed::OpensAt(week).has_passed(week, None));
        assert!(Closed::After(lesson()).has_passed(BOUGHT, Some(lesson())));
        assert!(!Closed::After(lesson()).has_passed(week, Some(other)) && !Closed::After(lesson()).has_passed(week, None));
        assert!(!Closed::Draft.has_passed(week, Some(lesson())) && !Closed::Access(Denied::NoGrant).has_passed(week, None));
    }

    proptest! {
        #[test]
        fn what_is_finished_never_shuts_while_the_course_is_open(
            days in proptest::option::of(0_u32..1000),
            at in proptest::option::of(-1_000_000_i64..1_000_000),
            waits in any::<bool>(),
            now in 0_i64..1_000_000,
        ) {
            let rules = LessonRules {
                opens_after_days: days,
                opens_at: at.and_then(|at| DateTime::from_timestamp(at, 0)),
                after: waits.then(lesson),
                ..PUBLISHED
            };
            let now = BOUGHT + TimeDelta::seconds(now);
            prop_assert_eq!(decide(&[grant(None)], rules, COMPLETED, now), Ok(()));
        }

        #[test]
        fn a_named_moment_is_the_moment_it_opens(days in 1_u32..1000, at in 0_i64..100_000_000) {
            let opens_at = DateTime::from_timestamp(at, 0);
            let rules = LessonRules { opens_after_days: Some(days), opens_at, ..PUBLISHED };
            if let Err(Closed::OpensAt(at)) = decide(&[grant(None)], rules, FRESH, BOUGHT) {
                prop_assert!(decide(&[grant(None)], rules, FRESH, at - SECOND).is_err());
                prop_assert_eq!(decide(&[grant(None)], rules, FRESH, at), Ok(()));
            }
        }
    }
}
