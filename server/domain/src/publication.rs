//! Whether students see a lesson, and from when.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// How a lesson stands before students.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Publication {
    /// Only its creators see it.
    Draft,
    /// Students will see it from this moment on.
    Scheduled(DateTime<Utc>),
    /// Students see it, since this moment.
    Published(DateTime<Utc>),
    /// It was put away: its creators find it, and what students did with it is kept.
    Archived,
}

impl Publication {
    /// How a lesson stands at `now` that is to be seen from `from` on.
    pub fn from(from: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        if from <= now { Self::Published(from) } else { Self::Scheduled(from) }
    }

    /// Whether students see it.
    pub fn is_visible(self) -> bool {
        matches!(self, Self::Published(_))
    }

    /// Whether it is seen by students now, or will be without anybody doing anything. What is written then must not reach them by
    /// itself.
    pub fn is_promised(self) -> bool {
        matches!(self, Self::Published(_) | Self::Scheduled(_))
    }
}

/// How the sales page shows a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Visibility {
    /// Not by name.
    Hidden,
    /// By its title.
    Titled,
    /// Whole: anybody may read it.
    Preview,
}

impl Visibility {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Hidden, Self::Titled, Self::Preview];

    /// Its name in the database and in forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hidden => "hidden",
            Self::Titled => "titled",
            Self::Preview => "preview",
        }
    }

    /// That of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|visibility| visibility.name() == name)
    }
}

/// From when students see a lesson that is published at `now`. A lesson that they had seen before and that was away for a while
/// is not new when it comes back; one whose time had not come yet is.
pub fn since(before: Option<DateTime<Utc>>, now: DateTime<Utc>) -> DateTime<Utc> {
    before.filter(|first| *first <= now).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;
    const HOUR: TimeDelta = TimeDelta::hours(1);

    #[test]
    fn a_lesson_is_seen_from_its_moment_on() {
        assert_eq!(Publication::from(NOW, NOW), Publication::Published(NOW));
        assert_eq!(Publication::from(NOW + HOUR, NOW), Publication::Scheduled(NOW + HOUR));
        assert!(Publication::from(NOW - HOUR, NOW).is_visible() && !Publication::from(NOW + HOUR, NOW).is_visible());
    }

    #[test]
    fn what_will_be_seen_is_not_for_half_sentences() {
        assert!(Publication::Scheduled(NOW).is_promised() && Publication::Published(NOW).is_promised());
        assert!(!Publication::Draft.is_promised() && !Publication::Archived.is_promised());
    }

    #[test]
    fn what_comes_back_is_as_old_as_it_was() {
        assert_eq!(since(None, NOW), NOW);
        assert_eq!(since(Some(NOW - HOUR), NOW), NOW - HOUR);
        assert_eq!(since(Some(NOW + HOUR), NOW), NOW, "a time that had not come is none");
    }
}
