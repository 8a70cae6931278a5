//! What an admin typed, made sense of.

use crate::core::Core;
use crate::error::Result;
use app::api::ApiError;
use app::api::error::{Field, Problem};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::email::EmailAddress;

/// The longest reason that is kept.
const LONGEST_REASON: usize = 500;
/// The longest name that is kept.
pub const LONGEST_NAME: usize = 200;

/// Why a last day is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadDay {
    /// It is no day.
    Malformed,
    /// It is over.
    Past,
}

/// The moment at which access ends whose last day was typed: the midnight after it, in UTC. Without a day it never ends.
pub fn end_after(day: &str, now: DateTime<Utc>) -> std::result::Result<Option<DateTime<Utc>>, BadDay> {
    let day = day.trim();
    if day.is_empty() {
        return Ok(None);
    }
    let day = NaiveDate::parse_from_str(day, "%Y-%m-%d").map_err(|_| BadDay::Malformed)?;
    let end = day.succ_opt().ok_or(BadDay::Malformed)?.and_time(NaiveTime::MIN).and_utc();
    if end > now { Ok(Some(end)) } else { Err(BadDay::Past) }
}

/// The same for a form's field.
pub fn until(core: &Core, day: &str) -> Result<Option<DateTime<Utc>>> {
    let problem = |bad| match bad {
        BadDay::Malformed => Problem::Malformed,
        BadDay::Past => Problem::Past,
    };
    Ok(end_after(day, core.now()).map_err(|bad| ApiError::invalid(Field::Until, problem(bad)))?)
}

/// A reason, which must be given.
pub fn reason(text: &str) -> Result<String> {
    let reason: String = text.trim().chars().take(LONGEST_REASON).collect();
    if reason.is_empty() { Err(ApiError::invalid(Field::Reason, Problem::Missing).into()) } else { Ok(reason) }
}

/// An address.
pub fn email(text: &str) -> Result<EmailAddress> {
    let problem = if text.trim().is_empty() { Problem::Missing } else { Problem::Malformed };
    Ok(EmailAddress::parse(text).map_err(|_| ApiError::invalid(Field::Email, problem))?)
}

/// A name, which may be empty.
pub fn name(text: &str) -> Result<String> {
    let name = text.trim();
    if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(ApiError::invalid(Field::Name, Problem::Malformed).into());
    }
    Ok(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_belongs_to_the_access() {
        let noon = DateTime::from_timestamp(1_764_072_000, 0).expect("a moment");
        let end = |day| end_after(day, noon).map(|end| end.map(|end| end.to_rfc3339()));
        assert_eq!(end(""), Ok(None));
        assert_eq!(end("2025-11-25"), Ok(Some("2025-11-26T00:00:00+00:00".into())), "today is not over");
        assert_eq!(end("2025-11-24"), Err(BadDay::Past));
        for nonsense in ["tomorrow", "25.11.2025", "2025-02-30"] {
            assert_eq!(end(nonsense), Err(BadDay::Malformed), "{nonsense}");
        }
    }
}
