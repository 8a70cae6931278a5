//! Text as people type it: cleaned of what nobody sees, and measured.

use crate::erasure::FORMER;

/// The longest title, in characters.
pub const MAX_TITLE: usize = 140;
/// The longest text of a question or an answer, in characters.
pub const MAX_TEXT: usize = 5_000;
/// The latest moment of a video, in seconds.
const LATEST_S: u32 = 86_400;
/// So many words of a title are compared with those of others.
const WORDS: usize = 8;
/// A shown name's longest word, in characters.
const NAME_WORD: usize = 24;
/// Words that tell nothing of what a question is about.
const COMMON: [&str; 44] = [
    "about", "and", "any", "are", "but", "can", "could", "did", "does", "for", "from", "get", "had", "has", "have", "how", "into", "its",
    "may", "not", "one", "our", "out", "should", "that", "the", "their", "them", "then", "there", "this", "too", "use", "was", "what",
    "when", "where", "which", "who", "why", "will", "with", "would", "you",
];

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It says nothing.
    Missing,
    /// It does not look like one.
    Malformed,
    /// It is longer than it may be.
    TooLong,
}

/// The title of a question: one line that says something.
pub fn title(typed: &str) -> Result<String, Flaw> {
    let line = typed.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| is_shown(*c)).collect::<String>();
    let title = line.split_whitespace().collect::<Vec<_>>().join(" ");
    said(title, MAX_TITLE)
}

/// What a question says beyond its title; it may be empty.
pub fn details_text(typed: &str) -> Result<String, Flaw> {
    let text = cleaned(typed);
    if text.chars().count() > MAX_TEXT { Err(Flaw::TooLong) } else { Ok(text) }
}

/// An answer: it says something.
pub fn answer_text(typed: &str) -> Result<String, Flaw> {
    said(cleaned(typed), MAX_TEXT)
}

/// A moment of a video as players show it, `3:12` or `1:02:03`, in seconds; nothing where nothing is typed.
pub fn moment(typed: &str) -> Result<Option<u32>, Flaw> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let parts: Vec<_> = typed.split(':').collect();
    let is_number = |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if !(2..=3).contains(&parts.len()) || !parts.iter().all(is_number) || parts[1..].iter().any(|part| part.len() != 2 || *part > "59") {
        return Err(Flaw::Malformed);
    }
    let seconds = parts.iter().fold(0_u32, |sum, part| sum.saturating_mul(60).saturating_add(part.parse().unwrap_or_default()));
    if seconds > LATEST_S { Err(Flaw::Malformed) } else { Ok(Some(seconds)) }
}

/// How others see a person: the first name, and the initial of the last. Never more, and never an address.
pub fn shown_name(name: &str) -> String {
    if name == FORMER {
        return FORMER.to_owned();
    }
    let name: String = name.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| is_shown(*c)).collect();
    let mut words = name.split(' ').filter(|word| word.chars().any(char::is_alphanumeric) && !word.contains('@'));
    let Some(first) = words.next() else { return "A student".to_owned() };
    let first: String = first.chars().take(NAME_WORD).collect();
    match words.next_back().and_then(|last| last.chars().find(|c| c.is_alphanumeric())) {
        Some(initial) => format!("{first} {}.", initial.to_uppercase()),
        None => first,
    }
}

/// The words of a title that tell what it is about, in small letters, each once.
pub fn words(title: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in title.to_lowercase().split(|c: char| !c.is_alphanumeric()) {
        let tells = word.chars().count() > 2 && !COMMON.contains(&word);
        if tells && words.len() < WORDS && !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    words
}

fn said(text: String, longest: usize) -> Result<String, Flaw> {
    if !text.chars().any(char::is_alphanumeric) {
        Err(Flaw::Missing)
    } else if text.chars().count() > longest {
        Err(Flaw::TooLong)
    } else {
        Ok(text)
    }
}

fn cleaned(typed: &str) -> String {
    let lines = typed.replace("\r\n", "\n").replace('\r', "\n");
    lines.chars().filter(|c| *c == '\n' || *c == '\t' || is_shown(*c)).collect::<String>().trim().to_owned()
}

/// Not a control character, and none of those that turn the direction of what stands around them.
fn is_shown(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_title_is_one_line_that_says_something() {
        assert_eq!(title("  Why\r\n two\tpromises?\0 "), Ok("Why two promises?".into()));
        assert_eq!(title("\u{200b} … \u{202e}"), Err(Flaw::Missing));
        assert_eq!(title(&"ä".repeat(MAX_TITLE)).map(|title| title.len()), Ok(2 * MAX_TITLE));
        assert_eq!(title(&"a".repeat(MAX_TITLE + 1)), Err(Flaw::TooLong));
    }

    #[test]
    fn texts_keep_their_lines_and_lose_what_nobody_sees() {
        assert_eq!(answer_text("one\r\n\r\n\ttwo\u{7}\0\n"), Ok("one\n\n\ttwo".into()));
        assert_eq!(answer_text(" \n "), Err(Flaw::Missing));
        assert_eq!(details_text(" \n "), Ok(String::new()));
        assert_eq!(details_text(&"x".repeat(MAX_TEXT + 1)), Err(Flaw::TooLong));
    }

    #[test]
    fn moments_are_read_as_players_show_them() {
        assert_eq!(moment(" "), Ok(None));
        assert_eq!(moment("3:12"), Ok(Some(192)));
        assert_eq!(moment("1:02:03"), Ok(Some(3_723)));
        for typed in ["3", "3:7", "3:99", ":12", "3:12:", "-3:12", "1:2:03", "99:00:00", "9999999:00", "a:bc"] {
            assert_eq!(moment(typed), Err(Flaw::Malformed), "{typed}");
        }
    }

    #[test]
    fn a_name_shows_no_more_than_it_must() {
        assert_eq!(shown_name("Ada Lovelace"), "Ada L.");
        assert_eq!(shown_name("Ada King Noel lovelace"), "Ada L.");
        assert_eq!(shown_name("Ada"), "Ada");
        assert_eq!(shown_name("  "), "A student");
        assert_eq!(shown_name("ada@example.com"), "A student");
        assert_eq!(shown_name("\u{202e}Ada\nB"), "Ada B.");
    }

    #[test]
    fn words_are_what_a_title_is_about() {
        assert_eq!(words("How do I price the PRICE of my workshop?"), ["price", "workshop"]);
    }

    proptest! {
        #[test]
        fn what_is_accepted_is_accepted_unchanged_again(typed in ".{0,200}") {
            for read in [title as fn(&str) -> Result<String, Flaw>, details_text, answer_text] {
                if let Ok(text) = read(&typed) {
                    prop_assert_eq!(read(&text), Ok(text.clone()));
                    prop_assert!(!text.contains('\0'));
                }
            }
        }

        #[test]
        fn no_name_shows_an_address(name in "[ -~]{0,60}") {
            prop_assert!(!shown_name(&name).contains('@'));
        }
    }
}
