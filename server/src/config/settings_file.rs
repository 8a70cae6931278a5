//! The file of settings, `.env`, in the working folder or above it. What the environment says already wins.

use dotenvy::Error;

/// Reads the file into the environment, where there is one. An error names what a line sets, and not to what: that may be a secret.
pub fn read_settings_file() -> Result<(), String> {
    match dotenvy::dotenv() {
        Err(error) if !error.not_found() => Err(trouble(&error)),
        _ => Ok(()),
    }
}

fn trouble(error: &Error) -> String {
    match error {
        Error::LineParse(line, _) => match line.split_once('=') {
            Some((name, _)) => format!(".env: what {} is set to cannot be read: put it into single quotes", name.trim()),
            None => ".env: a line sets nothing: each is NAME=value, or begins with #".to_owned(),
        },
        other => format!(".env: {other}"),
    }
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
    fn what_cannot_be_read_is_named_and_not_shown() {
        let error = read("APP_ENV=production\nSMTP_URL=smtp://a:secret word@mail.example\n").unwrap_err();
        let told = trouble(&error);
        assert!(told.contains("SMTP_URL") && !told.contains("secret"), "{told}");
        let told = trouble(&read("a secret alone").unwrap_err());
        assert!(told.contains("NAME=value") && !told.contains("secret"), "{told}");
    }

    #[test]
    fn quotes_around_a_value_are_none_of_it() {
        assert_eq!(["'a b'", "\"a b\"", "a 'b'", "'", ""].map(unquoted), ["a b", "a b", "a 'b'", "'", ""]);
    }
}
