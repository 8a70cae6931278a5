use crate::api::dto::{LessonLink, Upcoming};
use crate::components::{Glyph, Icon, LocalTime};
use crate::paths;
use leptos::prelude::*;

/// Lessons that have come since the student was here for the last time.
#[component]
pub fn Fresh(
    /// The lessons; none is no section.
    lessons: Vec<LessonLink>,
) -> impl IntoView {
    let row = |lesson: LessonLink| {
        view! {
            <li>
                <a class="lesson-row" href=paths::lesson(&lesson.slug).to_string()>
                    <span class="text-accent"><Icon glyph=Glyph::Book /></span>
                    <span class="min-w-0 flex-1">{lesson.title}</span>
                </a>
            </li>
        }
    };
    (!lessons.is_empty()).then(|| {
        view! {
            <section class="card" aria-labelledby="fresh">
                <h2 id="fresh" class="text-xl">"New in the course"</h2>
                <ul class="mt-2">{lessons.into_iter().map(row).collect_view()}</ul>
            </section>
        }
    })
}

/// What opens by itself, and when.
#[component]
pub fn UpcomingLessons(
    /// The lessons, soonest first; none is no section.
    lessons: Vec<Upcoming>,
) -> impl IntoView {
    let row = |lesson: Upcoming| {
        view! {
            <li class="flex items-center gap-3 py-2.5">
                <span class="text-muted"><Icon glyph=Glyph::Calendar /></span>
                <span class="min-w-0 flex-1">{lesson.title}<span class="block text-sm text-muted"><LocalTime at=lesson.at /></span></span>
            </li>
        }
    };
    (!lessons.is_empty()).then(|| {
        view! {
            <section class="card" aria-labelledby="upcoming">
                <h2 id="upcoming" class="text-xl">"Opens next"</h2>
                <ul class="mt-2">{lessons.into_iter().map(row).collect_view()}</ul>
            </section>
        }
    })
}
