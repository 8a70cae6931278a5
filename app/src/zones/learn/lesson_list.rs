use crate::api::dto::LessonItem;
use crate::components::{Glyph, Icon, LocalTime, text};
use crate::paths;
use domain::lesson_access::Closed;
use leptos::prelude::*;

/// The lessons of a module with their ticks, and what opens those that are shut.
#[component]
pub fn LessonList(
    /// The lessons.
    lessons: Vec<LessonItem>,
    /// The slug of the lesson on the page, if any.
    #[prop(optional, into)]
    current: String,
) -> impl IntoView {
    let row = move |lesson: LessonItem| {
        let here = (lesson.slug == current).then_some("page");
        let shut = lesson.closed.is_some();
        let (tick, glyph, state) = match &lesson {
            LessonItem { completed: true, .. } => ("tick tick-done", Glyph::Check, "Completed: "),
            _ if shut => ("tick tick-shut", Glyph::Lock, "Not open yet: "),
            _ => ("tick", Glyph::Check, ""),
        };
        let fresh = (lesson.fresh && !shut).then(|| view! { <span class="badge badge-accent">"New"</span> });
        let mark = lesson.bookmarked.then(
            || view! { <span class="flex-none text-accent"><Icon glyph=Glyph::Bookmark /><span class="sr-only">"Bookmarked"</span></span> },
        );
        let class = if shut { "lesson-row text-muted" } else { "lesson-row" };
        view! {
            <li>
                <a class=class href=paths::lesson(&lesson.slug).to_string() aria-current=here>
                    <span class=tick><Icon glyph /></span>
                    <span class="min-w-0 flex-1"><span class="sr-only">{state}</span>{lesson.title} {lesson.closed.map(opening)}</span>
                    {fresh}
                    {mark}
                    <span class="flex-none text-sm font-normal text-muted tabular-nums">{text::length(lesson.duration_s)}</span>
                </a>
            </li>
        }
    };
    view! { <ol>{lessons.into_iter().map(row).collect_view()}</ol> }
}

/// When a lesson opens that is shut.
pub fn opening(closed: Closed) -> AnyView {
    match closed {
        Closed::OpensAt(at) => view! { <span class="block text-sm">"Opens on "<LocalTime at date_only=true /></span> }.into_any(),
        Closed::After(_) => view! { <span class="block text-sm">"Opens after an earlier lesson"</span> }.into_any(),
        Closed::Access(_) | Closed::Draft => ().into_any(),
    }
}
