use crate::components::{Glyph, Icon};
use leptos::prelude::*;

/// The button for the dialog with the keys, and the dialog.
#[component]
pub fn Help() -> impl IntoView {
    let lesson = [("←", "Previous lesson"), ("→", "Next lesson"), ("m", "Mark as complete, or undo"), ("?", "This help")];
    let video = [
        ("k", "Play or pause; so does the space bar"),
        ("j", "Ten seconds back"),
        ("l", "Ten seconds on"),
        ("c", "Captions on or off"),
        ("f", "Fill the screen"),
        ("<", "Slower"),
        (">", "Faster"),
    ];
    let row = |(key, what): (&'static str, &'static str)| view! { <div class="flex items-center gap-4"><dt><kbd class="kbd">{key}</kbd></dt><dd>{what}</dd></div> };
    view! {
        <button type="button" class="btn btn-ghost with-script max-md:hidden" data-opens-keys=""><Icon glyph=Glyph::Keyboard />"Keys"</button>
        <dialog class="dialog" id="keys" aria-labelledby="keys-title">
            <div class="flex items-center justify-between">
                <h2 id="keys-title" class="text-xl">"Keys"</h2>
                <form method="dialog"><button class="btn btn-ghost btn-sm" aria-label="Close"><Icon glyph=Glyph::Cross /></button></form>
            </div>
            <dl class="mt-4 grid gap-3">{lesson.into_iter().map(row).collect_view()}</dl>
            <h3 class="mt-6 text-sm font-semibold text-muted">"While the video is in the page"</h3>
            <dl class="mt-3 grid gap-3">{video.into_iter().map(row).collect_view()}</dl>
        </dialog>
    }
}
