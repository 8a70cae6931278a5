use super::search_form::SearchForm;
use super::search_results::Results;
use crate::api::search;
use crate::components::{CardSkeleton, PageTitle, loaded};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// What a search found.
#[component]
pub fn SearchPage() -> impl IntoView {
    let query = use_query_map();
    let typed = Memo::new(move |_| query.with(|query| query.get("q").unwrap_or_default()));
    let found = Resource::new_blocking(move || typed.get(), search::find);
    view! {
        <PageTitle text="Search" />
        <div class="shell shell-text py-10 md:py-14">
            <h1>"Search"</h1>
            <div class="mt-5"><SearchForm place="page" value=typed /></div>
            <Transition fallback=|| view! { <div class="mt-8"><CardSkeleton /></div> }>
                {move || Suspend::new(async move { loaded(found.await, |found| view! { <Results found typed /> }) })}
            </Transition>
        </div>
    }
}
