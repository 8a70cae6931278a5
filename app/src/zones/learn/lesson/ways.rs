use super::super::lesson_list::opening;
use crate::api::dto::LessonLink;
use crate::components::{Glyph, Icon};
use crate::paths;
use domain::lesson_access::Closed;
use leptos::prelude::*;

/// To the lessons beside this one.
#[component]
pub fn Ways(
    /// The one before.
    previous: Option<LessonLink>,
    /// The one after.
    next: Option<LessonLink>,
) -> impl IntoView {
    let back = previous.map(|to| {
        view! {
            <a class="card grid gap-1 no-underline" href=paths::lesson(&to.slug).to_string() rel="prev">
                <span class="flex items-center gap-2 text-sm text-muted"><Icon glyph=Glyph::ArrowLeft />"Previous"</span>
                <span class="font-semibold">{to.title}</span>
            </a>
        }
    });
    let on = match next {
        Some(to) => view! {
            <a class="card grid justify-items-end gap-1 text-right no-underline sm:col-start-2" href=paths::lesson(&to.slug).to_string() rel="next">
                <span class="flex items-center gap-2 text-sm text-muted">"Next"<Icon glyph=Glyph::ArrowRight /></span>
                <span class="font-semibold">{to.title}</span>
                {to.closed.filter(|closed| matches!(closed, Closed::OpensAt(_))).map(opening)}
            </a>
        }
        .into_any(),
        None => view! {
            <a class="card grid justify-items-end gap-1 text-right no-underline sm:col-start-2" href=paths::learn().to_string()>
                <span class="text-sm text-muted">"That was the last lesson"</span>
                <span class="font-semibold">"Back to the overview"</span>
            </a>
        }
        .into_any(),
    };
    view! { <nav class="mt-14 grid gap-4 sm:grid-cols-2" aria-label="Lessons">{back} {on}</nav> }
}
