use crate::interop;
use leptos::prelude::*;

/// A text that is typed and not saved yet, kept in this browser until it is.
#[derive(Clone, Copy)]
pub struct Draft(StoredValue<String>);

impl Draft {
    /// Of a new note. Two students at one browser keep theirs apart.
    pub fn of_new(student: &str, lesson: &str) -> Self {
        Self(StoredValue::new(format!("lectern.note.{student}.{lesson}")))
    }

    /// Of a note that is changed.
    pub fn of_change(note: &str) -> Self {
        Self(StoredValue::new(format!("lectern.note.{note}")))
    }

    /// Where it is kept: for what outlives the page.
    pub fn name(self) -> String {
        self.0.try_get_value().unwrap_or_default()
    }

    /// What is kept.
    pub fn kept(self) -> Option<String> {
        interop::stored(&self.name())
    }

    /// Keeps a text; an empty one is none.
    pub fn keep(self, text: &str) {
        interop::store(&self.name(), Some(text).filter(|text| !text.trim().is_empty()));
    }
}

/// A text is saved after its page was left: what else is kept stays.
pub fn settle(name: &str, text: &str) {
    let Some(kept) = interop::stored(name) else { return };
    let rest = kept.strip_prefix(text).unwrap_or(&kept).trim_start_matches('\n');
    interop::store(name, Some(rest).filter(|rest| !rest.trim().is_empty()));
}
