use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A page of a list whose pages are turned by their rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed<T> {
    /// The rows, newest first.
    pub rows: Vec<T>,
    /// What leads to the page with newer rows, where there are any.
    pub newer: Option<String>,
    /// What leads to the page with older rows, where there are any.
    pub older: Option<String>,
    /// How many rows there are in all.
    pub count: Count,
}

/// How many there are. Large numbers are not counted to their end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The number.
    pub number: u64,
    /// Whether there are more.
    pub or_more: bool,
}

/// A choice of days, as typed into a form; both ends belong to it, in UTC.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// The first: `2026-11-25`; empty for no beginning.
    pub from: String,
    /// The last; empty for no end.
    pub to: String,
}

impl Days {
    /// The moment at which they begin and the moment before which they end. `None` says that a day is none.
    #[expect(clippy::type_complexity, reason = "two optional moments need no name of their own")]
    pub fn moments(&self) -> Option<(Option<DateTime<Utc>>, Option<DateTime<Utc>>)> {
        let from = day(&self.from).ok()?;
        let to = day(&self.to).ok()?.map(|day| day.succ_opt().unwrap_or(day));
        let midnight = |day: NaiveDate| day.and_time(chrono::NaiveTime::MIN).and_utc();
        Some((from.map(midnight), to.map(midnight)))
    }
}

/// A day as forms send it; empty is none, and what is no day is an error.
fn day(text: &str) -> Result<Option<NaiveDate>, chrono::ParseError> {
    let text = text.trim();
    if text.is_empty() { Ok(None) } else { NaiveDate::parse_from_str(text, "%Y-%m-%d").map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_days_of_a_choice_belong_to_it() {
        let days = Days { from: "2026-11-01".into(), to: "2026-11-30".into() };
        let moments = days.moments().and_then(|(from, to)| Some((from?.to_rfc3339(), to?.to_rfc3339())));
        assert_eq!(moments, Some(("2026-11-01T00:00:00+00:00".into(), "2026-12-01T00:00:00+00:00".into())));
        assert_eq!(Days::default().moments(), Some((None, None)));
        assert_eq!(Days { from: "yesterday".into(), to: String::new() }.moments(), None);
    }
}
