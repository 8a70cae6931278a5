//! Time windows. A window includes its start and excludes its end: open at `from`, shut at `until`.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A stretch of time, open-ended where a bound is absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// The first moment inside.
    pub from: Option<DateTime<Utc>>,
    /// The first moment no longer inside.
    pub until: Option<DateTime<Utc>>,
}

/// Where a moment lies relative to a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// The window opens at this moment.
    Before(DateTime<Utc>),
    /// The moment is inside.
    Inside,
    /// The window closed at this moment.
    After(DateTime<Utc>),
}

impl Window {
    /// Where `now` lies.
    pub fn position(&self, now: DateTime<Utc>) -> Position {
        match (self.from, self.until) {
            (Some(from), _) if now < from => Position::Before(from),
            (_, Some(until)) if now >= until => Position::After(until),
            _ => Position::Inside,
        }
    }

    /// Whether `now` is inside.
    pub fn contains(&self, now: DateTime<Utc>) -> bool {
        self.position(now) == Position::Inside
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    #[test]
    fn a_window_opens_and_shuts_to_the_millisecond() {
        let from = DateTime::UNIX_EPOCH;
        let until = from + TimeDelta::hours(1);
        let window = Window { from: Some(from), until: Some(until) };
        let ms = TimeDelta::milliseconds(1);
        assert_eq!(window.position(from - ms), Position::Before(from));
        assert_eq!(window.position(from), Position::Inside);
        assert_eq!(window.position(from + ms), Position::Inside);
        assert_eq!(window.position(until - ms), Position::Inside);
        assert_eq!(window.position(until), Position::After(until));
        assert_eq!(window.position(until + ms), Position::After(until));
    }

    #[test]
    fn a_window_without_bounds_is_always_open() {
        assert!(Window::default().contains(DateTime::<Utc>::MAX_UTC));
        assert!(Window::default().contains(DateTime::<Utc>::MIN_UTC));
    }
}
