use crate::request;
use leptos::prelude::*;

/// Takes along into the form where the buyer came from. A browser knows more
/// of it than a page that was asked for anew.
#[component]
pub fn SourceField() -> impl IntoView {
    view! { <input type="hidden" name="source" value=request::source_of_visit().to_query() data-source="" /> }
}
