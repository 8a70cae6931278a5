//! The code in the server's log: 130 random bits in twenty-six letters and digits that can be typed from a screen.

use crate::ports::entropy::Entropy;
use std::sync::Arc;

const LENGTH: usize = 26;
const GROUP: usize = 7;

/// A new code.
pub fn make(entropy: &Arc<dyn Entropy>) -> String {
    entropy.public_id().chars().take(LENGTH).collect()
}

/// The code in groups, as the log shows it.
pub fn shown(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    letters.chunks(GROUP).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// What was typed, as the code is kept: capitals, gaps and dashes do not matter, nor whether an `O` was taken for a zero.
pub fn read(typed: &str) -> String {
    let letter = |letter: char| match letter.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    };
    typed.chars().filter(char::is_ascii_alphanumeric).take(2 * LENGTH).map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adapters::system::SystemEntropy;

    #[test]
    fn what_is_shown_can_be_typed_in_any_way() {
        let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy);
        let code = make(&entropy);
        assert_eq!(code.len(), LENGTH);
        assert_ne!(make(&entropy), code);
        for typed in [code.clone(), shown(&code), shown(&code).to_uppercase(), format!("  {} ", shown(&code).replace('-', " "))] {
            assert_eq!(read(&typed), code, "{typed}");
        }
        assert_eq!(read("OIL-oil"), "011011");
        assert_eq!(shown("abcdefghjkmnpqrstvwxyz0123"), "abcdefg-hjkmnpq-rstvwxy-z0123");
    }
}
