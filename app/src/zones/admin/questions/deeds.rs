use crate::api::dto::Posted;
use crate::api::question_desk::{Answer, DeleteAnswer, DismissReports, EditAnswer, SetHidden};
use crate::api::{ApiError, Result};
use crate::components::{Alert, Tone, words_for};
use leptos::prelude::*;

/// What the creator can do about the posts of a page. Each is one action for all posts.
#[derive(Clone, Copy)]
pub struct Deeds {
    /// Answers a question.
    pub answer: ServerAction<Answer>,
    /// Changes one's own answer.
    pub edit: ServerAction<EditAnswer>,
    /// Takes a post out of sight, or shows it again.
    pub hide: ServerAction<SetHidden>,
    /// Deletes an answer.
    pub delete: ServerAction<DeleteAnswer>,
    /// Lets reports rest.
    pub dismiss: ServerAction<DismissReports>,
    changes: RwSignal<u32>,
    done: RwSignal<&'static str>,
}

impl Deeds {
    /// Nothing is done yet.
    pub fn new() -> Self {
        let deeds = Self {
            answer: ServerAction::new(),
            edit: ServerAction::new(),
            hide: ServerAction::new(),
            delete: ServerAction::new(),
            dismiss: ServerAction::new(),
            changes: RwSignal::new(0),
            done: RwSignal::new(""),
        };
        let posted = |answer: Option<Result<Posted>>| answer.map(|answer| answer.map(drop));
        deeds.follow(move || posted(deeds.answer.value().get()), "Your answer is posted, and the asker gets a mail.");
        deeds.follow(move || posted(deeds.edit.value().get()), "The answer is changed.");
        deeds.follow(move || deeds.hide.value().get(), "Done.");
        deeds.follow(move || deeds.delete.value().get(), "The answer is deleted.");
        deeds.follow(move || deeds.dismiss.value().get(), "The reports are dismissed.");
        deeds
    }

    /// Counts what was done: the page is read again.
    pub fn changes(self) -> u32 {
        self.changes.get()
    }

    fn follow(self, answer: impl Fn() -> Option<Result<()>> + 'static, words: &'static str) {
        Effect::new(move |_| match answer() {
            Some(Ok(())) => {
                self.done.set(words);
                self.changes.update(|count| *count += 1);
            }
            Some(Err(_)) => self.done.set(""),
            None => {}
        });
    }

    fn refused(self) -> Option<ApiError> {
        let posted = [self.answer.value().get(), self.edit.value().get()];
        let others = [self.hide.value().get(), self.delete.value().get(), self.dismiss.value().get()];
        let posted = posted.into_iter().find_map(|answer| answer.and_then(Result::err));
        posted.or_else(|| others.into_iter().find_map(|answer| answer.and_then(Result::err)))
    }
}

/// What was done, or refused.
#[component]
pub fn Outcome(
    /// What can be done.
    deeds: Deeds,
) -> impl IntoView {
    let said = move || {
        if let Some(error) = deeds.refused().filter(|error| !matches!(error, ApiError::Invalid(_))) {
            let words = words_for(&error);
            return view! { <Alert tone=Tone::Danger><p class="font-semibold">{words.title}</p><p>{words.text}</p></Alert> }.into_any();
        }
        match deeds.done.get() {
            "" => ().into_any(),
            words => view! { <Alert tone=Tone::Positive><p>{words}</p></Alert> }.into_any(),
        }
    };
    view! { <div class="mt-4 grid gap-3 empty:mt-0" role="status">{said}</div> }
}
