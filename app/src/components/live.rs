use leptos::prelude::*;

/// A part of a page that the server alone draws, and that scripts put anew when what it shows has changed.
pub fn live(part: impl IntoView) -> impl IntoView {
    view! { <div class="contents" data-live="">{part}</div> }
}

/// The same for a few words within a line.
pub fn live_words(words: impl IntoView) -> impl IntoView {
    view! { <span class="contents" data-live="">{words}</span> }
}
