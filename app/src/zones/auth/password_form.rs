use crate::api::error::Field as FieldName;
use crate::api::identity::SignInWithPassword;
use crate::components::problem_words;
use crate::forms::{Field, PasswordField, Refusal, RefusedForm, Submit};
use leptos::prelude::*;

/// Asks for address and password.
#[component]
pub fn PasswordForm(
    /// The address, as far as it was typed already.
    email: String,
) -> impl IntoView {
    let action = ServerAction::<SignInWithPassword>::new();
    let refused = RefusedForm::of::<SignInWithPassword>().map(|form| form.error);
    let error = Signal::derive(move || action.value().get().map_or_else(|| refused.clone(), Result::err));
    let problem = Signal::derive(move || Some(problem_words(FieldName::Email, error.get()?.problem_with(FieldName::Email)?)));
    view! {
        <ActionForm action>
            <div class="grid gap-5">
                <Field label="E-mail" name="email" kind="email" autocomplete="username" maxlength="254" value=email error=problem />
                <PasswordField label="Password" autocomplete="current-password" error=Signal::derive(|| None) />
                <Refusal error=error.get_untracked() />
                <Submit pending=action.pending() look="btn-primary w-full">"Sign in"</Submit>
            </div>
        </ActionForm>
    }
}
