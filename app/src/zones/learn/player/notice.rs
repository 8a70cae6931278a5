use crate::components::{Glyph, Icon};
use leptos::prelude::*;

/// In the place of a video that does not come: calm words, and another try.
#[component]
pub fn Silence(
    /// What has happened.
    title: &'static str,
    /// Tries again.
    on_retry: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <div class="player-over" role="status">
            <p class="font-semibold">{title}</p>
            <p class="text-sm text-muted">
                "Everything below works without it. A slow connection, or a program that blocks videos, may be the reason."
            </p>
            <button type="button" class="btn btn-plain btn-sm" on:click=move |_| on_retry()><Icon glyph=Glyph::Undo />"Try again"</button>
        </div>
    }
}

/// Below a video that plays without our script.
#[component]
pub fn Unkept() -> impl IntoView {
    view! {
        <p class="mt-2 text-sm text-muted" role="status">"Your place in this video is not being kept just now. Reload the page to try again."</p>
    }
}
