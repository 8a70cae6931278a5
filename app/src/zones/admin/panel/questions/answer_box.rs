use super::deeds::Deeds;
use crate::api::dto::Kept;
use crate::api::error::Field;
use crate::components::problem_words;
use crate::forms::{Submit, TextArea};
use domain::ids::{AnswerId, QuestionId};
use domain::question::MAX_TEXT;
use leptos::prelude::*;

const HINT: &str = "*emphasis*, `code`, lists and links work.";

/// The form for the creator's answer.
#[component]
pub fn AnswerBox(
    /// The question.
    question: QuestionId,
    /// What it begins with.
    #[prop(optional)]
    kept: Kept,
    /// What can be done.
    deeds: Deeds,
) -> impl IntoView {
    let first = first_problem(&kept);
    let problem = Signal::derive(move || {
        let error = deeds.answer.value().get().and_then(Result::err);
        error.and_then(|error| Some(problem_words(Field::Text, error.problem_with(Field::Text)?))).or(first)
    });
    view! {
        <ActionForm action=deeds.answer attr:class="grid gap-3" attr:data-done="Your answer is posted, and the asker gets a mail.">
            <input type="hidden" name="question" value=question.to_string() />
            <TextArea label="Your answer" name="text" id=format!("answer-{question}") rows=5 maxlength=MAX_TEXT value=kept.typed.text hint=HINT error=problem />
            <p><Submit pending=deeds.answer.pending() look="btn-primary btn-sm">"Post the answer"</Submit></p>
        </ActionForm>
    }
}

/// The form that changes the creator's own answer.
#[component]
pub fn EditBox(
    /// The question.
    question: QuestionId,
    /// The answer.
    answer: AnswerId,
    /// What it begins with.
    kept: Kept,
    /// What can be done.
    deeds: Deeds,
) -> impl IntoView {
    let first = first_problem(&kept);
    let problem = Signal::derive(move || {
        let error = deeds.edit.value().get().and_then(Result::err);
        error.and_then(|error| Some(problem_words(Field::Text, error.problem_with(Field::Text)?))).or(first)
    });
    view! {
        <ActionForm action=deeds.edit attr:class="tool-body" attr:data-done="The answer is changed.">
            <input type="hidden" name="question" value=question.to_string() />
            <input type="hidden" name="answer" value=answer.to_string() />
            <TextArea label="Your answer" name="text" id=format!("edit-{answer}") rows=6 maxlength=MAX_TEXT value=kept.typed.text hint=HINT error=problem />
            <p><Submit pending=deeds.edit.pending() look="btn-primary btn-sm">"Save"</Submit></p>
        </ActionForm>
    }
}

fn first_problem(kept: &Kept) -> Option<&'static str> {
    kept.problems.first().map(|problem| problem_words(problem.field, problem.problem))
}
