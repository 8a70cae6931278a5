use crate::api::question_desk::{Answer, DeleteAnswer, DismissReports, EditAnswer, SetHidden};
use crate::api::{ApiError, Result};
use crate::forms::Refusal;
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
}

impl Deeds {
    /// Nothing is done yet.
    pub fn new() -> Self {
        Self {
            answer: ServerAction::new(),
            edit: ServerAction::new(),
            hide: ServerAction::new(),
            delete: ServerAction::new(),
            dismiss: ServerAction::new(),
        }
    }

    fn refused(self) -> Option<ApiError> {
        let posted = [self.answer.value().get_untracked(), self.edit.value().get_untracked()];
        let others = [self.hide.value().get_untracked(), self.delete.value().get_untracked(), self.dismiss.value().get_untracked()];
        let posted = posted.into_iter().find_map(|answer| answer.and_then(Result::err));
        posted.or_else(|| others.into_iter().find_map(|answer| answer.and_then(Result::err)))
    }
}

/// What was refused.
#[component]
pub fn Outcome(
    /// What can be done.
    deeds: Deeds,
) -> impl IntoView {
    view! { <div class="mt-4 empty:mt-0"><Refusal error=deeds.refused() /></div> }
}
