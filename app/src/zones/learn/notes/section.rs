use super::super::player::Watch;
use super::add_form::AddNote;
use super::board::Board;
use super::item::NoteItem;
use crate::api::notes;
use crate::components::{Glyph, Icon};
use crate::paths;
use domain::ids::{LessonId, UserId};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How it stands with a lesson's notes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Coming {
    OnTheWay,
    Here { more: bool },
    Missing,
}

/// The student's own notes below a lesson: the form is there at once, the notes come once the page is alive. Without scripts they are
/// on a page of their own.
#[component]
pub fn MyNotes(
    /// The lesson.
    lesson: LessonId,
    /// Its slug.
    slug: String,
    /// Who reads.
    student: UserId,
    /// Its video.
    watch: Option<Watch>,
) -> impl IntoView {
    let board = Board::new(lesson, Vec::new());
    let coming = RwSignal::new(Coming::OnTheWay);
    Effect::new(move |_| {
        spawn_local(async move {
            match notes::of_lesson(lesson.to_string()).await {
                Ok(found) => {
                    board.fill(found.notes);
                    coming.try_set(Coming::Here { more: found.more });
                }
                Err(_) => drop(coming.try_set(Coming::Missing)),
            }
        });
    });
    let all = StoredValue::new(paths::notes_of(&slug).to_string());
    let of_item = StoredValue::new(slug.clone());
    let state = move || match coming.get() {
        Coming::OnTheWay => view! { <div class="skeleton with-script h-16" aria-busy="true"></div> }.into_any(),
        Coming::Missing => {
            view! { <p class="text-muted">"Your notes could not be loaded just now. They are safe, and on their own page."</p> }.into_any()
        }
        Coming::Here { more: true } => view! { <p><a class="link" href=all.get_value()>"More notes of this lesson"</a></p> }.into_any(),
        Coming::Here { more: false } => ().into_any(),
    };
    view! {
        <section class="mt-14 grid gap-5" aria-labelledby="notes">
            <div class="flex flex-wrap items-baseline justify-between gap-3">
                <h2 id="notes">"My notes"</h2>
                <a class="quiet-link" href=paths::notes_of(&slug).to_string()>"Notes of this lesson"<Icon glyph=Glyph::ArrowRight /></a>
            </div>
            <AddNote board slug student watch />
            <ul class="notes" aria-label="My notes of this lesson">
                <For each=move || board.entries() key=Clone::clone let:entry>
                    <NoteItem board note=entry.0 refusal=entry.1 slug=of_item.get_value() watch />
                </For>
            </ul>
            {state}
        </section>
    }
}
