//! The sales page as its creator writes it: sections in order, each with its words.
//!
//! A draft may be unfinished; only what is too long, or cannot be shown, is refused when it is saved ([`Section::faults`]). What
//! still has to be written is told by [`Section::gaps`], and a page with gaps is not published.

mod blank;
mod kinds;

pub use kinds::{Items, Kind, Place, Shape, Spec, WordSpec};

use crate::ids::PictureId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A page has so many texts of its creator's own at most.
pub const MOST_TEXTS: usize = 8;
/// A picture has so many bytes at most.
pub const MAX_PICTURE: u64 = 5 * 1024 * 1024;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident = $text:literal),+ $(,)?) => {
        /// What a text of a section is. Which ones a section has is told by its [`Spec`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub enum Word {
            $($(#[$doc])* $name,)+
        }

        impl Word {
            /// Its name in forms and in the database.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }

            /// The word of a name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($text => Some(Self::$name),)+
                    _ => None,
                }
            }
        }
    };
}

words! {
    /// A small line above the title.
    Eyebrow = "eyebrow",
    /// The title.
    Title = "title",
    /// The sentences below the title.
    Lead = "lead",
    /// The words on the button.
    Cta = "cta",
    /// A small line.
    Note = "note",
    /// A text.
    Text = "text",
    /// Lines, each of which is a point of a list.
    List = "list",
    /// The title of a second list.
    OtherTitle = "other_title",
    /// Lines, each of which is a point of the second list.
    OtherList = "other_list",
    /// A name.
    Name = "name",
    /// What somebody does.
    Role = "role",
    /// Shown where there is no picture.
    Initials = "initials",
    /// What somebody said.
    Quote = "quote",
    /// A question.
    Question = "question",
    /// An answer.
    Answer = "answer",
    /// What a picture shows, for those who do not see it.
    Alt = "alt",
    /// What search engines and messengers show below the title.
    Description = "description",
}

impl From<Word> for String {
    fn from(word: Word) -> Self {
        word.name().to_owned()
    }
}

impl TryFrom<String> for Word {
    type Error = String;
    fn try_from(name: String) -> Result<Self, String> {
        Self::from_name(&name).ok_or(name)
    }
}

/// Texts by what they are. One that is absent is empty.
pub type Words = BTreeMap<Word, String>;

/// A section of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its name on this page: its anchor, and the end of its address in the panel.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// Whether visitors do not see it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
    /// Its texts.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub words: Words,
    /// The texts of what it has several of: outcomes, voices, questions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Words>,
    /// Its Markdown as sanitised HTML, made when it was written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub html: String,
    /// Its picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<PictureId>,
}

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Flaw {
    /// It is empty and must not be.
    Missing,
    /// It is longer than it may be.
    TooLong,
    /// There are more than there may be.
    TooMany,
    /// It has signs that cannot be shown.
    Malformed,
}

/// Where something is wrong: a word of the section, or of one of its items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Spot {
    /// Which item, from 0.
    pub item: Option<u16>,
    /// Which word. Absent where it is about the number of items.
    pub word: Option<Word>,
}

/// What a form does to a section beside saving its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Nothing more.
    Save,
    /// Adds an empty item at the end.
    Add,
    /// Removes an item.
    Remove(usize),
    /// Moves an item up.
    Up(usize),
    /// Moves an item down.
    Down(usize),
    /// Takes the picture away.
    Unpicture,
}

impl Deed {
    /// The deed of a button's value: `save`, `add`, `up-2`.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, index) = text.split_once('-').unwrap_or((text, ""));
        match (name, index.parse()) {
            ("save", _) => Some(Self::Save),
            ("add", _) => Some(Self::Add),
            ("unpicture", _) => Some(Self::Unpicture),
            ("remove", Ok(index)) => Some(Self::Remove(index)),
            ("up", Ok(index)) => Some(Self::Up(index)),
            ("down", Ok(index)) => Some(Self::Down(index)),
            _ => None,
        }
    }
}

