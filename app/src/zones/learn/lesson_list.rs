use crate::api::dto::LessonItem;
use crate::components::{Glyph, Icon, text};
use crate::paths;
use leptos::prelude::*;

/// The lessons of a module with their ticks.
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
        let (tick, done) = if lesson.completed { ("tick tick-done", "Completed: ") } else { ("tick", "") };
        view! {
            <li>
                <a class="lesson-row" href=paths::lesson(&lesson.slug).to_string() aria-current=here>
                    <span class=tick><Icon glyph=Glyph::Check /></span>
                    <span class="min-w-0 flex-1"><span class="sr-only">{done}</span>{lesson.title}</span>
                    <span class="flex-none text-sm font-normal text-muted tabular-nums">{text::length(lesson.duration_s)}</span>
                </a>
            </li>
        }
    };
    view! { <ol>{lessons.into_iter().map(row).collect_view()}</ol> }
}
