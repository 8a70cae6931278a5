use super::{Actions, Refused, problem, refused, source_words, standing_words};
use crate::api::dto::{AccessView, GrantView};
use crate::api::error::Field as FieldName;
use crate::components::{LocalTime, text};
use crate::forms::{Field, Submit};
use crate::paths;
use domain::access::Denied;
use domain::ids::UserId;
use leptos::prelude::*;

/// Why a person can or cannot enter, grant by grant, with what can be done about each; and a form for another grant.
#[component]
pub fn AccessCard(
    /// Who.
    person: UserId,
    /// The chain.
    access: AccessView,
    /// What can be done.
    actions: Actions,
) -> impl IntoView {
    let none = access.grants.is_empty().then(|| view! { <p class="text-muted">"Nothing was ever bought or given with this address."</p> });
    view! {
        <section class="card grid gap-5" aria-labelledby="access">
            <h2 id="access" class="text-xl">"Why they can or cannot enter"</h2>
            {none}
            <Refused action=actions.extend />
            <Refused action=actions.revoke />
            <ol class="timeline">{access.grants.into_iter().map(|grant| view! { <GrantItem grant actions /> }).collect_view()}</ol>
            <details open=move || refused(actions.grant)>
                <summary class="btn btn-plain btn-sm">"Give access"</summary>
                <ActionForm action=actions.grant attr:class="mt-4 grid gap-4">
                    <input type="hidden" name="person" value=person.to_string() />
                    <Field label="Last day" name="until" scope="grant" kind="date" autocomplete="off" maxlength="10" required=false hint="Without a day, access does not end." error=problem(actions.grant, FieldName::Until) />
                    <Field label="Reason, for the log" name="reason" scope="grant" autocomplete="off" maxlength="500" error=problem(actions.grant, FieldName::Reason) />
                    <Refused action=actions.grant />
                    <Submit pending=actions.grant.pending()>"Give access"</Submit>
                </ActionForm>
            </details>
        </section>
    }
}

#[component]
fn GrantItem(grant: GrantView, actions: Actions) -> impl IntoView {
    let bought = grant.bought.map(|(label, order)| {
        view! { <p>{label}" · "<a class="link" href=paths::admin_order(&order).to_string()>"order "{order.clone()}</a></p> }
    });
    let until = grant.until.map(|at| view! { " until "<LocalTime at /> });
    let by = grant.revoked.and_then(|(_, by)| by).map(|by| format!(" by {by}"));
    let alive = !matches!(grant.standing, Err(Denied::RevokedAt(_)));
    let id = grant.id.to_string();
    let last_day = grant.until.map(|at| text::form_day(at - chrono::TimeDelta::seconds(1))).unwrap_or_default();
    let change = alive.then(move || {
        let (extend, revoke) = (format!("extend-{id}"), format!("revoke-{id}"));
        let (extend_reason, own) = (extend.clone(), id.clone());
        view! {
            <details class="mt-2" open=move || refused(actions.extend) || refused(actions.revoke)>
                <summary class="quiet-link text-sm">"Change or take back"</summary>
                <div class="mt-3 grid gap-5 border-s-2 border-line ps-4">
                    <ActionForm action=actions.extend attr:class="grid gap-3">
                        <input type="hidden" name="grant" value=own />
                        <Field label="Last day" name="until" scope=extend kind="date" autocomplete="off" maxlength="10" required=false value=last_day hint="Without a day, access does not end." error=problem(actions.extend, FieldName::Until) />
                        <Field label="Reason, for the log" name="reason" scope=extend_reason autocomplete="off" maxlength="500" error=problem(actions.extend, FieldName::Reason) />
                        <Submit pending=actions.extend.pending() look="btn-plain btn-sm justify-self-start">"Set the last day"</Submit>
                    </ActionForm>
                    <ActionForm action=actions.revoke attr:class="grid gap-3">
                        <input type="hidden" name="grant" value=id />
                        <Field label="Reason, for the log" name="reason" scope=revoke autocomplete="off" maxlength="500" error=problem(actions.revoke, FieldName::Reason) />
                        <Submit pending=actions.revoke.pending() look="btn-plain btn-sm justify-self-start">"Take it back"</Submit>
                    </ActionForm>
                </div>
            </details>
        }
    });
    view! {
        <li>
            <p class="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted"><span class="badge">{source_words(&grant.source)}</span><span>"from "<LocalTime at=grant.from />{until}</span></p>
            {bought}
            <p>{standing_words(grant.standing)}{by}" ("{grant.reason}")"</p>
            {change}
        </li>
    }
}
