use super::super::questions::Where;
use super::NoteItem;
use crate::api::dto::{LessonLink, NotedLesson, NotesView};
use crate::api::notes;
use crate::components::{Glyph, Icon, PageTitle, live, loaded};
use crate::{paths, request};
use leptos::prelude::*;

/// All of a student's own notes and bookmarks: those of a lesson, with some words, on one of their pages.
#[component]
pub fn NotesPage() -> impl IntoView {
    let get = |name: &str| request::query_value(name).unwrap_or_default();
    let (lesson, q, page) = (get("lesson"), get("q"), get("page").parse().unwrap_or(1).max(1));
    let list = Suspend::new(async move {
        let found = notes::list(lesson.clone(), q.clone(), page).await;
        live(loaded(found, |notes| view! { <Listed notes lesson q /> }))
    });
    view! { <PageTitle text="My notes" />{list} }
}

#[component]
fn Listed(notes: NotesView, lesson: String, q: String) -> impl IntoView {
    let NotesView { bookmarks, lessons, page, more, any } = notes;
    let said = match (lessons.is_empty(), q.trim().is_empty(), any) {
        (_, _, false) => Some("Nothing here yet. Below each lesson you can write a note, and bookmark the lesson."),
        (true, false, _) => Some("No note has every one of these words. Fewer find more, and the last one may be half a word."),
        (true, true, _) => Some("There are no notes here yet."),
        _ => None,
    };
    let whole = (!lesson.is_empty())
        .then(|| view! { <a class="quiet-link" href=paths::notes().to_string()><Icon glyph=Glyph::ArrowLeft />"All notes"</a> });
    let file = any.then(|| {
        view! { <a class="btn btn-plain" href=paths::notes_file().to_string() download rel="external"><Icon glyph=Glyph::Download />"Download as Markdown"</a> }
    });
    view! {
        <div class="shell shell-text py-8 lg:py-10">
            {whole}
            <div class="flex flex-wrap items-end justify-between gap-3">
                <h1>"My notes"</h1>
                {file}
            </div>
            <p class="mt-2 text-muted">"Only you can see them."</p>
            <SearchNotes lesson=lesson.clone() q=q.clone() />
            <Bookmarks lessons=bookmarks />
            {said.map(|said| view! { <p class="mt-8 text-muted" role="status">{said}</p> })}
            {lessons.into_iter().map(|lesson| view! { <NotesOfLesson lesson /> }).collect_view()}
            <Pager page more address=move |page| paths::notes_page(&lesson, &q, page).to_string() />
        </div>
    }
}

#[component]
fn SearchNotes(lesson: String, q: String) -> impl IntoView {
    let within = (!lesson.is_empty()).then(|| view! { <input type="hidden" name="lesson" value=lesson /> });
    view! {
        <search class="mt-6 block">
            <form method="get" action=paths::notes().to_string()>
                {within}
                <div class="flex items-end gap-3">
                    <div class="field grow">
                        <label class="field-label" for="notes-q">"Find a note"</label>
                        <input class="input" id="notes-q" type="search" name="q" autocomplete="off" maxlength="200" value=q />
                    </div>
                    <button type="submit" class="btn btn-plain"><Icon glyph=Glyph::Search /><span class="max-sm:sr-only">"Search"</span></button>
                </div>
            </form>
        </search>
    }
}

#[component]
fn Bookmarks(lessons: Vec<LessonLink>) -> impl IntoView {
    let row = |lesson: LessonLink| {
        view! {
            <li>
                <a class="lesson-row" href=paths::lesson(&lesson.slug).to_string()>
                    <span class="text-accent"><Icon glyph=Glyph::Bookmark /></span>
                    <span class="min-w-0 flex-1">{lesson.title}</span>
                </a>
            </li>
        }
    };
    (!lessons.is_empty()).then(|| {
        view! {
            <section class="card mt-8" aria-labelledby="bookmarks">
                <h2 id="bookmarks" class="text-xl">"Bookmarked lessons"</h2>
                <ul class="mt-2">{lessons.into_iter().map(row).collect_view()}</ul>
            </section>
        }
    })
}

#[component]
fn NotesOfLesson(lesson: NotedLesson) -> impl IntoView {
    let NotedLesson { id, link, notes } = lesson;
    let heading = format!("notes-of-{id}");
    let item = |note| view! { <NoteItem note slug=link.slug.clone() on=Where::Elsewhere /> };
    let notes = notes.into_iter().map(item).collect_view();
    view! {
        <section class="mt-10" aria-labelledby=heading.clone()>
            <h2 id=heading.clone() class="text-xl"><a class="no-underline hover:underline" href=paths::lesson_notes(&link.slug).to_string()>{link.title}</a></h2>
            <ul class="notes mt-4">{notes}</ul>
        </section>
    }
}

#[component]
fn Pager<A>(page: u32, more: bool, address: A) -> impl IntoView
where
    A: Fn(u32) -> String,
{
    let back = (page > 1)
        .then(|| view! { <a class="btn btn-plain btn-sm" href=address(page - 1) rel="prev"><Icon glyph=Glyph::ArrowLeft />"Previous"</a> });
    let on = more
        .then(|| view! { <a class="btn btn-plain btn-sm" href=address(page + 1) rel="next">"Next"<Icon glyph=Glyph::ArrowRight /></a> });
    (page > 1 || more).then(|| {
        view! {
            <nav class="mt-10 flex flex-wrap items-center justify-between gap-3" aria-label="Pages">
                <span class="min-w-28">{back}</span>
                <span class="text-sm text-muted">"Page "{page}</span>
                <span class="min-w-28 text-right">{on}</span>
            </nav>
        }
    })
}
