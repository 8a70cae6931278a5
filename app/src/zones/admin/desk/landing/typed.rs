use crate::api::landing::SaveSection;
use crate::forms::RefusedForm;
use domain::landing::{Section, Word, WordSpec, Words, said};

/// What a form begins with: the section as it is, or what was typed into a form that was refused without scripts.
pub struct Typed {
    /// The texts.
    pub words: Words,
    /// The texts of its items.
    pub items: Vec<Words>,
}

impl Typed {
    /// What the form of a section begins with.
    pub fn of(section: &Section) -> Self {
        refused_form(section)
            .map_or_else(|| Self { words: section.words.clone(), items: section.items.clone() }, |form| Self::read(&form.fields))
    }

    fn read(fields: &[(String, String)]) -> Self {
        let mut typed = Self { words: Words::new(), items: Vec::new() };
        for (name, text) in fields {
            match place(name) {
                Some((None, word)) => drop(typed.words.insert(word, text.clone())),
                Some((Some(index), word)) => {
                    if typed.items.len() <= index {
                        typed.items.resize(index + 1, Words::new());
                    }
                    typed.items[index].insert(word, text.clone());
                }
                None => {}
            }
        }
        typed
    }

    /// A text of the section.
    pub fn word(&self, spec: &WordSpec) -> String {
        said(&self.words, spec.word).to_owned()
    }
}

/// The form of a section that was posted without scripts and refused, if it is what this page shows again.
pub fn refused_form(section: &Section) -> Option<RefusedForm> {
    RefusedForm::of::<SaveSection>().filter(|form| form.value("section") == section.id)
}

/// The name of a field.
pub fn name(item: Option<usize>, word: Word) -> String {
    match item {
        None => format!("words[{}]", word.name()),
        Some(index) => format!("items[{index}][{}]", word.name()),
    }
}

/// So many items are read of a form at most.
const MOST: usize = 100;

/// What a field of this name is.
fn place(name: &str) -> Option<(Option<usize>, Word)> {
    let inner = |text: &str| Word::from_name(text.strip_suffix(']')?);
    if let Some(rest) = name.strip_prefix("words[") {
        return Some((None, inner(rest)?));
    }
    let (index, word) = name.strip_prefix("items[")?.split_once("][")?;
    Some((Some(index.parse().ok().filter(|index| *index < MOST)?), inner(word)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_it_is_written() {
        for (item, word) in [(None, Word::OtherList), (Some(0), Word::Title), (Some(12), Word::Answer)] {
            assert_eq!(place(&name(item, word)), Some((item, word)));
        }
        for other in ["section", "words[nothing]", "items[x][title]", "items[99999][title]", "words[title", ""] {
            assert_eq!(place(other), None, "{other}");
        }
    }

    #[test]
    fn what_was_typed_is_read_from_the_fields() {
        let fields = [("section", "faq"), ("words[title]", "T"), ("items[1][answer]", "A")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        let typed = Typed::read(&fields);
        assert_eq!(said(&typed.words, Word::Title), "T");
        assert_eq!((typed.items.len(), said(&typed.items[1], Word::Answer)), (2, "A"));
    }
}
