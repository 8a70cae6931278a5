//! What students keep for themselves: notes and bookmarks.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use super::dto::{LessonNotes, NoteView, NotesView};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::{
    ApiError,
    context::{lead_on, require_student, services},
    ports::{NewNote, NotesQuery},
};

/// The student's own notes of a lesson.
#[server(endpoint = "notes/of_lesson", input = GetUrl)]
pub async fn of_lesson(lesson: String) -> Result<LessonNotes> {
    let student = require_student()?;
    let lesson = lesson.parse().map_err(|_| ApiError::BadRequest)?;
    services().notes.of_lesson(&student, lesson).await
}

/// Writes a note: plain text, and the second of the video where it is about one. `id` is the page's own name for it; saving it again
/// is saving it once. A plain form leads back to `back`, the slug of the lesson whose notes are shown.
#[server(endpoint = "notes/add")]
pub async fn add(
    lesson: String,
    text: String,
    #[server(default)] at: String,
    id: Option<String>,
    #[server(default)] back: String,
) -> Result<NoteView> {
    let student = require_student()?;
    let id = id.map(|id| id.parse()).transpose().map_err(|_| ApiError::BadRequest)?;
    let lesson = lesson.parse().map_err(|_| ApiError::BadRequest)?;
    let note = services().notes.add(&student, NewNote { id, lesson, text, at_s: domain::note::second(&at) }).await?;
    lead_on(&crate::paths::notes_of(&back));
    Ok(note)
}

/// Gives a note another text.
#[server(endpoint = "notes/change")]
pub async fn change(note: String, text: String, #[server(default)] back: String) -> Result<NoteView> {
    let student = require_student()?;
    let note = note.parse().map_err(|_| ApiError::BadRequest)?;
    let changed = services().notes.change(&student, note, &text).await?;
    lead_on(&crate::paths::notes_of(&back));
    Ok(changed)
}

/// Deletes a note. Again is the same.
#[server(endpoint = "notes/delete")]
pub async fn delete(note: String, #[server(default)] back: String) -> Result<()> {
    let student = require_student()?;
    let note = note.parse().map_err(|_| ApiError::BadRequest)?;
    services().notes.delete(&student, note).await?;
    lead_on(&crate::paths::notes_of(&back));
    Ok(())
}

/// The student's own notes and bookmarks: of a lesson by its slug, or all; those that have every word of `q`, or all. `page` counts from 1.
#[server(endpoint = "notes/list", input = GetUrl)]
pub async fn list(#[server(default)] lesson: String, #[server(default)] q: String, #[server(default)] page: u32) -> Result<NotesView> {
    let student = require_student()?;
    services().notes.list(&student, NotesQuery { lesson, search: q, page: page.max(1) }).await
}

/// Bookmarks a lesson (`set` is 1), or takes the bookmark away. Again is the same.
#[server(endpoint = "notes/bookmark")]
pub async fn bookmark(lesson: String, set: u8) -> Result<bool> {
    let student = require_student()?;
    let lesson = lesson.parse().map_err(|_| ApiError::BadRequest)?;
    services().notes.set_bookmark(&student, lesson, set == 1).await?;
    Ok(set == 1)
}
