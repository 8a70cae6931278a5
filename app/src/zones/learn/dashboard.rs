use super::lesson_list::LessonList;
use super::own_things::OwnThings;
use super::search_form::SearchForm;
use super::way_on::WayOn;
use super::whats_new::{Fresh, UpcomingLessons};
use super::{Course, UNTITLED};
use crate::api::dto::{ModuleView, OutlineView};
use crate::components::{PageTitle, ProgressBar, live, loaded};
use leptos::prelude::*;

/// Where the student is, and where to go on.
#[component]
pub fn Dashboard(
    /// The course.
    course: Course,
) -> impl IntoView {
    live(loaded(course, |outline| overview(&outline)))
}

fn overview(outline: &OutlineView) -> impl IntoView + use<> {
    let greeting = match outline.student_name.split_whitespace().next() {
        Some(name) => format!("Welcome, {name}"),
        None => "Welcome".to_owned(),
    };
    let next = outline.next_lesson().cloned();
    let OutlineView { course_title, progress, fresh, upcoming, modules, .. } = outline;
    let progress = *progress;
    let empty = modules.is_empty().then(
        || view! { <p class="card mt-8 text-muted">"The first lessons are being prepared. We will write to you when they are here."</p> },
    );
    let own = (!modules.is_empty()).then(|| view! { <OwnThings progress /> });
    let news = (!fresh.is_empty() || !upcoming.is_empty()).then(|| {
        view! { <div class="mt-6 grid gap-6 md:grid-cols-2"><Fresh lessons=fresh.clone() /><UpcomingLessons lessons=upcoming.clone() /></div> }
    });
    let cards = modules.iter().enumerate().map(|(index, module)| module_card(index + 1, module)).collect_view();
    view! {
        <PageTitle text=if course_title.is_empty() { UNTITLED } else { course_title } />
        <div class="shell py-10 md:py-14">
            <h1>{greeting}</h1>
            <div class="mt-5 md:hidden"><SearchForm place="dashboard" /></div>
            <WayOn progress next soonest=upcoming.first().cloned() />
            {own}
            {news}
            {empty}
            <div class="mt-12 grid gap-6">{cards}</div>
        </div>
    }
}

fn module_card(number: usize, module: &ModuleView) -> impl IntoView + use<> {
    let ModuleView { title, summary, progress, lessons } = module;
    let progress = *progress;
    let badge = if progress.is_complete() { "badge badge-positive" } else { "badge" };
    view! {
        <section class="card">
            <div class="flex items-start justify-between gap-4">
                <div class="flex gap-3">
                    <span class="numeral" aria-hidden="true">{number}</span>
                    <div>
                        <h2 class="text-xl">{title.clone()}</h2>
                        <p class="mt-1 text-sm text-muted">{summary.clone()}</p>
                    </div>
                </div>
                <span class=badge><span class="sr-only">"Completed: "</span>{progress.done}" / "{progress.total}</span>
            </div>
            <div class="mt-4 mb-3"><ProgressBar progress label=format!("Progress through {title}") /></div>
            <LessonList lessons=lessons.clone() />
        </section>
    }
}
