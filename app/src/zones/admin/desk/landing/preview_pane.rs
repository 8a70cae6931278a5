#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use super::writing::FRAME;
use crate::paths;
use leptos::prelude::*;

/// The draft as visitors would see it, beside the form where there is room.
#[component]
pub fn PreviewPane(
    /// The part of the page to begin at; empty for its beginning.
    anchor: String,
) -> impl IntoView {
    let page = paths::admin_landing_preview(None);
    let at = if anchor.is_empty() { page.to_string() } else { format!("{page}#{anchor}") };
    // Made anew with what is around it, so that it shows what was just saved. Until then what is typed is written into it.
    let frame =
        move || view! { <iframe id=FRAME src=at.clone() title="The draft as visitors would see it"></iframe> }.attr("loading", "lazy");
    view! {
        <aside class="preview" aria-label="Preview">
            <div class="preview-head">
                <span class="text-muted">"As visitors would see it"</span>
                <a class="btn btn-ghost btn-sm" href=page.to_string() target="_blank">"Open"</a>
            </div>
            {frame}
        </aside>
    }
}
