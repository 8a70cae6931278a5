//! The last part of a lesson's address.

use serde::{Deserialize, Serialize};

/// The longest slug in characters.
pub const LONGEST: usize = 80;

/// What no lesson is called: below `/learn` these are pages of their own.
pub const RESERVED: [&str; 3] = ["search", "notes", "certificate"];

/// Lower-case letters and digits of ASCII in words, with a dash between two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slug(String);

/// Why a text is no slug.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum BadSlug {
    /// Nothing was given.
    #[error("missing")]
    Missing,
    /// It has other characters, or a dash too many.
    #[error("malformed")]
    Malformed,
    /// It is longer than [`LONGEST`].
    #[error("too long")]
    TooLong,
    /// It is one of [`RESERVED`].
    #[error("reserved")]
    Reserved,
}

impl Slug {
    /// Reads what was typed; capitals are made small.
    pub fn parse(text: &str) -> Result<Self, BadSlug> {
        let text = text.trim().to_ascii_lowercase();
        let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        match text.as_str() {
            "" => Err(BadSlug::Missing),
            text if !text.split('-').all(is_word) => Err(BadSlug::Malformed),
            text if text.len() > LONGEST => Err(BadSlug::TooLong),
            text if RESERVED.contains(&text) => Err(BadSlug::Reserved),
            _ => Ok(Self(text)),
        }
    }

    /// The words of a title that a slug can have; `otherwise` where it has none of them.
    pub fn of_title(title: &str, otherwise: &str) -> Self {
        let words = title.split(|c: char| !c.is_ascii_alphanumeric() && c != '\'' && c != '’');
        let mut slug = String::new();
        for word in words.map(|word| word.replace(['\'', '’'], "").to_ascii_lowercase()).filter(|word| !word.is_empty()) {
            if slug.len() + 1 + word.len() > LONGEST / 2 {
                break;
            }
            let joint = if slug.is_empty() { "" } else { "-" };
            slug = slug + joint + &word;
        }
        let taken = slug.is_empty() || RESERVED.contains(&slug.as_str());
        Self(if taken { otherwise.to_owned() } else { slug })
    }

    /// The same with a number, for when it is taken.
    #[must_use]
    pub fn numbered(&self, number: u32) -> Self {
        Self(format!("{}-{number}", self.0))
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_slug_is_words_of_letters_and_digits() {
        for (text, read) in [
            ("choose-one-promise", Ok("choose-one-promise")),
            (" Lesson-2 ", Ok("lesson-2")),
            ("", Err(BadSlug::Missing)),
            ("a--b", Err(BadSlug::Malformed)),
            ("-a", Err(BadSlug::Malformed)),
            ("a/b", Err(BadSlug::Malformed)),
            ("notes.md", Err(BadSlug::Malformed)),
            ("größe", Err(BadSlug::Malformed)),
        ] {
            assert_eq!(Slug::parse(text).as_ref().map(Slug::as_str).map_err(|bad| *bad), read, "{text}");
        }
        assert_eq!(Slug::parse(&"a".repeat(LONGEST + 1)), Err(BadSlug::TooLong));
    }

    #[test]
    fn pages_of_the_course_keep_their_addresses() {
        for reserved in RESERVED {
            assert_eq!(Slug::parse(reserved), Err(BadSlug::Reserved));
            assert_eq!(Slug::of_title(reserved, "lesson").as_str(), "lesson");
        }
        assert!(Slug::parse("notes-2").is_ok());
    }

    #[test]
    fn a_title_gives_its_words() {
        assert_eq!(Slug::of_title("Don’t panic: 3 ways out!", "lesson").as_str(), "dont-panic-3-ways-out");
        assert_eq!(Slug::of_title("Привет", "lesson").as_str(), "lesson");
        assert_eq!(Slug::of_title("a", "lesson").numbered(2).as_str(), "a-2");
    }

    proptest! {
        #[test]
        fn what_a_title_gives_is_a_slug(title in ".{0,200}", number in 2_u32..10_000) {
            let slug = Slug::of_title(&title, "lesson");
            prop_assert!(Slug::parse(slug.as_str()).is_ok(), "{:?}", slug);
            prop_assert!(Slug::parse(slug.numbered(number).as_str()).is_ok());
        }
    }
}
