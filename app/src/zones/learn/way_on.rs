use crate::api::dto::{LessonItem, Upcoming};
use crate::components::{Glyph, Icon, LocalTime, ProgressBar, text};
use crate::paths;
use domain::progress::Progress;
use leptos::prelude::*;

/// The card with the next step: on, again, or when it goes on.
#[component]
pub fn WayOn(
    /// Over the whole course.
    progress: Progress,
    /// The lesson to continue with.
    next: Option<LessonItem>,
    /// What opens by itself next.
    soonest: Option<Upcoming>,
) -> impl IntoView {
    let step = match (next, soonest) {
        (Some(lesson), _) => Some(onwards(progress, lesson).into_any()),
        (None, Some(upcoming)) => Some(waiting(upcoming).into_any()),
        (None, None) => None,
    };
    let counted = format!("{} of {} completed", progress.done, text::count(progress.total as usize, "lesson", "lessons"));
    step.map(|step| {
        view! {
            <section class="card card-lift mt-6 grid gap-6 md:grid-cols-[1fr_auto] md:items-center md:p-9" aria-label="Continue">
                {step}
                <div class="grid max-w-96 gap-2 md:col-start-1">
                    <ProgressBar progress label="Progress through the course" />
                    <p class="text-sm text-muted">{counted}</p>
                </div>
            </section>
        }
    })
}

fn onwards(progress: Progress, lesson: LessonItem) -> impl IntoView {
    let start = match lesson.resume_s {
        0 => "Start".to_owned(),
        second => format!("Continue at {}", text::clock(second)),
    };
    let (eyebrow, title, action) = if lesson.completed {
        ("You have completed the course", "Well done. Everything stays open for you.".to_owned(), "Visit it again".to_owned())
    } else if progress.is_complete() {
        ("New since you completed the course", lesson.title, start)
    } else if progress.done == 0 && lesson.resume_s == 0 {
        ("Your first lesson", lesson.title, start)
    } else {
        ("Continue where you left off", lesson.title, if lesson.resume_s == 0 { "Continue".to_owned() } else { start })
    };
    view! {
        <div class="grid gap-2">
            <p class="eyebrow">{eyebrow}</p>
            <h2>{title}</h2>
        </div>
        <a class="btn btn-primary btn-lg md:row-span-2 md:row-start-1 md:col-start-2" href=paths::lesson(&lesson.slug).to_string()>
            {action}<Icon glyph=Glyph::ArrowRight />
        </a>
    }
}

fn waiting(upcoming: Upcoming) -> impl IntoView {
    view! {
        <div class="grid gap-2">
            <p class="eyebrow">"You are up to date"</p>
            <h2>{upcoming.title}</h2>
            <p class="text-muted">"opens on "<LocalTime at=upcoming.at /></p>
        </div>
    }
}
