//! What the first run is finished with, as typed and as it is meant.

use app::api::dto::Beginning;
use app::api::error::{Field, FieldError, Problem};
use app::api::ports::FinishSetup;
use app::api::{self, ApiError};
use domain::charge::chargeable;
use domain::email::EmailAddress;
use domain::money::{Currency, Money};

/// The longest name and title that are taken.
const LONGEST: usize = 120;

/// What the first run is finished with.
#[derive(Debug)]
pub struct Wanted {
    /// The admin's address.
    pub email: EmailAddress,
    /// The admin's name.
    pub name: String,
    /// The course to begin, if one is.
    pub course: Option<WantedCourse>,
}

/// The course to begin.
#[derive(Debug, PartialEq, Eq)]
pub struct WantedCourse {
    /// Its title.
    pub title: String,
    /// What it costs; absent for the demo, which brings its own prices.
    pub price: Option<Money>,
}

/// Reads what was typed; `begins` says whether a course is to begin. The error names every field that needs another look.
pub fn parse(typed: &FinishSetup, begins: bool) -> api::Result<Wanted> {
    let mut errors = Vec::new();
    let name = keep(&mut errors, Field::Name, line(&typed.name));
    let email = keep(&mut errors, Field::Email, email(&typed.email));
    let title = if begins { keep(&mut errors, Field::CourseTitle, line(&typed.course)) } else { None };
    let price = match typed.beginning {
        Beginning::Empty if begins => keep(&mut errors, Field::Price(0), price(typed)),
        _ => None,
    };
    match (email, name) {
        (Some(email), Some(name)) if errors.is_empty() => {
            Ok(Wanted { email, name, course: title.map(|title| WantedCourse { title, price }) })
        }
        _ => Err(ApiError::Invalid(errors)),
    }
}

fn keep<T>(errors: &mut Vec<FieldError>, field: Field, read: Result<T, Problem>) -> Option<T> {
    read.map_err(|problem| errors.push(FieldError { field, problem })).ok()
}

fn line(typed: &str) -> Result<String, Problem> {
    let line = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.chars().count() {
        0 => Err(Problem::Missing),
        length if length > LONGEST => Err(Problem::TooLong),
        _ if line.chars().any(char::is_control) => Err(Problem::Malformed),
        _ => Ok(line),
    }
}

fn email(typed: &str) -> Result<EmailAddress, Problem> {
    if typed.trim().is_empty() {
        return Err(Problem::Missing);
    }
    EmailAddress::parse(typed).map_err(|_| Problem::Malformed)
}

fn price(typed: &FinishSetup) -> Result<Money, Problem> {
    if typed.price.trim().is_empty() {
        return Err(Problem::Missing);
    }
    let currency = Currency::from_code(&typed.currency).ok_or(Problem::Malformed)?;
    let price = Money::from_typed(&typed.price, currency).ok_or(Problem::Malformed)?;
    match price {
        price if !price.is_in_steps() => Err(Problem::BetweenSteps),
        price => chargeable(price).map(|()| price).map_err(|_| Problem::TooSmall),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> FinishSetup {
        FinishSetup {
            name: " Ada  Lovelace".to_owned(),
            email: "ada@example.com".to_owned(),
            course: "Engines".to_owned(),
            currency: "EUR".to_owned(),
            price: "149,50".to_owned(),
            beginning: Beginning::Empty,
        }
    }

    fn problems(typed: &FinishSetup) -> Vec<(Field, Problem)> {
        match parse(typed, true) {
            Err(ApiError::Invalid(errors)) => errors.into_iter().map(|error| (error.field, error.problem)).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_typed_well_is_taken() {
        let wanted = parse(&typed(), true).unwrap();
        assert_eq!(wanted.name, "Ada Lovelace");
        assert_eq!(wanted.course, Some(WantedCourse { title: "Engines".to_owned(), price: Some(Money::new(14_950, Currency::Eur)) }));
        assert!(parse(&typed(), false).unwrap().course.is_none(), "a course that is there stays");
    }

    #[test]
    fn the_demo_asks_for_no_price() {
        let demo = FinishSetup { price: String::new(), beginning: Beginning::Demo, ..typed() };
        assert_eq!(parse(&demo, true).unwrap().course.unwrap().price, None);
    }

    #[test]
    fn every_field_that_needs_a_look_is_named() {
        let nothing =
            FinishSetup { name: String::new(), email: "x".to_owned(), course: " ".to_owned(), price: "free".to_owned(), ..typed() };
        let all = [
            (Field::Name, Problem::Missing),
            (Field::Email, Problem::Malformed),
            (Field::CourseTitle, Problem::Missing),
            (Field::Price(0), Problem::Malformed),
        ];
        assert_eq!(problems(&nothing), all);
        for (price, currency, problem) in [
            ("", "EUR", Problem::Missing),
            ("0", "EUR", Problem::TooSmall),
            ("0.10", "EUR", Problem::TooSmall),
            ("5.001", "KWD", Problem::BetweenSteps),
            ("5", "XXX", Problem::Malformed),
        ] {
            let typed = FinishSetup { price: price.to_owned(), currency: currency.to_owned(), ..typed() };
            assert_eq!(problems(&typed), [(Field::Price(0), problem)], "{price} {currency}");
        }
    }
}
