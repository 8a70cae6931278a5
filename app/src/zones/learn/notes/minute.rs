use crate::components::{Glyph, Icon, text};
use leptos::prelude::*;

/// Pins a note to the second at which the video is, or lets it go. It needs scripts, and is not shown without.
#[component]
pub fn MinuteButton(
    /// The second that the note is pinned to.
    at_s: Option<u32>,
) -> impl IntoView {
    let pinned = at_s.is_some();
    view! {
        <input type="hidden" name="at" value=at_s.map(|second| second.to_string()).unwrap_or_default() />
        <button type="button" class="btn btn-plain with-script tabular-nums" aria-pressed=pinned.to_string() data-minute="">
            <span class="contents" data-when="" hidden=pinned><Icon glyph=Glyph::Clock /><span>"Note at "<span data-clock="">"0:00"</span></span></span>
            <span class="contents" data-when="" hidden=!pinned>
                <Icon glyph=Glyph::Clock /><span>"At "<span data-pinned="">{at_s.map(text::clock)}</span><span class="sr-only">" in the video"</span></span><Icon glyph=Glyph::Cross />
            </span>
        </button>
    }
}
