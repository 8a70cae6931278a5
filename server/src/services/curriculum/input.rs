//! What a creator typed, made sense of.

use app::api::dto::LessonWords;
use app::api::error::{ApiError, Field, FieldError, Problem};

/// The longest title in characters.
const LONGEST_TITLE: usize = 200;
/// The longest sentence about a lesson or a module, in characters.
const LONGEST_SUMMARY: usize = 500;
/// The longest text of a lesson, in characters.
const LONGEST_TEXT: usize = 100_000;

/// Text on one line.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn title_problem(title: &str) -> Option<Problem> {
    match title.chars().count() {
        0 => Some(Problem::Missing),
        length if length > LONGEST_TITLE => Some(Problem::TooLong),
        _ => title.chars().any(char::is_control).then_some(Problem::Malformed),
    }
}

/// The title of a lesson or a module.
pub fn title(typed: &str) -> Result<String, ApiError> {
    let title = one_line(typed);
    title_problem(&title).map_or(Ok(title), |problem| Err(ApiError::invalid(Field::LessonTitle, problem)))
}

/// One or two sentences; none is well too.
pub fn summary(typed: &str) -> Result<String, ApiError> {
    let summary = one_line(typed);
    let problem = match summary.chars().count() {
        length if length > LONGEST_SUMMARY => Problem::TooLong,
        _ if summary.chars().any(char::is_control) => Problem::Malformed,
        _ => return Ok(summary),
    };
    Err(ApiError::invalid(Field::Summary, problem))
}

/// A text of a lesson with one kind of line end, without empty lines before it and what a database does not take.
pub fn text(typed: &str) -> Result<String, ApiError> {
    let text = typed.replace("\r\n", "\n").replace('\0', "");
    let text = text.trim_start_matches('\n').to_owned();
    let long = text.chars().count() > LONGEST_TEXT;
    if long { Err(ApiError::invalid(Field::LessonText, Problem::TooLong)) } else { Ok(text) }
}

/// The words of a lesson. Every problem is named at once.
pub fn words(typed: &LessonWords) -> Result<LessonWords, ApiError> {
    match (title(&typed.title), summary(&typed.summary), text(&typed.source)) {
        (Ok(title), Ok(summary), Ok(source)) => Ok(LessonWords { title, summary, source }),
        (title, summary, text) => {
            let errors = [title.err(), summary.err(), text.err()].into_iter().flatten();
            Err(ApiError::Invalid(errors.flat_map(named).collect()))
        }
    }
}

fn named(error: ApiError) -> Vec<FieldError> {
    if let ApiError::Invalid(errors) = error { errors } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_is_named_at_once() {
        let typed = LessonWords { title: " ".into(), summary: "x".repeat(501), source: "x".repeat(100_001) };
        let error = words(&typed).expect_err("nothing of it is right");
        assert_eq!(error.problem_with(Field::LessonTitle), Some(Problem::Missing));
        assert_eq!(error.problem_with(Field::Summary), Some(Problem::TooLong));
        assert_eq!(error.problem_with(Field::LessonText), Some(Problem::TooLong));
    }

    #[test]
    fn forms_end_lines_in_their_own_way() {
        let typed = LessonWords { title: " A \n title ".into(), summary: String::new(), source: "\r\na\r\n\r\nb\0".into() };
        let read = words(&typed).expect("words");
        assert_eq!((read.title.as_str(), read.source.as_str()), ("A title", "a\n\nb"));
    }
}
