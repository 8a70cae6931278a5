use super::{is_refused, problem, wait};
use crate::api::dto::Kept;
use crate::api::error::Field as FieldName;
use crate::api::questions::Answer;
use crate::forms::{Refusal, Submit, TextArea, why_refused};
use domain::question::MAX_TEXT;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The form for an answer.
#[component]
pub fn AnswerForm(
    /// The lesson's slug.
    lesson: String,
    /// The question's id.
    question: String,
    /// What it begins with.
    kept: Kept,
) -> impl IntoView {
    let (error, refused) = (problem(&kept, FieldName::Text), why_refused::<Answer>());
    let mark = is_refused(&kept);
    let Kept { typed, wait_until, .. } = kept;
    view! {
        <section class="mt-10" aria-labelledby="your-answer">
            <h2 id="your-answer" class="text-xl">"Your answer"</h2>
            <form method="post" action=Answer::url() id="answer-form" class="mt-4 grid gap-4" data-refused=mark data-done="Your answer is posted. Thank you for helping.">
                <input type="hidden" name="lesson" value=lesson />
                <input type="hidden" name="question" value=question />
                <TextArea label="What helps?" name="text" id="answer-text" rows=5 maxlength=MAX_TEXT value=typed.text hint="*emphasis*, `code`, lists and links work." error />
                {wait(wait_until)}
                <Refusal error=refused />
                <p><Submit pending=false>"Post the answer"</Submit></p>
            </form>
        </section>
    }
}