impl Section {
    /// An empty section.
    pub fn new(id: &str, kind: Kind) -> Self {
        Self { id: id.to_owned(), kind, hidden: false, words: Words::new(), items: Vec::new(), html: String::new(), picture: None }
    }

    /// One of its texts.
    pub fn word(&self, word: Word) -> &str {
        said(&self.words, word)
    }

    /// The points of one of its lists.
    pub fn list(&self, word: Word) -> Vec<String> {
        self.word(word).lines().map(str::to_owned).collect()
    }

    /// What it is called in the panel: a text of the creator's own by its title.
    pub fn name(&self) -> &str {
        match self.word(Word::Title) {
            title if self.kind == Kind::Text && !title.is_empty() => title,
            _ => self.kind.spec().name,
        }
    }

    /// The same section with other words, tidied, and with what else a form does. What the section has no place for is dropped.
    #[must_use]
    pub fn rewritten(&self, words: &Words, items: &[Words], deed: Deed) -> Self {
        let spec = self.kind.spec();
        let mut items: Vec<Words> = match &spec.items {
            Some(of) => items.iter().map(|item| tidied(of.words, item)).collect(),
            None => Vec::new(),
        };
        match deed {
            Deed::Add if spec.items.is_some() => items.push(Words::new()),
            Deed::Remove(index) if index < items.len() => drop(items.remove(index)),
            Deed::Up(index) if index > 0 && index < items.len() => items.swap(index, index - 1),
            Deed::Down(index) if index + 1 < items.len() => items.swap(index, index + 1),
            Deed::Save | Deed::Unpicture | Deed::Add | Deed::Remove(_) | Deed::Up(_) | Deed::Down(_) => {}
        }
        let picture = self.picture.filter(|_| deed != Deed::Unpicture);
        Self { words: tidied(spec.words, words), items, picture, ..self.clone() }
    }

    /// What cannot be saved: texts that are too long or cannot be shown, and too many items.
    pub fn faults(&self) -> Vec<(Spot, Flaw)> {
        let mut found = Vec::new();
        self.each(|spot, spec, text| found.extend(spec.fault(text).map(|flaw| (spot, flaw))));
        if self.kind.spec().items.as_ref().is_some_and(|items| self.items.len() > items.most) {
            found.push((Spot { item: None, word: None }, Flaw::TooMany));
        }
        found
    }

    /// What still has to be written before visitors may see it.
    pub fn gaps(&self) -> Vec<Spot> {
        let mut found = Vec::new();
        self.each(|spot, spec, text| found.extend((spec.required && text.is_empty()).then_some(spot)));
        if self.picture.is_some() && self.word(Word::Alt).is_empty() && self.kind.spec().has(Word::Alt) {
            found.push(Spot { item: None, word: Some(Word::Alt) });
        }
        found
    }

    /// Goes through its texts, with what each may be.
    fn each(&self, mut look: impl FnMut(Spot, &WordSpec, &str)) {
        let spec = self.kind.spec();
        for word in spec.words {
            look(Spot { item: None, word: Some(word.word) }, word, self.word(word.word));
        }
        for (index, item) in (0..).zip(&self.items) {
            for word in spec.items.iter().flat_map(|items| items.words) {
                look(Spot { item: Some(index), word: Some(word.word) }, word, said(item, word.word));
            }
        }
    }
}

/// A text, empty where there is none.
pub fn said(words: &Words, word: Word) -> &str {
    words.get(&word).map_or("", String::as_str)
}

/// The words that a section has, without what nobody sees: spaces around, line ends of other systems, empty points.
fn tidied(specs: &[WordSpec], words: &Words) -> Words {
    let tidy = |spec: &WordSpec| {
        let text = spec.tidied(said(words, spec.word));
        (!text.is_empty()).then_some((spec.word, text))
    };
    specs.iter().filter_map(tidy).collect()
}

/// The page: its sections in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LandingContent {
    /// The sections. Each kind but the creator's own texts is there once.
    pub sections: Vec<Section>,
}

