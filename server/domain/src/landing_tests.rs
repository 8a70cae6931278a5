use super::blank::SECTIONS;
use super::*;
use proptest::prelude::*;

/// A page with every section, unwritten.
fn page() -> LandingContent {
    LandingContent { sections: SECTIONS.map(|(id, kind)| Section::new(id, kind)).to_vec() }
}

fn words<const N: usize>(pairs: [(Word, &str); N]) -> Words {
    pairs.into_iter().map(|(word, text)| (word, text.to_owned())).collect()
}

fn order(page: &LandingContent) -> Vec<&str> {
    page.sections.iter().map(|section| section.id.as_str()).collect()
}

#[test]
fn every_kind_has_a_spec_of_its_own() {
    for kind in Kind::ALL {
        assert_eq!(kind.spec().kind, kind);
    }
    assert!(page().is_sound());
}

#[test]
fn a_blank_page_shows_its_title_and_its_price() {
    let blank = LandingContent::blank("Engines");
    assert!(blank.is_sound() && !blank.is_finished());
    assert_eq!(order(&blank.shown()), ["hero", "curriculum", "price", "footer", "found"]);
    assert_eq!((blank.word(Kind::Hero, Word::Title), blank.word(Kind::Price, Word::Title)), ("Engines", "Engines"));
    assert!(blank.sections.iter().all(|section| section.faults().is_empty()), "its editor takes it as it is");
}

#[test]
fn what_nobody_sees_is_not_kept() {
    let hero = Section::new("hero", Kind::Hero);
    let typed = words([(Word::Title, "  A   small\r\n course "), (Word::Lead, "\r\nOne\r\n\r\nTwo  \r\n"), (Word::Quote, "dropped")]);
    let written = hero.rewritten(&typed, &[words([(Word::Title, "dropped")])], Deed::Add);
    assert_eq!(written.words, words([(Word::Title, "A small course"), (Word::Lead, "One\n\nTwo")]));
    assert!(written.items.is_empty(), "the first screen has no items");
    let price = Section::new("price", Kind::Price).rewritten(&words([(Word::List, "\n one \n\n two\r\n")]), &[], Deed::Save);
    assert_eq!(price.list(Word::List), ["one", "two"]);
}

#[test]
fn texts_have_a_longest_length_and_lists_a_largest_number() {
    let with = |kind, word, text: &str| Section::new("x", kind).rewritten(&words([(word, text)]), &[], Deed::Save).faults();
    let at = |word| Spot { item: None, word: Some(word) };
    assert_eq!(with(Kind::Hero, Word::Title, &"ä".repeat(140)), []);
    assert_eq!(with(Kind::Hero, Word::Title, &"ä".repeat(141)), [(at(Word::Title), Flaw::TooLong)]);
    assert_eq!(with(Kind::Price, Word::List, &"x\n".repeat(12)), []);
    assert_eq!(with(Kind::Price, Word::List, &"x\n".repeat(13)), [(at(Word::List), Flaw::TooMany)]);
    assert_eq!(with(Kind::Price, Word::List, &"x".repeat(201)), [(at(Word::List), Flaw::TooLong)]);
    assert_eq!(with(Kind::Hero, Word::Title, "a\u{202e}b"), [(at(Word::Title), Flaw::Malformed)]);
    assert_eq!(with(Kind::Hero, Word::Title, "a\0b"), [(at(Word::Title), Flaw::Malformed)]);
    let voices = vec![Words::new(); 13];
    let faults = Section::new("x", Kind::Testimonials).rewritten(&Words::new(), &voices, Deed::Save).faults();
    assert_eq!(faults, [(Spot { item: None, word: None }, Flaw::TooMany)]);
}

