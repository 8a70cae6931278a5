//! Certificates: the code by which anybody can check one, and the name that is on it.

use serde::{Deserialize, Serialize};

/// Letters and digits that are not mistaken for one another (Crockford's alphabet).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// So many of them make a code: 100 bits.
const LETTERS: usize = 20;
/// They are written in groups of so many.
const GROUP: usize = 5;
/// The longest name, in characters.
pub const LONGEST_NAME: usize = 80;

/// The unguessable code of a certificate, as it is printed: `K7Q2M-9XW4R-0ABCD-EFGHJ`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CertificateCode(String);

/// The text is no code of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a code of a certificate")]
pub struct InvalidCode;

impl CertificateCode {
    /// Makes a code of random bytes; five bits of each count.
    pub fn of_random(bytes: [u8; LETTERS]) -> Self {
        Self::grouped(bytes.iter().map(|byte| ALPHABET[usize::from(byte % 32)]))
    }

    /// Reads a code as somebody types it from paper: any case, any dashes and spaces, `O` for `0`, `I` and `L` for `1`.
    pub fn parse(typed: &str) -> Result<Self, InvalidCode> {
        let letters = typed.chars().filter(|c| !c.is_whitespace() && !"-–—‐‑".contains(*c)).take(LETTERS + 1);
        let letters = letters.map(|c| match c.to_ascii_uppercase() {
            'O' => Ok(b'0'),
            'I' | 'L' => Ok(b'1'),
            c => ALPHABET.iter().copied().find(|letter| char::from(*letter) == c).ok_or(InvalidCode),
        });
        let letters = letters.collect::<Result<Vec<_>, _>>()?;
        if letters.len() == LETTERS { Ok(Self::grouped(letters.into_iter())) } else { Err(InvalidCode) }
    }

    fn grouped(letters: impl Iterator<Item = u8>) -> Self {
        let mut code = String::with_capacity(LETTERS + LETTERS / GROUP);
        for (index, letter) in letters.enumerate() {
            if index > 0 && index % GROUP == 0 {
                code.push('-');
            }
            code.push(char::from(letter));
        }
        Self(code)
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for CertificateCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for CertificateCode {
    type Error = InvalidCode;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<CertificateCode> for String {
    fn from(code: CertificateCode) -> Self {
        code.0
    }
}

/// The name on a certificate: one line with a letter in it, without what would turn its direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct HolderName(String);

/// Why a text is no name for a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing is in it.
    #[error("there is no name")]
    Missing,
    /// It is longer than [`LONGEST_NAME`].
    #[error("the name is too long")]
    TooLong,
    /// It has no letter, or characters that no name has.
    #[error("this is no name")]
    Malformed,
}

impl HolderName {
    /// Takes a name as typed, with single spaces.
    pub fn parse(typed: &str) -> Result<Self, NameError> {
        let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err(NameError::Missing);
        }
        if name.chars().nth(LONGEST_NAME).is_some() {
            return Err(NameError::TooLong);
        }
        if name.chars().any(|c| c.is_control() || turns_direction(c)) || !name.chars().any(char::is_alphabetic) {
            return Err(NameError::Malformed);
        }
        Ok(Self(name))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Characters that make the text after them run the other way, and could make a name read as another.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

impl TryFrom<String> for HolderName {
    type Error = NameError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<HolderName> for String {
    fn from(name: HolderName) -> Self {
        name.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_is_read_as_it_is_typed_from_paper() {
        let code = CertificateCode::parse("K7Q2M-9XW4R-01ABC-DEFGH").unwrap();
        for typed in ["k7q2m9xw4r01abcdefgh", " K7Q2M 9XW4R oIabc–defgh ", "K7Q2M-9XW4R-OLABC-DEFGH"] {
            assert_eq!(CertificateCode::parse(typed), Ok(code.clone()), "{typed}");
        }
        for wrong in ["", "K7Q2M-9XW4R-01ABC-DEFG", "K7Q2M-9XW4R-01ABC-DEFGHJ", "U7Q2M-9XW4R-01ABC-DEFGH", "../../../etc/passwd…"] {
            assert_eq!(CertificateCode::parse(wrong), Err(InvalidCode), "{wrong}");
        }
    }

    #[test]
    fn a_name_is_one_line_with_a_letter_in_it() {
        let name = |text: &str| HolderName::parse(text).map(String::from);
        assert_eq!(name("  Ada \n Lovelace "), Ok("Ada Lovelace".into()));
        for good in ["李小龍", "محمد بن سلمان", "שרה כהן", "Zoë O’Neil-Großmann", "<b>Ada</b>"] {
            assert_eq!(name(good), Ok(good.into()));
        }
        assert_eq!(name(" \t"), Err(NameError::Missing));
        assert_eq!(name(&"a".repeat(81)), Err(NameError::TooLong));
        for wrong in ["...", "42", "Ada\u{202E}ecalevoL", "A\u{0}da"] {
            assert_eq!(name(wrong), Err(NameError::Malformed), "{wrong:?}");
        }
    }

    proptest! {
        #[test]
        fn every_code_is_read_back(bytes in any::<[u8; LETTERS]>()) {
            let code = CertificateCode::of_random(bytes);
            prop_assert_eq!(code.as_str().len(), 23);
            prop_assert_eq!(CertificateCode::parse(&code.as_str().to_lowercase()), Ok(code));
        }

        #[test]
        fn what_is_a_name_stays_the_same_name(text in any::<String>()) {
            if let Ok(name) = HolderName::parse(&text) {
                prop_assert_eq!(HolderName::parse(name.as_str()), Ok(name));
            }
        }
    }
}
