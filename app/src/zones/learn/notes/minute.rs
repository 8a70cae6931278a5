use super::super::player::Watch;
use crate::components::{Glyph, Icon, text};
use leptos::prelude::*;
use std::time::Duration;

/// Pins a note to the second at which the video is, or lets it go. It needs scripts, and is not shown without.
#[component]
pub fn MinuteButton(
    /// The second that the note is pinned to.
    at_s: RwSignal<Option<u32>>,
    /// The video.
    watch: Watch,
) -> impl IntoView {
    let now = RwSignal::new(0);
    Effect::new(move |_| {
        let look = move || {
            let at = watch.at_s();
            if now.try_get_untracked().is_some_and(|now| now != at) {
                now.set(at);
            }
        };
        if let Ok(timer) = set_interval_with_handle(look, Duration::from_millis(500)) {
            on_cleanup(move || timer.clear());
        }
    });
    let words = move || {
        match at_s.get() {
        Some(second) => view! { <Icon glyph=Glyph::Clock />"At "{text::clock(second)}<span class="sr-only">" in the video"</span><Icon glyph=Glyph::Cross /> }.into_any(),
        None => view! { <Icon glyph=Glyph::Clock />"Note at "{move || text::clock(now.get())} }.into_any(),
    }
    };
    let toggle = move |_| at_s.update(|at| *at = if at.is_some() { None } else { Some(watch.at_s()) });
    view! {
        <button type="button" class="btn btn-plain with-script tabular-nums" aria-pressed=move || at_s.get().is_some().to_string() on:click=toggle>{words}</button>
    }
}
