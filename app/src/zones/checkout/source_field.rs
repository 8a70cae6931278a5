use crate::request;
use leptos::prelude::*;

/// Takes along into the form where the buyer came from.
#[component]
pub fn SourceField() -> impl IntoView {
    let source = request::source_of_visit();
    (!source.is_empty()).then(|| view! { <input type="hidden" name="source" value=source.to_query() /> })
}
