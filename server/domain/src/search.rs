//! Searching: what of a query counts, how well a text answers it, and which part of the text shows that. All of it is the same
//! whatever database has found the text.

use serde::{Deserialize, Serialize};

/// So much of a query is read; more is no query.
const LONGEST_QUERY: usize = 400;
/// So many of its words count.
const MOST_WORDS: usize = 8;
/// So much of a word counts.
const LONGEST_WORD: usize = 64;
/// The length of an excerpt, in characters, about.
const EXCERPT: usize = 190;
/// So much of an excerpt stands before the first word that was found.
const LEAD: usize = 60;
/// Who says a word more often than this says nothing more by it.
const OFTEN: u32 = 5;

/// The words that are looked for: all of them, each whole, but the last may go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query(Vec<String>);

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The piece.
    pub text: String,
    /// Whether it is a word that was looked for.
    pub found: bool,
}

/// How well a text answers a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// Whether the title alone has every word.
    pub in_title: bool,
    /// More is better.
    pub score: u32,
}

impl Query {
    /// Reads what somebody typed. Letters and digits count and nothing else, so no sign has a meaning. `None` is nothing to look for.
    pub fn parse(typed: &str) -> Option<Self> {
        let end = typed.char_indices().nth(LONGEST_QUERY).map_or(typed.len(), |(at, _)| at);
        let words: Vec<_> = words(&typed[..end]).map(|(_, word)| fold(word)).filter(|word| !word.is_empty()).take(MOST_WORDS).collect();
        (!words.is_empty()).then_some(Self(words))
    }

    /// The words, folded like the texts. Each is letters and digits; the last is the beginning of one.
    pub fn words(&self) -> &[String] {
        &self.0
    }

    /// Which of the words a folded word of a text is: its index, and whether it is the whole of it.
    fn index_of(&self, word: &str) -> Option<(usize, bool)> {
        if let Some(index) = self.0.iter().position(|wanted| wanted == word) {
            return Some((index, true));
        }
        let last = self.0.len().checked_sub(1)?;
        word.starts_with(&self.0[last]).then_some((last, false))
    }

    /// How well a document answers: titles before texts, whole words before beginnings.
    pub fn rank(&self, title: &str, body: &str) -> Rank {
        let mut in_title = vec![0_u32; self.0.len()];
        for (index, whole) in self.found(title) {
            in_title[index] = in_title[index].max(if whole { 20 } else { 12 });
        }
        let mut in_body = vec![0_u32; self.0.len()];
        for (index, whole) in self.found(body) {
            in_body[index] += if whole { 2 } else { 1 };
        }
        let score = in_title.iter().sum::<u32>() + in_body.iter().map(|count| (*count).min(2 * OFTEN)).sum::<u32>();
        Rank { in_title: in_title.iter().all(|found| *found > 0), score }
    }

    fn found(&self, text: &str) -> impl Iterator<Item = (usize, bool)> {
        words(text).filter_map(|(_, word)| self.index_of(&fold(word)))
    }

    /// A whole text, with the words that were found.
    pub fn mark(&self, text: &str) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut written = 0;
        for (at, word) in words(text).filter(|(_, word)| self.index_of(&fold(word)).is_some()) {
            push(&mut parts, &text[written..at], false);
            push(&mut parts, word, true);
            written = at + word.len();
        }
        push(&mut parts, &text[written..], false);
        parts
    }

    /// The part of a text around the first word that is found in it, or its beginning.
    pub fn excerpt(&self, text: &str) -> Vec<Part> {
        let first = words(text).find(|(_, word)| self.index_of(&fold(word)).is_some()).map_or(0, |(at, _)| at);
        let start = back(text, first, LEAD);
        let end = on(text, start, EXCERPT);
        let mut parts = self.mark(text[start..end].trim());
        if start > 0 {
            parts.insert(0, Part { text: "… ".to_owned(), found: false });
        }
        if end < text.len() {
            push(&mut parts, " …", false);
        }
        parts
    }
}

/// A text as an index takes it: its words, folded, with one space between them.
pub fn indexed(text: &str) -> String {
    let mut indexed = String::with_capacity(text.len());
    for (_, word) in words(text) {
        if !indexed.is_empty() {
            indexed.push(' ');
        }
        indexed.push_str(&fold(word));
    }
    indexed
}

/// The words of a text and where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let between = |c: char| !c.is_alphanumeric();
    let mut end = 0;
    let pieces = text.split_inclusive(between).map(move |piece| {
        let at = end;
        end += piece.len();
        (at, piece.trim_end_matches(between))
    });
    pieces.filter(|(_, word)| !word.is_empty())
}

/// A word without what makes no difference.
fn fold(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).take(LONGEST_WORD).collect()
}

fn push(parts: &mut Vec<Part>, text: &str, found: bool) {
    if !text.is_empty() {
        parts.push(Part { text: text.to_owned(), found });
    }
}

/// The beginning of a word at most so many characters before a place.
fn back(text: &str, place: usize, characters: usize) -> usize {
    let from = text[..place].char_indices().rev().nth(characters).map_or(0, |(at, _)| at);
    if from == 0 { 0 } else { text[from..place].find(' ').map_or(place, |space| from + space + 1) }
}

/// The end of a word about so many characters after a place.
fn on(text: &str, place: usize, characters: usize) -> usize {
    let Some((to, _)) = text[place..].char_indices().nth(characters) else { return text.len() };
    text[place..place + to].rfind(' ').filter(|space| *space > to / 2).map_or(place + to, |space| place + space)
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
