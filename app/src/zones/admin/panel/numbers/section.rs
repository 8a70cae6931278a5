use super::chooser::Choice;
use crate::components::{Glyph, Icon};
use leptos::prelude::*;

/// Numbers that belong together: their heading, the way to their table, and what they mean.
#[component]
pub fn Section(
    /// The anchor of the heading, and the name of the table.
    id: &'static str,
    /// The heading.
    title: &'static str,
    /// What is chosen.
    choice: Choice,
    /// The numbers.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="card grid grid-cols-1 gap-5" aria-labelledby=id>
            <div class="flex items-start justify-between gap-4">
                <h2 id=id class="text-xl">{title}</h2>
                <a class="btn btn-plain btn-sm" href=choice.table(id).to_string() rel="external" download>
                    <Icon glyph=Glyph::Download />"CSV"<span class="sr-only">" of: "{title}</span>
                </a>
            </div>
            {children()}
        </section>
    }
}

/// What numbers mean: their names with a sentence each.
#[component]
pub fn Meanings(
    /// Names and sentences.
    words: Vec<(&'static str, &'static str)>,
) -> impl IntoView {
    let meaning = |(name, words): (&'static str, &'static str)| view! { <div><dt>{name}</dt><dd>{words}</dd></div> };
    view! {
        <details class="meanings">
            <summary class="quiet-link text-sm">"What these numbers mean"</summary>
            <dl>{words.into_iter().map(meaning).collect_view()}</dl>
        </details>
    }
}
