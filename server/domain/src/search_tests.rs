use super::*;
use proptest::prelude::*;

fn query(typed: &str) -> Query {
    Query::parse(typed).unwrap_or_else(|| panic!("{typed} is a query"))
}

fn text(parts: &[Part]) -> String {
    parts.iter().map(|part| part.text.as_str()).collect()
}

fn found(parts: &[Part]) -> Vec<&str> {
    parts.iter().filter(|part| part.found).map(|part| part.text.as_str()).collect()
}

#[test]
fn only_letters_and_digits_are_looked_for() {
    assert_eq!(query("  Quiet-room, \"NEAR\"* ").words(), ["quiet", "room", "near"]);
    assert_eq!(query("ÜBER 2nd İstanbul").words(), ["über", "2nd", "istanbul"]);
    for nothing in ["", "   ", "\"*():^-", "\0", "🎈"] {
        assert_eq!(Query::parse(nothing), None, "{nothing:?}");
    }
}

#[test]
fn a_query_is_as_long_as_anybody_types() {
    assert_eq!(query(&"a b ".repeat(1000)).words().len(), MOST_WORDS);
    assert_eq!(query(&"x".repeat(1_000_000)).words(), ["x".repeat(LONGEST_WORD)]);
}

#[test]
fn the_last_word_may_go_on_and_the_others_may_not() {
    let found_in = |typed: &str| found(&query(typed).mark("A quiet room, quietly.")).join(" ");
    assert_eq!(found_in("qui"), "quiet quietly");
    assert_eq!(found_in("quiet"), "quiet quietly");
    assert_eq!(found_in("quiet ro"), "quiet room");
    assert_eq!(found_in("qui room"), "room");
}

#[test]
fn titles_come_before_texts_and_whole_words_before_beginnings() {
    let room = query("room");
    let ranks = [
        room.rank("A quiet room", ""),
        room.rank("Roommates", ""),
        room.rank("Sound", "A room. A room. A room."),
        room.rank("Sound", "A room."),
        room.rank("Sound", "Roommates."),
        room.rank("Sound", "Silence."),
    ];
    assert!(ranks.is_sorted_by(|a, b| a > b), "{ranks:?}");
    assert!(query("quiet room").rank("A quiet room", "").in_title && !query("quiet room").rank("A quiet place", "room").in_title);
    assert_eq!(room.rank("", &"room ".repeat(500)), room.rank("", &"room ".repeat(5)));
}

#[test]
fn an_excerpt_shows_the_first_word_that_was_found() {
    let long = format!("{} Choose a quiet room & write <b>it</b> down. {}", "Before. ".repeat(40), "After. ".repeat(90));
    let parts = query("quiet").excerpt(&long);
    assert_eq!(found(&parts), ["quiet"]);
    let shown = text(&parts);
    assert!(shown.starts_with("… ") && shown.ends_with(" …") && shown.contains("quiet room & write <b>it</b>"), "{shown}");
    assert!(shown.chars().count() <= EXCERPT + 4, "{shown}");
    assert_eq!(text(&query("nowhere").excerpt("Short.")), "Short.");
}

proptest! {
    #[test]
    fn marking_loses_no_letter(typed in ".{1,40}", of in ".{0,200}") {
        if let Some(query) = Query::parse(&typed) {
            prop_assert_eq!(text(&query.mark(&of)), of);
        }
    }

    #[test]
    fn excerpts_of_anything_are_short(typed in "\\PC{1,20}", of in "(\\PC{0,12} ?){0,80}") {
        if let Some(query) = Query::parse(&typed) {
            prop_assert!(text(&query.excerpt(&of)).chars().count() <= EXCERPT + 4);
        }
    }

    #[test]
    fn what_is_indexed_is_found_by_its_own_words(of in "\\PC{0,80}") {
        let words = indexed(&of);
        prop_assert!(words.chars().all(|c| c == ' ' || c.is_alphanumeric()));
        for word in words.split(' ').filter(|word| !word.is_empty()) {
            prop_assert!(query(word).index_of(word).is_some());
        }
    }
}
