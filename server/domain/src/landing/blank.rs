//! The page that a course begins with.

use super::{Kind, LandingContent, Section, Word};

/// The sections that every page has, under their ids, in the order in which a new page has them.
pub(super) const SECTIONS: [(&str, Kind); 12] = [
    ("hero", Kind::Hero),
    ("outcomes", Kind::Outcomes),
    ("curriculum", Kind::Curriculum),
    ("audience", Kind::Audience),
    ("instructor", Kind::Instructor),
    ("testimonials", Kind::Testimonials),
    ("price", Kind::Price),
    ("guarantee", Kind::Guarantee),
    ("faq", Kind::Faq),
    ("closing", Kind::Closing),
    ("footer", Kind::Footer),
    ("found", Kind::Found),
];

impl LandingContent {
    /// The page of a course that has only a title. What nobody has written yet is hidden; the list of lessons waits for lessons.
    pub fn blank(title: &str) -> Self {
        let section = |(id, kind): (&str, Kind)| Section { hidden: kind.spec().may_hide, ..Section::new(id, kind) };
        let mut page = Self { sections: SECTIONS.map(section).to_vec() };
        page.write(Kind::Hero, Word::Title, title);
        page.write(Kind::Hero, Word::Cta, "Join the course");
        page.write(Kind::Price, Word::Title, title);
        page.write(Kind::Curriculum, Word::Title, "The curriculum");
        page
    }

    /// Writes a text of a kind of which there is one, and shows it.
    fn write(&mut self, kind: Kind, word: Word, text: &str) {
        for section in self.sections.iter_mut().filter(|section| section.kind == kind) {
            section.hidden = false;
            section.words.insert(word, text.to_owned());
        }
    }
}
