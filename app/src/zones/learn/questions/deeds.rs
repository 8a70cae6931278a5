use super::ask_form::Refusal;
use crate::api::Result;
use crate::api::dto::Posted;
use crate::api::error::Field;
use crate::api::questions::{Accept, Delete, Edit, Report};
use crate::components::{Toaster, problem_words, words_for};
use crate::paths;
use domain::question::Post;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// What can be done about the posts of a page. Each is one action for all posts.
#[derive(Clone, Copy)]
pub struct Deeds {
    /// Changes one's own.
    pub edit: ServerAction<Edit>,
    /// Deletes one's own.
    pub delete: ServerAction<Delete>,
    /// Accepts an answer.
    pub accept: ServerAction<Accept>,
    /// Reports another's.
    pub report: ServerAction<Report>,
    changes: RwSignal<u32>,
}

impl Deeds {
    /// Nothing is done yet.
    pub fn new() -> Self {
        let deeds = Self {
            edit: ServerAction::new(),
            delete: ServerAction::new(),
            accept: ServerAction::new(),
            report: ServerAction::new(),
            changes: RwSignal::new(0),
        };
        let toaster = use_context::<Toaster>();
        deeds.follow(move || deeds.edit.value().get().map(|answer| answer.map(drop)), toaster, "Your change is saved.");
        deeds.follow(move || deeds.accept.value().get(), toaster, "Saved.");
        deeds.follow(move || deeds.report.value().get(), toaster, "Thank you. Somebody from the course will look at it.");
        deeds.follow_delete(toaster);
        deeds
    }

    /// Counts what was done: the page is read again.
    pub fn changes(self) -> u32 {
        self.changes.get()
    }

    /// Something was done.
    pub fn changed(self) {
        self.changes.update(|count| *count += 1);
    }

    /// What is wrong with a field of the form that changes a post.
    pub fn problem(self, post: Post, field: Field) -> Option<&'static str> {
        let name = post.to_string();
        let mine = self.edit.input().with(|input| input.as_ref().is_none_or(|input| input.post == name));
        let error = self.edit.value().get().filter(|_| mine)?.err()?;
        Some(problem_words(field, error.problem_with(field)?))
    }

    fn follow(self, answer: impl Fn() -> Option<Result<()>> + 'static, toaster: Option<Toaster>, done: &'static str) {
        Effect::new(move |_| {
            let words = match answer() {
                Some(Ok(())) => {
                    self.changed();
                    done
                }
                Some(Err(error)) => words_for(&error).title,
                None => return,
            };
            if let Some(toaster) = toaster {
                toaster.say(words);
            }
        });
    }

    /// Who deletes a question goes on to the others.
    fn follow_delete(self, toaster: Option<Toaster>) {
        let navigate = use_navigate();
        Effect::new(move |_| {
            let Some(answer) = self.delete.value().get() else { return };
            let gone = answer.is_ok();
            let whole = self.delete.input().with_untracked(|input| {
                input.as_ref().filter(|input| input.post.starts_with("question/")).map(|input| input.lesson.clone())
            });
            if let Some(toaster) = toaster {
                toaster.say(answer.map_or_else(|error| words_for(&error).title, |()| "It is deleted."));
            }
            match whole.filter(|_| gone) {
                Some(lesson) => navigate(paths::questions(&lesson).as_str(), NavigateOptions::default()),
                None if gone => self.changed(),
                None => {}
            }
        });
    }
}

/// What was refused.
#[component]
pub fn Refused(
    /// What can be done.
    deeds: Deeds,
) -> impl IntoView {
    let posted = |answer: Option<Result<Posted>>| answer.and_then(Result::err);
    let error = Signal::derive(move || {
        let others = [deeds.delete.value().get(), deeds.accept.value().get(), deeds.report.value().get()];
        posted(deeds.edit.value().get()).or_else(|| others.into_iter().find_map(|answer| answer.and_then(Result::err)))
    });
    view! { <Refusal error /> }
}
