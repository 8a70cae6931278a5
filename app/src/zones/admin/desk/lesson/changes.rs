use crate::api::files::{RemoveFile, RenameFile, ShiftFile};
use crate::api::{ApiError, Result};
use crate::components::{file_words, words_for};
use crate::paths;
use domain::file_kind::FileRefusal;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// What is done to the files of a lesson. It outlives the list, which is drawn anew after each change.
#[derive(Clone, Copy)]
pub struct Changes {
    /// Another title.
    pub rename: ServerAction<RenameFile>,
    /// Another place.
    pub shift: ServerAction<ShiftFile>,
    /// No more.
    pub remove: ServerAction<RemoveFile>,
    made: RwSignal<u32>,
    said: RwSignal<Option<Result<String>>>,
    focus: StoredValue<Vec<String>>,
}

impl Changes {
    /// Nothing is done yet, but a form without scripts may have sent a file.
    pub fn new() -> Self {
        let changes = Self {
            rename: ServerAction::new(),
            shift: ServerAction::new(),
            remove: ServerAction::new(),
            made: RwSignal::new(0),
            said: RwSignal::new(outcome_of_form()),
            focus: StoredValue::new(Vec::new()),
        };
        changes.after(move || changes.rename.value().get(), "The title is changed.");
        changes.after(move || changes.shift.value().get(), "The file is moved.");
        changes.after(move || changes.remove.value().get(), "The file is removed.");
        changes
    }

    /// Draws the list anew and says so when something has succeeded, and says why when it has not.
    fn after(self, answer: impl Fn() -> Option<Result<()>> + 'static, words: &'static str) {
        Effect::new(move |_| match answer() {
            Some(Ok(())) => self.note(words.to_owned()),
            Some(Err(error)) => self.said.set(Some(Err(error))),
            None => {}
        });
    }

    /// Something has succeeded.
    pub fn note(self, words: String) {
        self.said.set(Some(Ok(words)));
        self.made.update(|made| *made += 1);
    }

    /// How many changes have been made.
    pub fn made(self) -> u32 {
        self.made.get()
    }

    /// What is to be said of the last one.
    pub fn said(self) -> Option<Result<String>> {
        self.said.get().or_else(|| {
            let refused = [self.rename.value().get(), self.shift.value().get(), self.remove.value().get()];
            refused.into_iter().flatten().find_map(Result::err).map(Err)
        })
    }

    /// Where the focus belongs after the next drawing: on the first of these elements that takes it.
    pub fn focus_next(self, ids: Vec<String>) {
        self.focus.set_value(ids);
    }

    /// Where it belongs now. Asked once.
    pub fn take_focus(self) -> Vec<String> {
        self.focus.try_update_value(std::mem::take).unwrap_or_default()
    }
}

/// What the address says of a file that a form without scripts has sent.
fn outcome_of_form() -> Option<Result<String>> {
    let said = use_query_map().with_untracked(|query| query.get("upload"))?;
    Some(match said.as_str() {
        paths::UPLOADED => Ok("The file is here.".to_owned()),
        paths::UNAVAILABLE => Err(ApiError::FilesUnavailable),
        name => Err(ApiError::File(FileRefusal::from_name(name)?)),
    })
}

/// An error in a line.
pub fn line_for(error: &ApiError) -> String {
    match error {
        ApiError::File(refusal) => file_words(*refusal).to_owned(),
        error => words_for(error).text,
    }
}
