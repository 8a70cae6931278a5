//! By which words people are found. A search matches the beginnings of words, so that an index answers it.

use std::collections::BTreeSet;

/// Longer words are cut: nobody types more of them.
const LONGEST: usize = 64;
/// More words of a query than this say nothing new.
const MOST_TERMS: usize = 5;

/// The words by which a person is found: those of the name, the whole address and its parts, all in lower case.
pub fn words(name: &str, email_normalized: &str) -> BTreeSet<String> {
    parts(name).chain(parts(email_normalized)).chain([email_normalized.to_lowercase()]).filter(|word| !word.is_empty()).collect()
}

/// What a query asks for: every term must begin one of a person's words.
pub fn terms(query: &str) -> Vec<String> {
    let of = |term: &str| if term.contains('@') { vec![term.to_lowercase()] } else { parts(term).collect() };
    let mut terms: Vec<_> = query.split_whitespace().flat_map(of).collect();
    terms.truncate(MOST_TERMS);
    terms
}

/// The words that begin with a term are those from it up to, and without, this: compared byte by byte.
pub fn end_of(term: &str) -> String {
    format!("{term}{}", char::MAX)
}

fn parts(text: &str) -> impl Iterator<Item = String> {
    let cut = |word: &str| word.chars().flat_map(char::to_lowercase).take(LONGEST).collect();
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(cut).collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn finds(query: &str, name: &str, email: &str) -> bool {
        let words = words(name, email);
        terms(query).iter().all(|term| words.range(term.clone()..end_of(term)).next().is_some())
    }

    #[test]
    fn people_are_found_by_the_beginnings_of_their_names_and_addresses() {
        for query in ["ada", "LOVE", "lovelace ada", "ada.l@ex", "ada.l@example.com", "example.com", "ex love", "éle", ""] {
            assert!(finds(query, "Ada Élena Lovelace", "ada.l@example.com"), "{query}");
        }
        for query in ["da", "ada grace", "ada@other", "l@example.com"] {
            assert!(!finds(query, "Ada Élena Lovelace", "ada.l@example.com"), "{query}");
        }
        assert!(finds("o'neil", "Shaun O'Neil", "x@example.ie"));
    }

    proptest! {
        #[test]
        fn everybody_is_found_by_the_whole_name(name in "[^@\\pC]{0,30}") {
            prop_assert!(finds(&name, &name, "x@example.com"));
        }
    }
}
