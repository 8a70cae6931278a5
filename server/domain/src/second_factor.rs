//! What is typed to show a second factor: the six digits that an authenticator shows for half a minute, or a recovery code.

use chrono::{DateTime, Utc};
use std::ops::RangeInclusive;

/// A code of an authenticator is shown for so many seconds (RFC 6238).
pub const STEP_S: i64 = 30;
/// It has so many digits.
pub const DIGITS: usize = 6;
/// A recovery code has so many letters and digits: 120 bits.
pub const RECOVERY_LETTERS: usize = 24;
/// A person has so many of them.
pub const RECOVERY_CODES: usize = 10;

/// They are written in groups of so many.
const GROUP: usize = 6;

/// The half minute, counted from 1970, in which a moment lies.
pub fn step_at(now: DateTime<Utc>) -> i64 {
    now.timestamp().div_euclid(STEP_S).max(0)
}

/// The half minutes whose codes are taken: clocks may be one apart.
pub fn steps_taken(now: DateTime<Utc>) -> RangeInclusive<i64> {
    let step = step_at(now);
    (step - 1).max(0)..=step + 1
}

/// What was typed as a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// Six digits.
    Moment(u32),
    /// As a recovery code is kept.
    Recovery(String),
    /// Nothing.
    Nothing,
    /// Neither.
    Neither,
}

/// Reads a code. Gaps and dashes do not matter, nor capitals, nor whether an `O` was taken for a zero.
pub fn read(typed: &str) -> Typed {
    let letters: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').take(2 * RECOVERY_LETTERS).collect();
    match letters.len() {
        0 => Typed::Nothing,
        DIGITS => letters.parse().ok().filter(|_| letters.bytes().all(|b| b.is_ascii_digit())).map_or(Typed::Neither, Typed::Moment),
        RECOVERY_LETTERS if letters.is_ascii() => Typed::Recovery(letters.chars().map(letter).collect()),
        _ => Typed::Neither,
    }
}

fn letter(typed: char) -> char {
    match typed.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    }
}

/// A recovery code, or a secret to be typed, in groups.
pub fn in_groups(letters: &str, of: usize) -> String {
    let letters: Vec<char> = letters.chars().collect();
    letters.chunks(of).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// A recovery code as it is shown.
pub fn shown(code: &str) -> String {
    in_groups(code, GROUP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_people_type_them() {
        assert_eq!(read(" 012 345 "), Typed::Moment(12_345));
        assert_eq!(read("012-345"), Typed::Moment(12_345));
        assert_eq!(read(" \n-"), Typed::Nothing);
        let code = "0123456789abcdefghjkmnpq";
        for typed in [code.to_owned(), shown(code), shown(code).to_uppercase(), shown(code).replace('0', "O").replace('1', "l")] {
            assert_eq!(read(&typed), Typed::Recovery(code.to_owned()), "{typed}");
        }
        for wrong in ["12345", "1234567", "12345x", "+12345", "１２３４５６", "ääääää", &"ä".repeat(12), &"x".repeat(1000)] {
            assert_eq!(read(wrong), Typed::Neither, "{wrong}");
        }
        assert_eq!(shown(code), "012345-6789ab-cdefgh-jkmnpq");
    }

    #[test]
    fn the_code_before_and_the_one_after_are_taken() {
        let at = DateTime::from_timestamp(59, 0).unwrap_or_default();
        assert_eq!((step_at(at), steps_taken(at)), (1, 0..=2));
        assert_eq!(steps_taken(DateTime::UNIX_EPOCH), 0..=1);
    }
}
