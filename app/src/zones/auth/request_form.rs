use crate::api::ApiError;
use crate::api::error::Field as FieldName;
use crate::api::identity::RequestLink;
use crate::components::{Alert, Tone, problem_words, words_for};
use crate::forms::{Field, RefusedForm, Submit};
use leptos::prelude::*;

/// What helps who has asked for too many links.
fn still(error: &ApiError) -> Option<impl IntoView + use<>> {
    matches!(error, ApiError::TooMany { .. })
        .then(|| view! { <p>"A link that we have mailed you goes on working for its ten minutes."</p> })
}

/// Asks for a sign-in link.
#[component]
pub fn RequestForm(
    /// The address, as far as it was typed already.
    #[prop(optional)]
    email: String,
) -> impl IntoView {
    let action = ServerAction::<RequestLink>::new();
    let refused = RefusedForm::of::<RequestLink>();
    let email = refused.as_ref().map_or(email, |form| form.value("email"));
    let refused = refused.map(|form| form.error);
    let error = Signal::derive(move || action.value().get().map_or_else(|| refused.clone(), Result::err));
    let problem = Signal::derive(move || Some(problem_words(FieldName::Email, error.get()?.problem_with(FieldName::Email)?)));
    let other = move || {
        error.get().filter(|error| !matches!(error, ApiError::Invalid(_))).map(|error| {
            let words = words_for(&error);
            view! { <Alert tone=Tone::Danger><p class="font-semibold">{words.title}</p><p>{words.text}</p>{still(&error)}</Alert> }
        })
    };
    view! {
        <ActionForm action>
            <div class="grid gap-5">
                <Field label="E-mail" name="email" kind="email" autocomplete="email" maxlength="254" value=email error=problem />
                <div class="contents" role="alert">{other}</div>
                <Submit pending=action.pending() look="btn-primary w-full">"Mail me a link"</Submit>
            </div>
        </ActionForm>
    }
}
