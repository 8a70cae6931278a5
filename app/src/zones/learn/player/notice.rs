use leptos::prelude::*;

/// Below a video that plays without our script.
#[component]
pub fn Unkept() -> impl IntoView {
    view! {
        <p class="mt-2 text-sm text-muted" role="status">"Your place in this video is not being kept just now. Reload the page to try again."</p>
    }
}
