use super::{Refused, problem, refused};
use crate::api::error::Field as FieldName;
use crate::api::privacy::ErasePerson;
use crate::forms::{Field, Submit};
use crate::paths;
use domain::ids::UserId;
use leptos::prelude::*;

/// Everything about a person as a file, and the way to forget them.
#[component]
pub fn PrivacyCard(
    /// Who.
    person: UserId,
    /// What forgets them.
    action: ServerAction<ErasePerson>,
) -> impl IntoView {
    view! {
        <section class="card grid gap-4" aria-labelledby="privacy">
            <h2 id="privacy" class="text-xl">"Personal data"</h2>
            <p class="text-sm text-muted">"For a person who asks what is stored about them. They can do both by themselves on their account."</p>
            <form method="post" action=paths::admin_person_data(person).to_string()>
                <button type="submit" class="btn btn-plain" data-leaves="">"Download everything"</button>
            </form>
            <details class="rule pt-3" open=move || refused(action)>
                <summary class="flex min-h-11 items-center"><h3 class="font-semibold">"Delete this person"</h3></summary>
                <ActionForm action attr:class="mt-3 grid gap-4">
                    <input type="hidden" name="person" value=person.to_string() />
                    <p class="text-sm text-muted">"Access, progress, notes, name and address go, for good. Invoices and payments stay. A mail tells them."</p>
                    <label class="flex min-h-11 items-center gap-3 text-sm">
                        <input type="checkbox" name="posts" value="on" />
                        <span>"Delete questions and answers too"</span>
                    </label>
                    <Field label="Reason" name="reason" scope="erase" autocomplete="off" maxlength="500" error=problem(action, FieldName::Reason) />
                    <Refused action />
                    <Submit pending=action.pending() look="btn-danger">"Delete this person for good"</Submit>
                </ActionForm>
            </details>
        </section>
    }
}
