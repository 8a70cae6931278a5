//! How long a password is. Its letters are nobody's business: no kind of them is asked for, and none is forbidden.

/// The shortest password, in characters.
pub const SHORTEST: usize = 8;
/// From here on a password is hard to guess by its length alone.
pub const ADVISED: usize = 15;
/// The longest password, in characters. All of them count.
pub const LONGEST: usize = 128;

/// What a password's length says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// It is not taken.
    TooShort,
    /// It is taken, and could be longer.
    Short,
    /// It is as long as it should be.
    Good,
    /// It is not taken.
    TooLong,
}

/// How long a password is.
pub fn length(password: &str) -> Length {
    match password.chars().count() {
        0..SHORTEST => Length::TooShort,
        SHORTEST..ADVISED => Length::Short,
        ADVISED..=LONGEST => Length::Good,
        _ => Length::TooLong,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_not_bytes() {
        for (characters, expected) in [
            (0, Length::TooShort),
            (7, Length::TooShort),
            (8, Length::Short),
            (14, Length::Short),
            (15, Length::Good),
            (128, Length::Good),
            (129, Length::TooLong),
        ] {
            for letter in ["a", "ß", "語", "🔑", " "] {
                assert_eq!(length(&letter.repeat(characters)), expected, "{characters} of {letter}");
            }
        }
    }
}
