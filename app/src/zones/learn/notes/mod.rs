//! What students keep for themselves: notes beside lessons, bookmarks, and the page with all of them.

mod add_form;
mod item;
mod minute;
mod page;
mod section;

pub use item::NoteItem;
pub use page::NotesPage;
pub use section::{MyNotes, notes_beside};

use crate::api::ApiError;
use crate::api::error::Field;
use crate::components::{problem_words, words_for};

/// Why a note was not saved, in one line.
fn words(error: &ApiError) -> &'static str {
    match error.problem_with(Field::Note) {
        Some(problem) => problem_words(Field::Note, problem),
        None => words_for(error).title,
    }
}
