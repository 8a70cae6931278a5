use super::super::questions::Where;
use super::NoteItem;
use super::add_form::AddNote;
use crate::api::dto::LessonNotes;
use crate::components::{Glyph, Icon, live};
use crate::paths;
use domain::ids::{LessonId, UserId};
use leptos::prelude::*;

/// The student's own notes below a lesson: the form is there at once, and scripts bring the notes. Without them they are on a page of
/// their own.
#[component]
pub fn MyNotes(
    /// The lesson.
    lesson: LessonId,
    /// Its slug.
    slug: String,
    /// Who reads.
    student: UserId,
    /// Whether there is a video.
    has_video: bool,
) -> impl IntoView {
    view! {
        <section class="mt-14 grid gap-5" aria-labelledby="notes">
            <div class="flex flex-wrap items-baseline justify-between gap-3">
                <h2 id="notes">"My notes"</h2>
                <a class="quiet-link" href=paths::notes_of(&slug).to_string()>"Notes of this lesson"<Icon glyph=Glyph::ArrowRight /></a>
            </div>
            {live(view! { <AddNote lesson slug student has_video /> })}
            <div class="with-script grid gap-5" data-inlet="notes"><div class="skeleton h-16" aria-busy="true"></div></div>
            <p class="text-muted" data-missing="" hidden>"Your notes could not be loaded just now. They are safe, and on their own page."</p>
        </section>
    }
}

/// The notes of a lesson, as they stand below it.
pub fn notes_beside(found: LessonNotes, slug: &str) -> impl IntoView + use<> {
    let more = found.more.then(|| view! { <p><a class="link" href=paths::notes_of(slug).to_string()>"More notes of this lesson"</a></p> });
    let item = |note| view! { <NoteItem note slug=slug.to_owned() on=Where::Lesson /> };
    let notes = found.notes.into_iter().map(item).collect_view();
    view! {
        <ul class="notes" aria-label="My notes of this lesson">{notes}</ul>
        {more}
    }
}
