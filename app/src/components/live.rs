use leptos::prelude::*;

/// A part of a page that the server alone draws, and that scripts put anew when what it shows has changed.
pub fn live(part: impl IntoView) -> impl IntoView {
    view! { <div class="contents" data-live="">{part}</div> }
}
