use crate::components::{Glyph, Icon};
use crate::paths;
use leptos::prelude::*;

/// The way through the pages of a list.
#[component]
pub fn Pager(
    /// This page, from 1.
    number: u32,
    /// How many there are.
    pages: u32,
) -> impl IntoView {
    let back = (number > 1).then(|| view! { <a class="btn btn-plain btn-sm" href=paths::admin_orders(number - 1).to_string() rel="prev"><Icon glyph=Glyph::ArrowLeft />"Newer"</a> });
    let on = (number < pages).then(|| view! { <a class="btn btn-plain btn-sm" href=paths::admin_orders(number + 1).to_string() rel="next">"Older"<Icon glyph=Glyph::ArrowRight /></a> });
    (pages > 1).then(|| {
        view! {
            <nav class="mt-6 flex items-center justify-between gap-4" aria-label="Pages">
                <span class="w-28">{back}</span>
                <span class="text-sm text-muted">"Page "{number}" of "{pages}</span>
                <span class="w-28 text-right">{on}</span>
            </nav>
        }
    })
}