impl LandingContent {
    /// A section by its id.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// The section of a kind of which there is one.
    pub fn of_kind(&self, kind: Kind) -> Option<&Section> {
        self.sections.iter().find(|section| section.kind == kind)
    }

    /// A text of the section of a kind of which there is one; empty where it is not there.
    pub fn word(&self, kind: Kind, word: Word) -> &str {
        self.of_kind(kind).map_or("", |section| section.word(word))
    }

    /// What visitors get of it: nothing of what is hidden, and of Markdown what was made of it.
    #[must_use]
    pub fn shown(&self) -> Self {
        let mut sections: Vec<Section> = self.sections.iter().filter(|section| !section.hidden).cloned().collect();
        for section in sections.iter_mut().filter(|section| section.kind == Kind::Text) {
            section.words.remove(&Word::Text);
        }
        Self { sections }
    }

    /// Whether visitors see a picture on it.
    pub fn shows(&self, picture: PictureId) -> bool {
        self.sections.iter().any(|section| !section.hidden && section.picture == Some(picture))
    }

    /// Puts a section in the place of the one with its id.
    pub fn put(&mut self, section: Section) {
        if let Some(place) = self.sections.iter_mut().find(|other| other.id == section.id) {
            *place = section;
        }
    }

    /// Moves a section one place up or down among those that move. `false` says that it stays.
    pub fn shift(&mut self, id: &str, up: bool) -> bool {
        let moves = |section: &Section| section.kind.spec().place == Place::Free;
        let Some(from) = self.sections.iter().position(|section| section.id == id && moves(section)) else { return false };
        let to = if up { from.checked_sub(1) } else { Some(from + 1) };
        let Some(to) = to.filter(|to| self.sections.get(*to).is_some_and(moves)) else { return false };
        self.sections.swap(from, to);
        true
    }

    /// Shows or hides a section. `false` says that nothing changes.
    pub fn set_hidden(&mut self, id: &str, hidden: bool) -> bool {
        let found = self.sections.iter_mut().find(|section| section.id == id && section.kind.spec().may_hide);
        let changes = found.filter(|section| section.hidden != hidden);
        changes.map(|section| section.hidden = hidden).is_some()
    }

    /// Adds a text of the creator's own behind the last section that moves. `false` says that there are enough.
    pub fn add_text(&mut self, id: &str) -> bool {
        let texts = self.sections.iter().filter(|section| section.kind == Kind::Text).count();
        if texts >= MOST_TEXTS || self.section(id).is_some() {
            return false;
        }
        let last = self.sections.iter().rposition(|section| section.kind.spec().place != Place::Last).map_or(0, |place| place + 1);
        self.sections.insert(last, Section::new(id, Kind::Text));
        true
    }

    /// Removes a text of the creator's own. `false` says that there is none of this name.
    pub fn remove_text(&mut self, id: &str) -> bool {
        let before = self.sections.len();
        self.sections.retain(|section| section.id != id || section.kind != Kind::Text);
        self.sections.len() < before
    }

    /// Whether every section that visitors see is finished.
    pub fn is_finished(&self) -> bool {
        self.sections.iter().all(|section| section.hidden || section.gaps().is_empty())
    }

    /// Whether it has the sections that a page has: each kind once, in its place, under names that differ.
    pub fn is_sound(&self) -> bool {
        let count = |kind: Kind| self.sections.iter().filter(|section| section.kind == kind).count();
        let once = Kind::ALL.into_iter().all(|kind| if kind == Kind::Text { count(kind) <= MOST_TEXTS } else { count(kind) == 1 });
        let in_place = self.sections.is_sorted_by_key(|section| section.kind.spec().place);
        let named = self
            .sections
            .iter()
            .enumerate()
            .all(|(index, section)| !section.id.is_empty() && self.sections[..index].iter().all(|other| other.id != section.id));
        let hidden = self.sections.iter().all(|section| !section.hidden || section.kind.spec().may_hide);
        once && in_place && named && hidden
    }
}

#[cfg(test)]
#[path = "landing_tests.rs"]
mod tests;
