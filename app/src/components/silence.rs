//! What a page says where a video does not come.

use super::{Glyph, Icon};
use leptos::prelude::*;

/// What has happened where the player does not answer.
pub const NOT_LOADED: &str = "The video has not loaded";

/// In the place of a video that does not come: calm words, and another try.
#[component]
pub fn Silence(
    /// What has happened.
    title: &'static str,
) -> impl IntoView {
    view! {
        <div class="player-over" role="status">
            <p class="font-semibold">{title}</p>
            <p class="text-sm text-muted">
                "Everything below works without it. A slow connection, or a program that blocks videos, may be the reason."
            </p>
            <button type="button" class="btn btn-plain btn-sm" data-again=""><Icon glyph=Glyph::Undo />"Try again"</button>
        </div>
    }
}

/// Below a video, for who runs no script that could notice.
#[component]
pub fn SilenceUnheard() -> impl IntoView {
    view! {
        <p class="without-script mt-2 text-sm text-muted">
            "If no video shows here, a slow connection or a program that blocks videos may be the reason. Everything below works without it."
        </p>
    }
}