#[test]
fn a_section_knows_what_is_still_to_be_written() {
    let faq = Section::new("faq", Kind::Faq);
    let one = faq.rewritten(&words([(Word::Title, "Questions")]), &[words([(Word::Question, "Why?")])], Deed::Save);
    assert_eq!(one.gaps(), [Spot { item: Some(0), word: Some(Word::Answer) }]);
    let mut hero =
        Section::new("hero", Kind::Hero).rewritten(&words([(Word::Title, "T"), (Word::Lead, "L"), (Word::Cta, "C")]), &[], Deed::Save);
    assert_eq!(hero.gaps(), []);
    hero.picture = Some(PictureId(uuid::Uuid::nil()));
    assert_eq!(hero.gaps(), [Spot { item: None, word: Some(Word::Alt) }], "a picture needs words");
    assert_eq!(hero.rewritten(&hero.words, &[], Deed::Unpicture).gaps(), []);
}

#[test]
fn items_are_added_moved_and_removed() {
    let faq = Section::new("faq", Kind::Faq);
    let items: Vec<Words> = ["a", "b", "c"].map(|text| words([(Word::Question, text)])).to_vec();
    let after = |deed: &str| -> Vec<String> {
        let section = faq.rewritten(&Words::new(), &items, Deed::parse(deed).expect("a deed"));
        section.items.iter().map(|item| said(item, Word::Question).to_owned()).collect()
    };
    assert_eq!(after("up-2"), ["a", "c", "b"]);
    assert_eq!(after("down-0"), ["b", "a", "c"]);
    assert_eq!(after("remove-1"), ["a", "c"]);
    assert_eq!(after("add"), ["a", "b", "c", ""]);
    for nothing in ["save", "up-0", "down-2", "remove-3", "up-99"] {
        assert_eq!(after(nothing), ["a", "b", "c"], "{nothing}");
    }
    assert_eq!(Deed::parse("up-x"), None);
    assert_eq!(Deed::parse("drop"), None);
}

#[test]
fn sections_move_among_those_that_move() {
    let mut page = page();
    assert!(!page.shift("outcomes", true), "the first screen stays the first");
    assert!(!page.shift("closing", false), "the footer stays below");
    assert!(!page.shift("hero", false) && !page.shift("footer", true) && !page.shift("nothing", true));
    assert!(page.shift("curriculum", true));
    assert_eq!(order(&page)[..3], ["hero", "curriculum", "outcomes"]);
}

#[test]
fn what_is_hidden_is_not_shown() {
    let mut page = page();
    assert!(page.set_hidden("faq", true) && !page.set_hidden("faq", true));
    assert!(!page.set_hidden("price", true), "a page without a price sells nothing");
    assert!(page.shown().section("faq").is_none() && page.section("faq").is_some());
    let picture = PictureId(uuid::Uuid::nil());
    page.sections[4].picture = Some(picture);
    assert!(page.shows(picture) && page.set_hidden("instructor", true) && !page.shows(picture));
}

#[test]
fn only_texts_of_the_creators_own_come_and_go() {
    let mut page = page();
    assert!(page.add_text("text-1") && !page.add_text("text-1"));
    assert_eq!(order(&page)[10..], ["text-1", "footer", "found"]);
    for number in 2..=MOST_TEXTS {
        assert!(page.add_text(&format!("text-{number}")));
    }
    assert!(!page.add_text("text-99"), "there are enough");
    assert!(page.remove_text("text-1") && !page.remove_text("text-1") && !page.remove_text("faq"));
}

proptest! {
    #[test]
    fn whatever_is_done_leaves_a_sound_page(deeds in prop::collection::vec((0..4u8, 0..16usize, any::<bool>()), 0..40)) {
        let mut page = page();
        for (deed, which, way) in deeds {
            let id = page.sections[which % page.sections.len()].id.clone();
            let _changed = match deed {
                0 => page.shift(&id, way),
                1 => page.set_hidden(&id, way),
                2 => page.add_text(&format!("text-{which}")),
                _ => page.remove_text(&id),
            };
            prop_assert!(page.is_sound(), "{:?}", order(&page));
        }
    }

    #[test]
    fn what_was_tidied_once_stays_as_it_is(text in "[ a\n\r\t]{0,40}") {
        for kind in Kind::ALL {
            let typed: Words = kind.spec().words.iter().map(|spec| (spec.word, text.clone())).collect();
            let once = Section::new("x", kind).rewritten(&typed, &[], Deed::Save);
            prop_assert_eq!(&once.rewritten(&once.words, &[], Deed::Save), &once);
        }
    }
}
