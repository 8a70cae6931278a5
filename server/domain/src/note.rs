//! Private notes: plain text of bounded length.

use serde::{Deserialize, Serialize};

/// The longest note, in characters.
pub const LONGEST: usize = 20_000;
/// So many notes a person may have.
pub const MOST: u32 = 5_000;
/// The last second of a video that a note can be pinned to: no video is longer than a day.
const LAST_SECOND: u32 = 86_400;

/// A note's text: no control characters but tabs and line ends, no blank lines around it, something in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NoteText(String);

/// Why a text is no note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// Nothing is in it.
    #[error("the note is empty")]
    Empty,
    /// It is longer than [`LONGEST`].
    #[error("the note is too long")]
    TooLong,
}

impl NoteText {
    /// Takes a note as typed. Line ends become those of Unix.
    pub fn parse(typed: &str) -> Result<Self, NoteError> {
        let text: String =
            typed.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|c| !c.is_control() || "\n\t".contains(*c)).collect();
        let first = text.find(|c: char| !c.is_whitespace()).ok_or(NoteError::Empty)?;
        let line = text[..first].rfind('\n').map_or(0, |end| end + 1);
        let text = text[line..].trim_end();
        if text.chars().nth(LONGEST).is_some() { Err(NoteError::TooLong) } else { Ok(Self(text.to_owned())) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for NoteText {
    type Error = NoteError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<NoteText> for String {
    fn from(text: NoteText) -> Self {
        text.0
    }
}

/// The second of a video that a note is pinned to, where a text names one.
pub fn second(text: &str) -> Option<u32> {
    text.trim().parse().ok().filter(|second| *second <= LAST_SECOND)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_note_is_what_was_typed_without_the_blank_lines_around_it() {
        let note = |text| NoteText::parse(text).map(String::from);
        assert_eq!(note("\r\n \n  - one\r\n  - two\t\u{0}\r\n\r\n"), Ok("  - one\n  - two".into()));
        assert_eq!(note("<script>alert(1)</script>"), Ok("<script>alert(1)</script>".into()));
        assert_eq!(note(" \n\u{0}\t"), Err(NoteError::Empty));
    }

    #[test]
    fn letters_are_counted_and_not_bytes() {
        assert!(NoteText::parse(&"ö".repeat(LONGEST)).is_ok());
        assert_eq!(NoteText::parse(&"o".repeat(LONGEST + 1)), Err(NoteError::TooLong));
    }

    #[test]
    fn a_second_is_one_of_a_video() {
        assert_eq!(["192", " 0 ", "86401", "-1", "3:12", ""].map(second), [Some(192), Some(0), None, None, None, None]);
    }

    proptest! {
        #[test]
        fn what_is_a_note_stays_the_same_note(text in any::<String>()) {
            if let Ok(note) = NoteText::parse(&text) {
                prop_assert!(!note.as_str().contains(['\r', '\0']));
                prop_assert_eq!(NoteText::parse(note.as_str()), Ok(note));
            }
        }
    }
}
