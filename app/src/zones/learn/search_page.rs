use super::search_form::SearchForm;
use super::search_results::Results;
use crate::api::search;
use crate::components::{PageTitle, loaded};
use crate::request;
use leptos::prelude::*;

/// What a search found.
#[component]
pub fn SearchPage() -> impl IntoView {
    let typed = request::query_value("q").unwrap_or_default();
    let words = typed.clone();
    let results = Suspend::new(async move { loaded(search::find(words.clone()).await, |found| view! { <Results found typed=words /> }) });
    view! {
        <PageTitle text="Search" />
        <div class="shell shell-text py-10 md:py-14">
            <h1>"Search"</h1>
            <div class="mt-5"><SearchForm place="page" value=typed /></div>
            {results}
        </div>
    }
}
