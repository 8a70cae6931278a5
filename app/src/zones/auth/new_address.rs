use crate::api::addresses::{Cancel, Request};
use crate::api::dto::PendingAddress;
use crate::api::error::Field as FieldName;
use crate::components::{Glyph, Icon, LocalTime, problem_words};
use crate::forms::{Field, Refusal, RefusedForm, Submit};
use leptos::prelude::*;

/// Asks for an address that is to be.
#[component]
pub fn NewAddress(
    /// The present one.
    email: String,
    /// Whether another was asked for already.
    waiting: bool,
) -> impl IntoView {
    let action = ServerAction::<Request>::new();
    let refused = RefusedForm::of::<Request>();
    let typed = refused.as_ref().map(|form| form.value("email")).unwrap_or_default();
    let refused = refused.map(|form| form.error);
    let error = Signal::derive(move || action.value().get().map_or_else(|| refused.clone(), Result::err));
    let problem = Signal::derive(move || Some(problem_words(FieldName::Email, error.get()?.problem_with(FieldName::Email)?)));
    let title = if waiting { "Ask for another one" } else { "Change your address" };
    view! {
        <div class="card grid gap-6">
            <div>
                {if waiting { view! { <h2 class="text-lg">{title}</h2> }.into_any() } else { view! { <h1>{title}</h1> }.into_any() }}
                <p class="mt-2 text-muted">
                    "Now it is "<span class="break-all text-ink">{email}</span>
                    ". We mail a link to this address and one to the new one, and change it when both have said yes. Other browsers are signed out then."
                </p>
            </div>
            <ActionForm action>
                <div class="grid gap-5">
                    <Field label="New e-mail address" name="email" kind="email" autocomplete="email" maxlength="254" value=typed error=problem />
                    <Refusal error=error.get_untracked() />
                    <Submit pending=action.pending() look="btn-primary w-full">"Ask both addresses"</Submit>
                </div>
            </ActionForm>
        </div>
    }
}

/// What was asked for, and who has said yes.
#[component]
pub fn Pending(
    /// The present address.
    email: String,
    /// What was asked for.
    pending: PendingAddress,
) -> impl IntoView {
    let action = ServerAction::<Cancel>::new();
    let error = Signal::derive(move || action.value().get().and_then(Result::err));
    let PendingAddress { to, until, old_confirmed, new_confirmed } = pending;
    view! {
        <section class="card grid gap-5" aria-labelledby="pending">
            <div>
                <h1 id="pending">"Look into both mailboxes"</h1>
                <p class="mt-2 text-muted">"Your address changes when both have said yes, until "<LocalTime at=until />". The links work once and on any device."</p>
            </div>
            <ul class="grid gap-3">
                <Mailbox address=email what="Your address now" confirmed=old_confirmed />
                <Mailbox address=to what="Your new address" confirmed=new_confirmed />
            </ul>
            <Refusal error=error.get_untracked() />
            <ActionForm action>
                <Submit pending=action.pending() look="btn-plain">"Give it up"</Submit>
            </ActionForm>
        </section>
    }
}

#[component]
fn Mailbox(address: String, what: &'static str, confirmed: bool) -> impl IntoView {
    let (glyph, state) = if confirmed { (Glyph::CircleCheck, "has said yes") } else { (Glyph::Clock, "still to say yes") };
    view! {
        <li class="flex gap-3">
            <Icon glyph />
            <div class="min-w-0">
                <p class="break-all">{address}</p>
                <p class="text-sm text-muted">{what}" · "{state}</p>
            </div>
        </li>
    }
}
