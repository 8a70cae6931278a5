use super::{Refused, problem, refused};
use crate::api::error::Field as FieldName;
use crate::api::people::ChangeEmail;
use crate::forms::{Field, Submit};
use domain::ids::UserId;
use leptos::prelude::*;

/// Puts a mistyped address right. Where somebody has it already, a box to tick makes the two one person.
#[component]
pub fn AddressCard(
    /// Who.
    person: UserId,
    /// The address now.
    email: String,
    /// What does it.
    action: ServerAction<ChangeEmail>,
) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="address">
            <details open=move || refused(action)>
                <summary class="flex min-h-11 items-center"><h2 id="address" class="text-xl">"Correct the address"</h2></summary>
                <ActionForm action attr:class="mt-3 grid gap-4">
                    <input type="hidden" name="person" value=person.to_string() />
                    <Field label="New address" name="email" scope="address" kind="email" autocomplete="off" maxlength="254" value=email error=problem(action, FieldName::Email) hint="Everybody who is signed in as this person is signed out." />
                    <Refused action />
                    <label class="flex min-h-11 items-center gap-3 text-sm">
                        <input type="checkbox" name="merge" value="on" />
                        <span>"If somebody has it: they are one person. Orders, access and progress move there."</span>
                    </label>
                    <Submit pending=action.pending() look="btn-plain">"Change the address"</Submit>
                </ActionForm>
            </details>
        </section>
    }
}
