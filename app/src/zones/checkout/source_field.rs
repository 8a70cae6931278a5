use crate::request;
use leptos::prelude::*;

/// Takes along into the form where the buyer came from. The field is always there: the browser may know less than the server did,
/// and the page must be the same in both.
#[component]
pub fn SourceField() -> impl IntoView {
    view! { <input type="hidden" name="source" value=request::source_of_visit().to_query() /> }
}
