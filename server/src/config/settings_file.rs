//! The file of settings, `.env`, in the working folder or above it. What the environment says already wins.

use dotenvy::{Error, Iter};
use std::io::Read;

/// Reads the file into the environment, where there is one. An error names the setting before what cannot be read, and says nothing of
/// that itself: it may be a secret.
pub fn read_settings_file() -> Result<(), String> {
    match dotenvy::dotenv() {
        Err(error) if !error.not_found() => Err(trouble(&error, dotenvy::dotenv_iter().ok())),
        _ => Ok(()),
    }
}

fn trouble<R: Read>(error: &Error, file: Option<Iter<R>>) -> String {
    let Error::LineParse(..) = error else { return format!(".env, in the working folder or above it: {error}") };
    let read = file.into_iter().flatten().map_while(Result::ok).last();
    let place = read.map_or_else(|| "the first setting".to_owned(), |(name, _)| format!("what follows {name}"));
    format!(".env: {place} cannot be read: each line is NAME=value, and a value with spaces, quotes, #, $ or \\ stands in single quotes")
}

/// A value without the quotes around it. Shells and this program take them off; Docker and Kubernetes, which read such files too, pass
/// them on.
pub(super) fn unquoted(value: &str) -> &str {
    let within = |quote| value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    within('\'').or_else(|| within('"')).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &str) -> Result<Vec<(String, String)>, Error> {
        dotenvy::from_read_iter(file.as_bytes()).collect()
    }

    #[test]
    fn every_line_of_the_example_can_be_used() {
        let example = include_str!("../../../.env.example");
        let is_setting = |line: &&str| {
            line.split_once('=')
                .is_some_and(|(name, _)| name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_' || byte.is_ascii_digit()))
        };
        let lines: Vec<&str> = example.lines().filter_map(|line| line.strip_prefix('#')).filter(is_setting).collect();
        let read = read(&lines.join("\n")).unwrap();
        assert_eq!(read.len(), lines.len());
        assert!(lines.len() > 40 && read.contains(&("MAIL_FROM".to_owned(), "Your course <hello@course.example>".to_owned())));
    }

    #[test]
    fn the_place_of_what_cannot_be_read_is_told_and_nothing_of_it() {
        let told = |file: &'static str| trouble(&read(file).unwrap_err(), Some(dotenvy::from_read_iter(file.as_bytes())));
        let second = told("APP_ENV=production\nSMTP_URL=smtp://a:secret word@mail.example\nMAIL_FROM=a@course.example\n");
        assert!(second.contains("what follows APP_ENV") && !second.contains("secret"), "{second}");
        let first = told("a secret alone");
        assert!(first.contains("the first setting") && !first.contains("secret"), "{first}");
    }

    #[test]
    fn quotes_around_a_value_are_none_of_it() {
        assert_eq!(["'a b'", "\"a b\"", "a 'b'", "'", ""].map(unquoted), ["a b", "a b", "a 'b'", "'", ""]);
    }
}
