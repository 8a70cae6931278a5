//! What the sales page of a folder may say: the same as its creator may in the panel.

use super::reading::Problems;
use super::shape::{LANDING, SectionFile};
use crate::services::landing::with_html;
use domain::ids::PictureId;
use domain::landing::{Deed, LandingContent, Section};

/// The page that a folder describes, its Markdown made HTML and sanitised anew.
pub fn content(sections: &[SectionFile]) -> LandingContent {
    let section = |file: &SectionFile| {
        let picture = file.picture.as_ref().map(|picture| PictureId(picture.id));
        let empty = Section { hidden: file.hidden, picture, ..Section::new(&file.id, file.kind) };
        with_html(empty.rewritten(&file.words, &file.items, Deed::Save))
    };
    LandingContent { sections: sections.iter().map(section).collect() }
}

/// Names what is wrong with it.
pub fn check(sections: &[SectionFile], problems: &mut Problems) {
    let content = content(sections);
    if !content.is_sound() {
        problems.of(LANDING, "a page has each kind of section once, in its place, under names that differ");
    }
    for file in sections {
        let spec = file.kind.spec();
        if let Some(word) = file.words.keys().find(|word| !spec.has(**word)) {
            problems.of(LANDING, format!("the section {} has no place for {}", file.id, word.name()));
        }
    }
    for section in &content.sections {
        if !section.faults().is_empty() {
            problems
                .of(LANDING, format!("the section {} has a text that is too long or cannot be shown, or too many of one kind", section.id));
        }
        if !section.hidden && !section.gaps().is_empty() {
            problems.of(LANDING, format!("the section {} lacks a text that visitors must see", section.id));
        }
        if section.picture.is_some() && !section.kind.spec().has_picture {
            problems.of(LANDING, format!("the section {} has no place for a picture", section.id));
        }
    }
}
