use super::ask_form::Refusal;
use super::deeds::Deeds;
use crate::api::ApiError;
use crate::api::dto::{Kept, Posted};
use crate::api::error::Field as FieldName;
use crate::api::questions::Answer;
use crate::components::{Toaster, problem_words};
use crate::forms::{Submit, TextArea};
use domain::question::MAX_TEXT;
use leptos::html::Form;
use leptos::prelude::*;

/// The form for an answer.
#[component]
pub fn AnswerForm(
    /// The lesson's slug.
    lesson: String,
    /// The question's id.
    question: String,
    /// What it begins with.
    kept: Kept,
    /// What can be done on the page: an answer that is posted has it read again.
    deeds: Deeds,
) -> impl IntoView {
    let action = ServerAction::<Answer>::new();
    let form = NodeRef::<Form>::new();
    let toaster = use_context::<Toaster>();
    Effect::new(move |_| {
        if let Some(Ok(Posted::Done(_))) = action.value().get() {
            if let Some(form) = form.get_untracked() {
                form.reset();
            }
            deeds.changed();
            if let Some(toaster) = toaster {
                toaster.say("Your answer is posted. Thank you for helping.");
            }
        }
    });
    let Kept { typed, problems, wait_until } = kept;
    let first = StoredValue::new((!problems.is_empty()).then_some(ApiError::Invalid(problems)));
    let error = Signal::derive(move || match action.value().get() {
        Some(answer) => answer.err(),
        None => first.get_value(),
    });
    let problem = Signal::derive(move || Some(problem_words(FieldName::Text, error.get()?.problem_with(FieldName::Text)?)));
    view! {
        <section class="mt-10" aria-labelledby="your-answer">
            <h2 id="your-answer" class="text-xl">"Your answer"</h2>
            <ActionForm action node_ref=form attr:class="mt-4 grid gap-4">
                <input type="hidden" name="lesson" value=lesson />
                <input type="hidden" name="question" value=question />
                <TextArea label="What helps?" name="text" id="answer-text" rows=5 maxlength=MAX_TEXT value=typed.text hint="*emphasis*, `code`, lists and links work." error=problem />
                <Refusal error wait_until />
                <p><Submit pending=action.pending()>"Post the answer"</Submit></p>
            </ActionForm>
        </section>
    }
}
