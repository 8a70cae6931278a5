use super::course::Course;
use super::lesson_list::LessonList;
use crate::api::dto::{LessonLink, ModuleView, OutlineView};
use crate::components::{Glyph, Icon, PageSkeleton, PageTitle, ProgressBar, loaded, text};
use crate::paths;
use domain::progress::Progress;
use leptos::prelude::*;

/// Where the student is, and where to go on.
#[component]
pub fn Dashboard(
    /// The course.
    course: Course,
) -> impl IntoView {
    view! {
        <Transition fallback=PageSkeleton>
            {move || Suspend::new(async move { loaded(course.outline.await, |outline| view! { <Overview outline /> }) })}
        </Transition>
    }
}

#[component]
fn Overview(outline: OutlineView) -> impl IntoView {
    let OutlineView { course_title, student_name, progress, next, modules } = outline;
    let greeting = match student_name.split_whitespace().next() {
        Some(name) => format!("Welcome, {name}"),
        None => "Welcome".to_owned(),
    };
    let empty = modules.is_empty().then(
        || view! { <p class="card mt-8 text-muted">"The first lessons are being prepared. We will write to you when they are here."</p> },
    );
    view! {
        <PageTitle text=course_title />
        <div class="shell py-10 md:py-14">
            <h1>{greeting}</h1>
            <Continue progress next />
            {empty}
            <div class="mt-12 grid gap-6">{modules.into_iter().enumerate().map(|(index, module)| view! { <ModuleCard number=index + 1 module /> }).collect_view()}</div>
        </div>
    }
}

#[component]
fn Continue(progress: Progress, next: Option<LessonLink>) -> impl IntoView {
    let counted = format!("{} of {} completed", progress.done, text::count(progress.total as usize, "lesson", "lessons"));
    let (eyebrow, action) = if progress.is_complete() {
        ("You have completed the course", "Visit it again")
    } else if progress.done == 0 {
        ("Your first lesson", "Start")
    } else {
        ("Continue where you left off", "Continue")
    };
    next.map(|lesson| {
        let title = if progress.is_complete() { "Well done. Everything stays open for you.".to_owned() } else { lesson.title };
        view! {
            <section class="card card-lift mt-6 grid gap-6 md:grid-cols-[1fr_auto] md:items-center md:p-9" aria-label="Continue">
                <div class="grid gap-2">
                    <p class="eyebrow">{eyebrow}</p>
                    <h2>{title}</h2>
                    <div class="mt-2 grid max-w-96 gap-2">
                        <ProgressBar progress label="Progress through the course" />
                        <p class="text-sm text-muted">{counted}</p>
                    </div>
                </div>
                <a class="btn btn-primary btn-lg" href=paths::lesson(&lesson.slug).to_string()>{action}<Icon glyph=Glyph::ArrowRight /></a>
            </section>
        }
    })
}

#[component]
fn ModuleCard(number: usize, module: ModuleView) -> impl IntoView {
    let ModuleView { title, summary, progress, lessons } = module;
    let bar = format!("Progress through {title}");
    let badge = if progress.is_complete() { "badge badge-positive" } else { "badge" };
    view! {
        <section class="card">
            <div class="flex items-start justify-between gap-4">
                <div class="flex gap-3">
                    <span class="numeral" aria-hidden="true">{number}</span>
                    <div>
                        <h2 class="text-xl">{title}</h2>
                        <p class="mt-1 text-sm text-muted">{summary}</p>
                    </div>
                </div>
                <span class=badge><span class="sr-only">"Completed: "</span>{progress.done}" / "{progress.total}</span>
            </div>
            <div class="mt-4 mb-3"><ProgressBar progress label=bar /></div>
            <LessonList lessons />
        </section>
    }
}
