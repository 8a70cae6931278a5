use crate::api::curriculum::{self, SaveWords};
use crate::api::dto::{LessonDesk, LessonWords, Saved, SetAside};
use crate::api::error::{ApiError, Field};
use crate::components::problem_words;
use crate::forms::RefusedForm;
use chrono::{DateTime, Utc};
use domain::ids::LessonId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// After so long a pause in typing, what was typed is saved.
const PAUSE: Duration = Duration::from_secs(2);
/// After so long a pause it is drawn.
const GLANCE: Duration = Duration::from_millis(400);

/// Where the writing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The server has every word.
    Saved(Option<DateTime<Utc>>),
    /// Something was typed since.
    Unsaved,
    /// It is on its way.
    Saving,
    /// The server could not be reached, or refused.
    Failed,
    /// Somebody else has saved meanwhile; nothing is saved until the writer chooses.
    Conflict,
}

/// The words of a lesson while they are written. It outlives what is drawn of the page.
#[derive(Clone, Copy)]
pub struct Writing {
    /// The words in the fields.
    pub words: RwSignal<LessonWords>,
    /// The text as students would see it.
    pub html: RwSignal<String>,
    /// The version that the words began from.
    pub version: RwSignal<u32>,
    /// Whether students do not see the latest words.
    pub unshown: RwSignal<bool>,
    /// Where the writing stands.
    pub stage: RwSignal<Stage>,
    /// Who has saved meanwhile, and where one's own words were kept then.
    pub conflict: RwSignal<Option<SetAside>>,
    /// Counts the saves that students see.
    pub shown: RwSignal<u32>,
    error: RwSignal<Option<ApiError>>,
    lesson: StoredValue<Option<LessonId>>,
    saved: StoredValue<LessonWords>,
    next: StoredValue<Option<bool>>,
    typed: StoredValue<u32>,
}

impl Writing {
    /// Nothing is loaded yet, but a form without scripts may have been refused.
    pub fn new() -> Self {
        Self {
            words: RwSignal::new(LessonWords::default()),
            html: RwSignal::new(String::new()),
            version: RwSignal::new(0),
            unshown: RwSignal::new(false),
            stage: RwSignal::new(Stage::Saved(None)),
            conflict: RwSignal::new(None),
            shown: RwSignal::new(0),
            error: RwSignal::new(RefusedForm::of::<SaveWords>().map(|form| form.error)),
            lesson: StoredValue::new(None),
            saved: StoredValue::new(LessonWords::default()),
            next: StoredValue::new(None),
            typed: StoredValue::new(0),
        }
    }

    /// Takes a lesson as it was loaded. Words of the same lesson that are not saved yet stay.
    pub fn load(self, desk: &LessonDesk) {
        let same = self.lesson.get_value() == Some(desk.id);
        if same && self.is_unsaved() {
            return;
        }
        let refused = RefusedForm::of::<SaveWords>();
        let typed =
            refused.map(|form| LessonWords { title: form.value("title"), summary: form.value("summary"), source: form.value("source") });
        self.lesson.set_value(Some(desk.id));
        self.saved.set_value(desk.words.clone());
        self.words.set(typed.unwrap_or_else(|| desk.words.clone()));
        self.html.set(desk.html.clone());
        self.version.set(desk.version);
        self.unshown.set(desk.unshown);
        self.conflict.set(None);
        self.stage.set(Stage::Saved(desk.edited.as_ref().map(|edited| edited.at)));
    }

    /// Whether the page holds words that the server has not.
    pub fn is_unsaved(self) -> bool {
        self.stage.try_get_untracked().is_some_and(|stage| !matches!(stage, Stage::Saved(_)))
    }

    /// What is wrong with a field.
    pub fn problem(self, field: Field) -> Signal<Option<&'static str>> {
        Signal::derive(move || self.error.with(|error| error.as_ref()?.problem_with(field)).map(|problem| problem_words(field, problem)))
    }

    /// Why nothing was saved, if it is no field's fault.
    pub fn trouble(self) -> Option<ApiError> {
        self.error.get().filter(|error| !matches!(error, ApiError::Invalid(_)))
    }

    /// Takes a change of the words, draws it soon and saves it after a pause.
    pub fn change(self, change: impl FnOnce(&mut LessonWords)) {
        self.words.update(change);
        if self.stage.get_untracked() != Stage::Conflict {
            let same = self.saved.with_value(|saved| self.words.with_untracked(|words| words == saved));
            self.stage.set(if same { Stage::Saved(None) } else { Stage::Unsaved });
        }
        self.typed.update_value(|count| *count += 1);
        let now = self.typed.get_value();
        let is_latest = move || self.typed.try_get_value() == Some(now);
        set_timeout(
            move || {
                if is_latest() {
                    self.draw();
                }
            },
            GLANCE,
        );
        set_timeout(
            move || {
                if is_latest() && self.stage.get_untracked() == Stage::Unsaved {
                    self.save(false);
                }
            },
            PAUSE,
        );
    }

    fn draw(self) {
        let source = self.words.with_untracked(|words| words.source.clone());
        spawn_local(async move {
            if let Ok(html) = curriculum::preview(source).await {
                let _ = self.html.try_set(html);
            }
        });
    }

    /// Saves; `show` lets students see it. What is on its way already is waited for: the next save begins from it.
    pub fn save(self, show: bool) {
        let Some(lesson) = self.lesson.get_value() else { return };
        if self.stage.get_untracked() == Stage::Saving {
            self.next.update_value(|next| *next = Some(next.unwrap_or_default() || show));
            return;
        }
        self.stage.set(Stage::Saving);
        let (words, version) = (self.words.get_untracked(), self.version.get_untracked());
        spawn_local(async move {
            let LessonWords { title, summary, source } = words.clone();
            let answer = curriculum::save_words(lesson, version, title, summary, source, show.then(|| "on".to_owned())).await;
            // The page may be gone by now.
            if self.lesson.try_get_value() == Some(Some(lesson)) {
                self.take(answer, words, show);
            }
        });
    }

    fn take(self, answer: Result<Saved, ApiError>, sent: LessonWords, show: bool) {
        match answer {
            Ok(Saved { conflict: Some(aside), .. }) => {
                self.error.set(None);
                self.next.set_value(None);
                self.conflict.set(Some(aside));
                self.stage.set(Stage::Conflict);
                // What was typed while the answer was on its way is kept beside the latest too.
                if self.words.with_untracked(|words| *words != sent) {
                    self.save(false);
                }
            }
            Ok(saved) => self.settle(&saved, sent, show),
            Err(error) => {
                self.error.set(Some(error));
                self.next.set_value(None);
                self.stage.set(Stage::Failed);
            }
        }
    }

    fn settle(self, saved: &Saved, sent: LessonWords, show: bool) {
        let all = self.words.with_untracked(|words| *words == sent);
        self.error.set(None);
        self.saved.set_value(sent);
        self.version.set(saved.version);
        self.unshown.set(saved.unshown);
        self.stage.set(if all { Stage::Saved(Some(saved.at)) } else { Stage::Unsaved });
        if show {
            self.shown.update(|count| *count += 1);
        }
        match self.next.try_update_value(Option::take).flatten() {
            Some(show) => self.save(show),
            None if !all => self.save(false),
            None => {}
        }
    }
}
