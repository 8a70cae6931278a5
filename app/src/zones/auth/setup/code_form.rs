use crate::api::ApiError;
use crate::api::error::Field as FieldName;
use crate::api::setup::Unlock;
use crate::components::{Alert, Tone, problem_words, words_for};
use crate::forms::{Field, Submit};
use leptos::prelude::*;

/// Asks for the code that only who runs the server can read.
#[component]
pub fn CodeForm() -> impl IntoView {
    let action = ServerAction::<Unlock>::new();
    let error = move || action.value().get().and_then(Result::err);
    let problem = Signal::derive(move || Some(problem_words(FieldName::SetupCode, error()?.problem_with(FieldName::SetupCode)?)));
    let other = move || {
        error().filter(|error| !matches!(error, ApiError::Invalid(_))).map(|error| {
            let words = words_for(&error);
            view! { <Alert tone=Tone::Danger><p class="font-semibold">{words.title}</p><p>{words.text}</p></Alert> }
        })
    };
    view! {
        <div class="card grid gap-6">
            <div>
                <h1>"Set up your course"</h1>
                <p class="mt-2 text-muted">
                    "The program has written a code into its log when it started. It shows that this place is yours: please copy it here."
                </p>
            </div>
            <ActionForm action>
                <div class="grid gap-5">
                    <Field label="Code from the server’s log" name="code" autocomplete="off" maxlength="60" error=problem
                        hint="Twenty-six letters and digits, as in 4k9fmtw-…. Capitals and dashes do not matter." />
                    <div class="contents" role="alert">{other}</div>
                    <Submit pending=action.pending() look="btn-primary w-full">"Go on"</Submit>
                </div>
            </ActionForm>
        </div>
    }
}
