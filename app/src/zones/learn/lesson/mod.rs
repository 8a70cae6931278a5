//! A lesson: its video, its text and its tick, what belongs to the student beside it, and the ways on.

mod bookmark;
mod files;
mod help;
mod tick;
mod ways;

use super::Course;
use super::closed_lesson::closed_lesson;
use super::lesson_list::LessonList;
use super::notes::MyNotes;
use super::player::{GoOnSwitch, Player};
use super::questions::QuestionsSection;
use crate::api::dto::{LessonPlace, LessonView, OutlineView};
use crate::api::{ApiError, Result, learning};
use crate::components::{PageTitle, RichText, live, loaded, text};
use crate::{paths, request};
use bookmark::BookmarkToggle;
use domain::lesson_access::Closed;
use files::LessonFiles;
use help::Help;
use leptos::prelude::*;
use tick::{TickRule, TickToggle};
use ways::Ways;

/// A lesson.
#[component]
pub fn LessonPage(
    /// Its slug.
    #[prop(into)]
    slug: String,
    /// The course.
    course: Course,
) -> impl IntoView {
    Suspend::new(async move { given(&slug, learning::lesson(slug.clone()).await, &course) })
}

/// A lesson as it was read, or what there is in its place.
pub fn given(slug: &str, answer: Result<LessonView>, course: &Course) -> AnyView {
    match answer {
        Err(ApiError::Closed(closed @ (Closed::OpensAt(_) | Closed::After(_)))) => closed_lesson(closed, slug, course).into_any(),
        answer => loaded(answer, |lesson| view! { <Article lesson course=course.clone() /> }),
    }
}

#[component]
fn Article(lesson: LessonView, course: Course) -> impl IntoView {
    let place = LessonPlace { slug: lesson.slug.clone(), title: lesson.title.clone(), has_video: lesson.player.is_some() };
    let video = lesson.player.clone().map(|address| view! { <Player address lesson=lesson.clone() at_s=wanted_second() /> });
    let switch = place.has_video.then(|| view! { <GoOnSwitch /> });
    let LessonView {
        id,
        slug,
        title,
        summary,
        module_title,
        number,
        total,
        student,
        duration_s,
        html,
        files,
        completed,
        bookmarked,
        previous,
        next,
        ..
    } = lesson;
    view! {
        <PageTitle text=title.clone() />
        <div class="shell grid gap-12 py-8 lg:grid-cols-[1fr_19rem] lg:py-10" data-beside=paths::beside(&slug).to_string()>
            <article class="min-w-0">
                <p class="flex flex-wrap items-center gap-x-2 text-sm text-muted">
                    <span>{module_title}</span><span aria-hidden="true">"·"</span><span>"Lesson "{number}" of "{total}</span><span aria-hidden="true">"·"</span><span>{text::length(duration_s)}</span>
                </p>
                <h1 class="mt-2">{title}</h1>
                <p class="mt-2 mb-7 max-w-[42rem] text-lg text-muted">{summary}</p>
                {video}
                <div class="mt-5 flex flex-wrap items-center gap-3">
                    {live(view! { <TickToggle lesson=id completed /> })}
                    {live(view! { <BookmarkToggle lesson=id bookmarked /> })}
                    {switch}
                    <Help />
                </div>
                <TickRule has_video=place.has_video />
                <RichText html />
                <LessonFiles lesson=slug.clone() files />
                <MyNotes lesson=id slug=slug.clone() student has_video=place.has_video />
                <QuestionsSection lesson=place />
                {live(view! { <Ways previous next /> })}
            </article>
            <aside class="max-lg:hidden" aria-label="All lessons">
                <div class="sticky top-24">{live(course.ok().map(|outline| contents(&outline, &slug)))}</div>
            </aside>
        </div>
    }
}

/// The second of the video that the page's address asks for.
fn wanted_second() -> Option<u32> {
    request::query_value("at").and_then(|second| second.parse().ok())
}

fn contents(outline: &OutlineView, slug: &str) -> impl IntoView + use<> {
    let module = |module: &crate::api::dto::ModuleView| {
        view! {
            <p class="mt-5 mb-1 text-sm font-semibold text-muted">{module.title.clone()}</p>
            <LessonList lessons=module.lessons.clone() current=slug />
        }
    };
    outline.modules.iter().map(module).collect_view()
}
