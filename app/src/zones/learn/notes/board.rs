use crate::api::dto::NoteView;
use crate::api::error::Field;
use crate::api::notes;
use crate::api::{ApiError, Result};
use crate::components::{Toaster, problem_words, words_for};
use crate::interop;
use domain::ids::{LessonId, NoteId};
use domain::note::{NoteError, NoteText, place};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeMap;

/// A change that was refused: what was typed, and why.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Refusal {
    /// The text.
    pub text: String,
    /// Why, in words.
    pub words: &'static str,
}

/// The notes of a lesson on a page. What is done to them is shown at once, and taken back if the server refuses.
#[derive(Clone, Copy)]
pub struct Board {
    lesson: StoredValue<String>,
    notes: RwSignal<Vec<NoteView>>,
    refusals: RwSignal<BTreeMap<NoteId, Refusal>>,
    toaster: Option<Toaster>,
}

impl Board {
    /// The notes of a lesson.
    pub fn new(lesson: LessonId, notes: Vec<NoteView>) -> Self {
        Self {
            lesson: StoredValue::new(lesson.to_string()),
            notes: RwSignal::new(notes),
            refusals: RwSignal::new(BTreeMap::new()),
            toaster: use_context(),
        }
    }

    /// The lesson's id.
    pub fn lesson(self) -> String {
        self.lesson.try_get_value().unwrap_or_default()
    }

    /// The notes in their order, each with what was refused of it.
    pub fn entries(self) -> Vec<(NoteView, Option<Refusal>)> {
        let refusals = self.refusals.get();
        self.notes.get().into_iter().map(|note| (note.clone(), refusals.get(&note.id).cloned())).collect()
    }

    /// Whether there is no note.
    pub fn is_empty(self) -> bool {
        self.notes.with(Vec::is_empty)
    }

    /// The notes came.
    pub fn fill(self, notes: Vec<NoteView>) {
        self.notes.try_update(|mine| {
            let written: Vec<_> = mine.drain(..).filter(|note| notes.iter().all(|other| other.id != note.id)).collect();
            mine.extend(notes.into_iter().chain(written));
            mine.sort_by_key(order);
        });
    }

    /// Shows a note, in the place of the one with its id.
    pub fn put(self, note: NoteView) {
        self.notes.try_update(|notes| {
            notes.retain(|other| other.id != note.id);
            notes.push(note);
            notes.sort_by_key(order);
        });
    }

    /// Takes a note away.
    pub fn take(self, id: NoteId) -> Option<NoteView> {
        let taken = self.notes.try_update(|notes| {
            let index = notes.iter().position(|note| note.id == id)?;
            Some(notes.remove(index))
        });
        taken.flatten()
    }

    /// Gives a note another text. `saved` hears when the server has it.
    pub fn change(self, id: NoteId, text: String, saved: impl Fn() + 'static) {
        let parsed = match NoteText::parse(&text) {
            Ok(parsed) => String::from(parsed),
            Err(error) => return self.refuse(id, text, words(&refused(error))),
        };
        let Some(before) = self.notes.with_untracked(|notes| notes.iter().find(|note| note.id == id).cloned()) else { return };
        self.refusals.update(|refusals| drop(refusals.remove(&id)));
        self.put(NoteView { text: parsed, ..before.clone() });
        spawn_local(async move {
            match notes::change(id.to_string(), text.clone(), String::new()).await {
                Ok(note) => {
                    self.put(note);
                    saved();
                }
                Err(error) => {
                    self.put(before);
                    self.refuse(id, text, words(&error));
                }
            }
        });
    }

    fn refuse(self, id: NoteId, text: String, words: &'static str) {
        self.refusals.try_update(|refusals| refusals.insert(id, Refusal { text, words }));
    }

    /// Deletes a note.
    pub fn delete(self, id: NoteId) {
        let Some(note) = self.take(id) else { return };
        spawn_local(async move {
            let answer: Result<()> = notes::delete(id.to_string(), String::new()).await;
            if let Err(error) = answer {
                self.put(note);
                self.say(words(&error));
            }
        });
    }

    /// Says something at the bottom of the page.
    pub fn say(self, words: &'static str) {
        if let Some(toaster) = self.toaster {
            toaster.say(words);
        }
    }
}

fn order(note: &NoteView) -> impl Ord + use<> {
    place(note.at_s, (note.created_at, note.id))
}

/// Why a text is no note, as the server would say it.
pub fn refused(error: NoteError) -> ApiError {
    use crate::api::error::Problem;
    match error {
        NoteError::Empty => ApiError::invalid(Field::Note, Problem::Missing),
        NoteError::TooLong => ApiError::invalid(Field::Note, Problem::TooLong),
    }
}

/// Why a note was not saved, in one line.
pub fn words(error: &ApiError) -> &'static str {
    match error.problem_with(Field::Note) {
        Some(problem) => problem_words(Field::Note, problem),
        None if *error == ApiError::Transport => {
            "This is not saved: the connection was interrupted. Your text is kept in this browser, so you can save it later."
        }
        None => words_for(error).title,
    }
}

/// A new id, and the time by the browser's clock: what a note has until the server has it.
pub fn unsaved(text: String, at_s: Option<u32>) -> NoteView {
    let created_at = chrono::DateTime::from_timestamp_millis(interop::clock_ms()).unwrap_or_default();
    NoteView { id: NoteId(interop::random_id()), at_s, text, created_at }
}
