//! What differs between two texts, by lines and within them by words.

use app::api::dto::{DiffLine, LessonWords, Side};
use similar::{ChangeTag, TextDiff};

/// What would change from the latest words to others.
pub fn lines(latest: &LessonWords, other: &LessonWords) -> Vec<DiffLine> {
    let (latest, other) = (whole(latest), whole(other));
    let difference = TextDiff::from_lines(&latest, &other);
    let changes = difference.ops().iter().flat_map(|op| difference.iter_inline_changes(op));
    changes
        .map(|change| DiffLine {
            side: side(change.tag()),
            pieces: change.iter_strings_lossy().map(|(differs, piece)| (differs, piece.trim_end_matches('\n').to_owned())).collect(),
        })
        .collect()
}

fn side(tag: ChangeTag) -> Side {
    match tag {
        ChangeTag::Equal => Side::Both,
        ChangeTag::Delete => Side::Latest,
        ChangeTag::Insert => Side::Other,
    }
}

/// All words of a lesson in one text.
fn whole(words: &LessonWords) -> String {
    format!("{}\n{}\n\n{}\n", words.title, words.summary, words.source.trim_end())
}

/// Both texts in one: what is in both stands once, what differs stands twice, the latest first. No word of either is missing.
pub fn both(latest: &str, other: &str) -> String {
    let line_by_line = |text: &str| text.trim_end().to_owned() + "\n";
    let (latest, other) = (line_by_line(latest), line_by_line(other));
    let difference = TextDiff::from_lines(&latest, &other);
    difference.iter_all_changes().map(|change| change.value().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(source: &str) -> LessonWords {
        LessonWords { title: "Title".into(), summary: "Sentence.".into(), source: source.into() }
    }

    #[test]
    fn a_difference_names_lines_and_words() {
        let lines = lines(&words("One line.\n\nA quiet room."), &words("One line.\n\nA loud room."));
        let changed: Vec<_> = lines.iter().filter(|line| line.side != Side::Both).collect();
        assert_eq!(changed.iter().map(|line| line.side).collect::<Vec<_>>(), [Side::Latest, Side::Other]);
        let marked =
            |line: &DiffLine| line.pieces.iter().filter(|(differs, _)| *differs).map(|(_, piece)| piece.clone()).collect::<String>();
        assert_eq!([marked(changed[0]), marked(changed[1])], ["quiet", "loud"]);
    }

    #[test]
    fn both_in_one_repeats_only_what_differs() {
        assert_eq!(both("a\nb\nc", "a\nB\nc"), "a\nb\nB\nc\n");
        assert_eq!(both("a", "a"), "a\n");
    }

    proptest! {
        #[test]
        fn no_word_is_lost(latest in "([a-c ]{0,6}\n){0,6}", other in "([a-c ]{0,6}\n){0,6}") {
            let both = both(&latest, &other);
            for text in [&latest, &other] {
                for line in text.trim_end().lines() {
                    prop_assert!(both.lines().any(|kept| kept == line), "{:?} in {:?}", line, both);
                }
            }
        }
    }
}
