use super::complete_toggle::{CompleteRule, CompleteToggle, Ticks};
use super::course::Course;
use super::help::{Help, HelpDialog};
use super::keys::listen_to_keys;
use super::lesson_files::LessonFiles;
use super::lesson_list::{LessonList, opening};
use super::notes::{BookmarkToggle, MyNotes};
use super::player::{GoOnSwitch, Player, Watch};
use super::questions::QuestionsSection;
use crate::api::dto::{LessonLink, LessonPlace, LessonView, OutlineView};
use crate::components::{Glyph, Icon, PageTitle, RichText, text};
use crate::paths;
use domain::lesson_access::Closed;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// A lesson's video, text and tick, with the ways on.
#[component]
pub fn LessonArticle(
    /// The lesson.
    lesson: LessonView,
    /// The course.
    course: Course,
) -> impl IntoView {
    let LessonView {
        id,
        slug,
        title,
        summary,
        module_title,
        number,
        total,
        player,
        resume_s,
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
    let at_s = wanted_second();
    let place = LessonPlace { slug: slug.clone(), title: title.clone(), has_video: player.is_some() };
    let ticks = Ticks::new(id, completed, course);
    let help = Help::new();
    let watch = player.as_deref().map(|address| Watch::new(address, id, student, resume_s, at_s, ticks, course));
    if watch.is_none() {
        course.changes_when_left();
    }
    let beside = (previous.as_ref().map(|to| to.slug.clone()), next.as_ref().map(|to| to.slug.clone()));
    listen_to_keys(beside, ticks, watch, help);
    let player = player.map(|address| at_s.map_or_else(|| address.clone(), |second| format!("{address}#t={second}s")));
    let number = format!("Lesson {number} of {total}");
    let player = player.zip(watch).map(|(address, watch)| view! { <Player address title=title.clone() watch next=next.clone() /> });
    let switch = watch.map(|_| view! { <GoOnSwitch course /> });
    view! {
        <PageTitle text=title.clone() />
        <div class="shell grid gap-12 py-8 lg:grid-cols-[1fr_19rem] lg:py-10">
            <article class="min-w-0">
                <p class="flex flex-wrap items-center gap-x-2 text-sm text-muted">
                    <span>{module_title}</span><span aria-hidden="true">"·"</span><span>{number}</span><span aria-hidden="true">"·"</span><span>{text::length(duration_s)}</span>
                </p>
                <h1 class="mt-2">{title}</h1>
                <p class="mt-2 mb-7 max-w-[42rem] text-lg text-muted">{summary}</p>
                {player}
                <div class="mt-5 flex flex-wrap items-center gap-3">
                    <CompleteToggle ticks />
                    <BookmarkToggle lesson=id bookmarked course />
                    {switch}
                    <HelpDialog help />
                </div>
                <CompleteRule has_video=watch.is_some() />
                <RichText html />
                <LessonFiles lesson=slug.clone() files />
                <MyNotes lesson=id slug=slug.clone() student watch />
                <QuestionsSection lesson=place watch />
                <Ways previous next />
            </article>
            <aside class="max-lg:hidden" aria-label="All lessons">
                <div class="sticky top-24"><Contents course slug /></div>
            </aside>
        </div>
    }
}

/// The second of the video that the page's address asks for. A player without our script reads it from its own address.
fn wanted_second() -> Option<u32> {
    use_query_map().with_untracked(|query| query.get("at")).and_then(|second| second.parse().ok())
}

#[component]
fn Ways(previous: Option<LessonLink>, next: Option<LessonLink>) -> impl IntoView {
    let back = previous.map(|to| {
        view! {
            <a class="card grid gap-1 no-underline" href=paths::lesson(&to.slug).to_string()>
                <span class="flex items-center gap-2 text-sm text-muted"><Icon glyph=Glyph::ArrowLeft />"Previous"</span>
                <span class="font-semibold">{to.title}</span>
            </a>
        }
    });
    let on = match next {
        Some(to) => view! {
            <a class="card grid justify-items-end gap-1 text-right no-underline sm:col-start-2" href=paths::lesson(&to.slug).to_string()>
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

#[component]
fn Contents(course: Course, slug: String) -> impl IntoView {
    let module = move |outline: OutlineView, slug: String| {
        let part = move |module: crate::api::dto::ModuleView| {
            view! {
                <p class="mt-5 mb-1 text-sm font-semibold text-muted">{module.title}</p>
                <LessonList lessons=module.lessons current=slug.clone() />
            }
        };
        outline.modules.into_iter().map(part).collect_view()
    };
    view! {
        <Transition fallback=|| view! { <div class="skeleton h-96"></div> }>
            {move || {
                let slug = slug.clone();
                Suspend::new(async move { course.outline.await.ok().map(|outline| module(outline, slug)) })
            }}
        </Transition>
    }
}
