use crate::api::error::Field;
use crate::api::passwords::{Remove, Save};
use crate::components::problem_words;
use crate::forms::{PasswordField, Refusal, Submit};
use leptos::prelude::*;

/// The id of what says how long the password is.
const METER: &str = "password-length";

/// Asks for a password that is to be.
#[component]
pub fn NewPassword(
    /// Whose; password managers keep it beside the password.
    email: String,
    /// Whether there is one already.
    has_password: bool,
) -> impl IntoView {
    let action = ServerAction::<Save>::new();
    let error = Signal::derive(move || action.value().get().and_then(Result::err));
    let problem = Signal::derive(move || Some(problem_words(Field::NewPassword, error.get()?.problem_with(Field::NewPassword)?)));
    view! {
        <div class="card grid gap-6">
            <div>
                <h1>{if has_password { "Change your password" } else { "Set a password" }}</h1>
                <p class="mt-2 text-muted">"Then you can sign in with it, and with a link by mail as before. All other browsers are signed out."</p>
            </div>
            <ActionForm action>
                <div class="grid gap-5">
                    <input class="sr-only" type="text" autocomplete="username" value=email readonly tabindex="-1" aria-hidden="true" />
                    <PasswordField label="New password" autocomplete="new-password" error=problem meter=METER
                        hint="At least 8 characters of any kind. Four unrelated words are easy to keep and hard to guess." />
                    <p id=METER class="text-sm text-muted" role="status"></p>
                    <Refusal error=error.get_untracked() />
                    <Submit pending=action.pending() look="btn-primary w-full">"Save the password"</Submit>
                </div>
            </ActionForm>
        </div>
    }
}

/// Does without a password.
#[component]
pub fn RemovePassword() -> impl IntoView {
    let action = ServerAction::<Remove>::new();
    let error = Signal::derive(move || action.value().get().and_then(Result::err));
    view! {
        <section class="card grid gap-4" aria-labelledby="remove">
            <div>
                <h2 id="remove" class="text-lg">"Do without a password"</h2>
                <p class="mt-1 text-sm text-muted">"Links by mail let you in then, and nothing else."</p>
            </div>
            <Refusal error=error.get_untracked() />
            <ActionForm action>
                <Submit pending=action.pending() look="btn-plain">"Remove the password"</Submit>
            </ActionForm>
        </section>
    }
}
