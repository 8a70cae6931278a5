use crate::api::dto::SectionDesk;
use crate::api::error::{ApiError, Conflict};
use crate::api::landing::{self, SaveSection};
use crate::interop;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// The id of the button that saves.
pub const SAVE: &str = "save-section";
/// The id of the form.
pub const FORM: &str = "section-form";
/// The id of the frame that shows the page.
pub const FRAME: &str = "page-preview";
/// What is typed is shown after a pause of this length.
const GLANCE: Duration = Duration::from_millis(400);

/// A section that is being written. It outlives the form, which is drawn anew after each change.
#[derive(Clone, Copy)]
pub struct Writing {
    /// What saves it.
    pub save: ServerAction<SaveSection>,
    /// How often it was saved.
    pub saved: RwSignal<u32>,
    /// Whether something typed is not saved.
    pub unsaved: RwSignal<bool>,
    /// What somebody else has made of it meanwhile.
    pub theirs: RwSignal<Option<SectionDesk>>,
    typed: StoredValue<u32>,
    focus: StoredValue<Vec<String>>,
}

impl Writing {
    /// Nothing is typed yet into the section of this id.
    pub fn new(section: Memo<String>) -> Self {
        let writing = Self {
            save: ServerAction::new(),
            saved: RwSignal::new(0),
            unsaved: RwSignal::new(false),
            theirs: RwSignal::new(None),
            typed: StoredValue::new(0),
            focus: StoredValue::new(Vec::new()),
        };
        Effect::new(move |_| match writing.save.value().get() {
            Some(Ok(())) => {
                writing.unsaved.set(false);
                writing.theirs.set(None);
                writing.saved.update(|count| *count += 1);
            }
            Some(Err(error)) if is_conflict(&error) => writing.look(section.get_untracked()),
            _ => {}
        });
        Effect::new(move |_| interop::ask_before_leaving(move || writing.unsaved.try_get_untracked().unwrap_or_default()));
        writing
    }

    /// Something was typed: it is not saved yet, and shows in the preview after a pause.
    pub fn take_typing(self) {
        self.unsaved.set(true);
        self.typed.update_value(|count| *count += 1);
        let now = self.typed.get_value();
        let is_latest = move || self.typed.try_get_value() == Some(now);
        set_timeout(
            move || {
                if is_latest() && interop::frame_shows(FRAME) {
                    draw(is_latest);
                }
            },
            GLANCE,
        );
    }

    /// Asks what the section says now.
    fn look(self, section: String) {
        spawn_local(async move {
            if let Ok(desk) = landing::section(section).await {
                self.theirs.try_set(Some(desk));
            }
        });
    }

    /// Where the focus belongs after the next drawing: on the first of these elements that takes it.
    pub fn focus_next(self, ids: Vec<String>) {
        self.focus.set_value(ids);
    }

    /// Where it belongs now: after a plain save on the button again. Asked once.
    pub fn take_focus(self) -> Vec<String> {
        let wanted = self.focus.try_update_value(std::mem::take).unwrap_or_default();
        if wanted.is_empty() && self.saved.get_untracked() > 0 { vec![SAVE.to_owned()] } else { wanted }
    }
}

/// Shows the page with what is typed, if nothing else is typed meanwhile. What cannot be saved shows nothing new.
fn draw(is_latest: impl Fn() -> bool + 'static) {
    let Some(SaveSection { section, words, items, .. }) = interop::typed_form(FORM) else { return };
    spawn_local(async move {
        if let Ok(html) = landing::typed_section(section, words, items).await
            && is_latest()
        {
            interop::fill_frame(FRAME, &html);
        }
    });
}

/// Whether somebody else was faster.
pub fn is_conflict(error: &ApiError) -> bool {
    matches!(error, ApiError::Conflict(Conflict::NoLongerSo))
}
