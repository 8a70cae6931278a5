use crate::api::dto::ProofFor;
use crate::api::passwords::{Confirm, MailProof};
use crate::components::{Alert, Tone};
use crate::forms::{PasswordField, Refusal, Submit};
use crate::request;
use leptos::prelude::*;

/// Asks whether it is really the person: for the password, or a look into their mail.
#[component]
pub fn Proof(
    /// Whose mail.
    email: String,
    /// Whether there is a password to ask for.
    has_password: bool,
    /// Where one goes on.
    place: ProofFor,
) -> impl IntoView {
    view! {
        <div class="card grid gap-6">
            <div>
                <h1>"First show that it is you"</h1>
                <p class="mt-2 text-muted">"You signed in a while ago, or by buying. What comes next can lock you out if somebody else does it, so we ask once more."</p>
            </div>
            {has_password.then(|| view! { <ByPassword email=email.clone() place /> })}
            <ByMail email has_password place />
        </div>
    }
}

#[component]
fn ByPassword(email: String, place: ProofFor) -> impl IntoView {
    let action = ServerAction::<Confirm>::new();
    let error = Signal::derive(move || action.value().get().and_then(Result::err));
    view! {
        <ActionForm action>
            <div class="grid gap-5">
                <input type="hidden" name="then" value=place.name() />
                <input class="sr-only" type="text" autocomplete="username" value=email readonly tabindex="-1" aria-hidden="true" />
                <PasswordField label="Your password" autocomplete="current-password" error=Signal::derive(|| None) />
                <Refusal error=error.get_untracked() />
                <Submit pending=action.pending() look="btn-primary w-full">"Go on"</Submit>
            </div>
        </ActionForm>
    }
}

#[component]
fn ByMail(email: String, has_password: bool, place: ProofFor) -> impl IntoView {
    let action = ServerAction::<MailProof>::new();
    let error = Signal::derive(move || action.value().get().and_then(Result::err));
    let asked = request::has_flag("sent");
    let sent = move || asked || matches!(action.value().get(), Some(Ok(())));
    let (way, look) = if has_password { ("Mail me a link instead", "btn-plain w-full") } else { ("Mail me a link", "btn-primary w-full") };
    view! {
        <div class="grid gap-4">
            <div class="contents" role="status">
                {move || {
                    let email = email.clone();
                    sent().then(|| {
                        view! { <Alert tone=Tone::Info><p>"A link is on its way to "<span class="break-all">{email}</span>". It leads back here."</p></Alert> }
                    })
                }}
            </div>
            <Refusal error=error.get_untracked() />
            <ActionForm action>
                <input type="hidden" name="then" value=place.name() />
                <Submit pending=action.pending() look>{way}</Submit>
            </ActionForm>
        </div>
    }
}
