//! What an admin typed into the forms of the shop, made sense of; or which field is wrong, and how.

use crate::error::Result;
use app::api::ApiError;
use app::api::error::{Field, FieldError, Problem};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use domain::money::{Currency, Money};

/// One line of at most so many characters, which must be given.
pub fn line(text: &str, longest: usize, field: Field) -> Result<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.chars().count() {
        0 => refuse(field, Problem::Missing),
        length if length > longest => refuse(field, Problem::TooLong),
        _ if line.chars().any(char::is_control) => refuse(field, Problem::Malformed),
        _ => Ok(line),
    }
}

/// A text of several lines and at most so many characters, which may be empty.
pub fn text(text: &str, longest: usize, field: Field) -> Result<String> {
    let text = text.replace("\r\n", "\n").trim().to_owned();
    match text.chars().count() {
        length if length > longest => refuse(field, Problem::TooLong),
        _ if text.chars().any(|letter| letter.is_control() && letter != '\n') => refuse(field, Problem::Malformed),
        _ => Ok(text),
    }
}

/// A moment in UTC: `2026-12-24T18:00`; empty for none.
pub fn moment(text: &str, field: Field) -> Result<Option<DateTime<Utc>>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let read = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S"));
    read.map(|moment| Some(moment.and_utc())).or_else(|_| refuse(field, Problem::Malformed))
}

/// What a form sends back of a moment that it showed to the second: the moment itself, where nobody typed another.
pub fn kept(before: Option<DateTime<Utc>>, typed: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
    let same = before.zip(typed).is_some_and(|(before, typed)| before.timestamp() == typed.timestamp());
    if same { before } else { typed }
}

/// The first moment of a day in UTC: `2026-12-24`; empty for none.
pub fn day(text: &str, field: Field) -> Result<Option<DateTime<Utc>>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let read = NaiveDate::parse_from_str(text, "%Y-%m-%d").map(|day| Some(day.and_time(NaiveTime::MIN).and_utc()));
    read.or_else(|_| refuse(field, Problem::Malformed))
}

/// A whole number that fits the database; empty for none.
pub fn number(text: &str, field: Field) -> Result<Option<i32>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    text.parse::<i32>().ok().filter(|number| *number >= 0).map_or_else(|| refuse(field, Problem::Malformed), |number| Ok(Some(number)))
}

/// A currency by its code.
pub fn currency(code: &str) -> Result<Currency> {
    Currency::from_code(code.trim()).map_or_else(|| refuse(Field::Currency, Problem::Malformed), Ok)
}

/// An amount of a currency, above zero and a multiple of its step.
pub fn amount(text: &str, currency: Currency, field: Field) -> Result<Money> {
    if text.trim().is_empty() {
        return refuse(field, Problem::Missing);
    }
    match Money::from_typed(text, currency) {
        Some(money) if money.minor > 0 && money.is_in_steps() => Ok(money),
        Some(money) if money.minor > 0 => refuse(field, Problem::BetweenSteps),
        _ => refuse(field, Problem::Malformed),
    }
}

/// Refuses a form for one field.
pub fn refuse<T>(field: Field, problem: Problem) -> Result<T> {
    Err(ApiError::invalid(field, problem).into())
}

/// Refuses a form for all that is wrong with it, if anything is.
pub fn refuse_all(errors: Vec<FieldError>) -> Result<()> {
    if errors.is_empty() { Ok(()) } else { Err(ApiError::Invalid(errors).into()) }
}

/// Takes the value of a field, or keeps what is wrong with it and goes on.
pub fn collect<T>(errors: &mut Vec<FieldError>, read: Result<T>) -> Result<Option<T>> {
    match read {
        Ok(value) => Ok(Some(value)),
        Err(crate::error::Fault::Api(ApiError::Invalid(wrong))) => {
            errors.extend(wrong);
            Ok(None)
        }
        Err(fault) => Err(fault),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Fault;

    fn problem<T>(read: Result<T>) -> Option<Problem> {
        match read {
            Err(Fault::Api(ApiError::Invalid(errors))) => errors.first().map(|error| error.problem),
            _ => None,
        }
    }

    #[test]
    fn amounts_keep_to_the_steps_of_their_currency() {
        let read = |text, currency| amount(text, currency, Field::Amount);
        assert_eq!(read("5.12", Currency::Kwd).ok().map(|money| money.minor), Some(5_120));
        assert_eq!(problem(read("5.124", Currency::Kwd)), Some(Problem::BetweenSteps));
        assert_eq!(problem(read("5.124", Currency::Eur)), Some(Problem::Malformed));
        assert_eq!(
            [problem(read("", Currency::Eur)), problem(read("0", Currency::Eur))],
            [Some(Problem::Missing), Some(Problem::Malformed)]
        );
    }

    #[test]
    fn moments_are_read_as_forms_send_them() {
        let read = |text| moment(text, Field::Ends).map(|moment| moment.map(|moment| moment.to_rfc3339()));
        assert_eq!(read("2026-12-24T18:00").ok().flatten().as_deref(), Some("2026-12-24T18:00:00+00:00"));
        assert_eq!(read("2026-12-24T18:00:30").ok().flatten().as_deref(), Some("2026-12-24T18:00:30+00:00"));
        assert_eq!(read(" ").ok(), Some(None));
        assert_eq!(problem(read("tomorrow")), Some(Problem::Malformed));
    }
}
