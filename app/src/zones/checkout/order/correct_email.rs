use crate::api::ApiError;
use crate::api::error::Field as FieldName;
use crate::api::orders::CorrectEmail;
use crate::components::{Alert, LocalTime, Tone, problem_words, words_for};
use crate::forms::{Field, Submit};
use chrono::{DateTime, Utc};
use leptos::prelude::*;

/// Puts a mistyped address right, while that is possible.
#[component]
pub fn CorrectEmailForm(
    /// The order.
    public_id: String,
    /// It is possible until this moment.
    until: DateTime<Utc>,
) -> impl IntoView {
    let action = ServerAction::<CorrectEmail>::new();
    let error = move || action.value().get().and_then(Result::err);
    let problem = Signal::derive(move || Some(problem_words(FieldName::Email, error()?.problem_with(FieldName::Email)?)));
    let other = move || {
        error().filter(|error| !matches!(error, ApiError::Invalid(_))).map(|error| {
            let words = words_for(&error);
            view! { <Alert tone=Tone::Danger><p class="font-semibold">{words.title}</p><p>{words.text}</p></Alert> }
        })
    };
    let open = error().is_some();
    view! {
        <details class="w-full text-left" open=open>
            <summary class="link min-h-11 cursor-pointer py-2 text-center text-sm">"Is this address wrong?"</summary>
            <ActionForm action attr:class="card mt-2 grid gap-5">
                <p class="text-sm text-muted">"Until "<LocalTime at=until />" you can put it right. Access and mails then go to the new address, and the old one has no way in."</p>
                <input type="hidden" name="public_id" value=public_id />
                <Field label="The right address" name="email" kind="email" autocomplete="email" maxlength="254" error=problem />
                <div class="contents" role="alert">{other}</div>
                <Submit pending=action.pending() look="btn-primary w-full">"Correct the address"</Submit>
            </ActionForm>
        </details>
    }
}
