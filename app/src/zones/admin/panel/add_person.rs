use super::refused::{Refused, problem};
use crate::api::error::Field as FieldName;
use crate::api::people::AddPerson;
use crate::components::{Glyph, Icon, PageTitle};
use crate::forms::{Field, Submit};
use crate::paths;
use leptos::prelude::*;

/// Gives whoever has an address access.
#[component]
pub fn AddPersonPage() -> impl IntoView {
    let action = ServerAction::<AddPerson>::new();
    view! {
        <PageTitle text="Give access · Admin" />
        <a class="quiet-link" href=paths::admin_people().to_string()><Icon glyph=Glyph::ArrowLeft />"All people"</a>
        <h1 class="mt-3">"Give access"</h1>
        <p class="mt-2 max-w-[44rem] text-muted">"To whoever has this address, new or known. Nobody is written to: send a sign-in link from the person’s page, or let them ask for one."</p>
        <section class="card mt-8 max-w-[36rem]" aria-label="Who gets access">
            <ActionForm action attr:class="grid gap-4">
                <Field label="E-mail address" name="email" kind="email" autocomplete="off" maxlength="254" error=problem(action, FieldName::Email) />
                <Field label="Name" name="name" autocomplete="off" maxlength="200" required=false error=problem(action, FieldName::Name) />
                <Field label="Last day" name="until" kind="date" autocomplete="off" maxlength="10" required=false hint="Without a day, access does not end." error=problem(action, FieldName::Until) />
                <Field label="Reason, for the log" name="reason" autocomplete="off" maxlength="500" error=problem(action, FieldName::Reason) />
                <Refused action />
                <Submit pending=action.pending()>"Give access"</Submit>
            </ActionForm>
        </section>
    }
}
