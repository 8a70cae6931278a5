use super::{Refused, problem, refused};
use crate::api::error::Field as FieldName;
use crate::api::people::ForgetFactor;
use crate::components::LocalTime;
use crate::forms::{Field, Submit};
use chrono::{DateTime, Utc};
use domain::ids::UserId;
use leptos::prelude::*;

/// A person's second factor, and the help for who has lost it.
#[component]
pub fn FactorCard(
    /// Who.
    person: UserId,
    /// Since when there is one.
    since: DateTime<Utc>,
    /// What forgets it.
    action: ServerAction<ForgetFactor>,
) -> impl IntoView {
    view! {
        <section class="card grid gap-4" aria-labelledby="factor">
            <h2 id="factor" class="text-xl">"Second factor"</h2>
            <p class="text-sm text-muted">"Signing in asks for a code since "<LocalTime at=since date_only=true />"."</p>
            <details class="rule pt-3" open=move || refused(action)>
                <summary class="flex min-h-11 items-center"><h3 class="font-semibold">"They have lost it"</h3></summary>
                <ActionForm action attr:class="mt-3 grid gap-4">
                    <input type="hidden" name="person" value=person.to_string() />
                    <p class="text-sm text-muted">
                        "Only when you know for certain who asks, by more than their mailbox: a call back, a face you know, a letter. All their sessions end, and a mail tells them."
                    </p>
                    <Field label="How you made sure" name="reason" scope="factor" autocomplete="off" maxlength="500" error=problem(action, FieldName::Reason) />
                    <Refused action />
                    <Submit pending=action.pending() look="btn-plain">"Forget the second factor"</Submit>
                </ActionForm>
            </details>
        </section>
    }
}
