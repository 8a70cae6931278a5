use super::standing::{source_words, standing_words};
use crate::api::dto::{AccessView, GrantView};
use crate::api::refunds;
use crate::components::{LocalTime, PageSkeleton, PageTitle, loaded};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Why a person can or cannot enter.
#[component]
pub fn AccessPage() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(|query| query.get("q").unwrap_or_default()));
    let answer = Resource::new_blocking(
        move || asked.get(),
        |asked| async move { if asked.is_empty() { None } else { Some(refunds::access(asked).await) } },
    );
    view! {
        <PageTitle text="Access · Admin" />
        <h1>"Why can or can’t this person enter?"</h1>
        <form method="get" action=paths::admin_access().to_string() class="mt-6 flex flex-wrap items-end gap-3">
            <div class="field grow">
                <label class="field-label" for="access-q">"E-mail address or order"</label>
                <input class="input" id="access-q" name="q" type="text" maxlength="254" required value=move || asked.get() />
            </div>
            <button type="submit" class="btn btn-primary">"Explain"</button>
        </form>
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move { answer.await.map(|answer| loaded(answer, |view| view! { <Chain view /> })) })}
        </Transition>
    }
}

#[component]
fn Chain(view: AccessView) -> impl IntoView {
    let AccessView { person, email, verdict, grants, .. } = view;
    let verdict = if verdict.is_ok() { "can enter".to_owned() } else { format!("cannot enter: {}", standing_words(verdict)) };
    view! {
        <p class="mt-8 text-lg"><strong class="break-all"><a class="link" href=paths::admin_person(person).to_string()>{email}</a></strong>" "{verdict}</p>
        <ol class="timeline mt-5">{grants.into_iter().map(grant).collect_view()}</ol>
    }
}

fn grant(grant: GrantView) -> impl IntoView {
    let bought = grant.bought.map(|(label, order)| {
        view! { <p>{label}" · "<a class="link" href=paths::admin_order(&order).to_string()>"order "{order.clone()}</a></p> }
    });
    let until = grant.until.map(|at| view! { " until "<LocalTime at /> });
    let revoked = grant.revoked.and_then(|(_, by)| by).map(|by| format!(" by {by}"));
    view! {
        <li>
            <p class="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted"><span class="badge">{source_words(&grant.source)}</span><span>"from "<LocalTime at=grant.from />{until}</span></p>
            {bought}
            <p>{standing_words(grant.standing)}{revoked}" ("{grant.reason}")"</p>
        </li>
    }
}
