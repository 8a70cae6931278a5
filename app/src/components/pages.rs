use super::{Glyph, Icon};
use crate::paths::LocalPath;
use leptos::prelude::*;

/// The way through the pages of a list.
#[component]
pub fn Pages<A>(
    /// This page, from 1.
    number: u32,
    /// How many there are.
    pages: u32,
    /// Where a page is.
    address: A,
) -> impl IntoView
where
    A: Fn(u32) -> LocalPath,
{
    let back = (number > 1).then(|| view! { <a class="btn btn-plain btn-sm" href=address(number - 1).to_string() rel="prev"><Icon glyph=Glyph::ArrowLeft />"Previous"</a> });
    let on = (number < pages).then(|| view! { <a class="btn btn-plain btn-sm" href=address(number + 1).to_string() rel="next">"Next"<Icon glyph=Glyph::ArrowRight /></a> });
    (pages > 1).then(|| {
        view! {
            <nav class="mt-6 flex flex-wrap items-center justify-between gap-3" aria-label="Pages">
                <span class="min-w-28">{back}</span>
                <span class="text-sm text-muted">"Page "{number}" of "{pages}</span>
                <span class="min-w-28 text-right">{on}</span>
            </nav>
        }
    })
}
