use super::StudentActor;
use crate::api::Result;
use crate::api::dto::{LessonNotes, NoteView, NotesView};
use async_trait::async_trait;
use domain::ids::{LessonId, NoteId};
use futures::stream::BoxStream;

/// A note that a student writes, as typed.
#[derive(Clone, Debug)]
pub struct NewNote {
    /// The id that its page gave it, so that saving it again is saving it once; else the server gives one.
    pub id: Option<NoteId>,
    /// The lesson.
    pub lesson: LessonId,
    /// The text.
    pub text: String,
    /// The second of the video.
    pub at_s: Option<u32>,
}

/// Which notes are asked for.
#[derive(Clone, Debug, Default)]
pub struct NotesQuery {
    /// Those of a lesson, by its slug; of all where it is empty.
    pub lesson: String,
    /// Those that have all of these words, as typed; all where it is empty.
    pub search: String,
    /// Which page, counting from 1.
    pub page: u32,
}

/// A text to keep, in parts, so that a long one is never held whole.
pub struct TextFile {
    /// Its name: ASCII letters, digits, dashes and a dot.
    pub name: &'static str,
    /// Its content.
    pub parts: BoxStream<'static, Result<String>>,
}

/// What students keep for themselves. To everybody else it does not exist, and it stays theirs when their access ends.
#[async_trait]
pub trait Notes: Send + Sync {
    /// The notes of a lesson, in the order of its video.
    async fn of_lesson(&self, student: &StudentActor, lesson: LessonId) -> Result<LessonNotes>;
    /// Writes a note to a lesson that is open.
    async fn add(&self, student: &StudentActor, note: NewNote) -> Result<NoteView>;
    /// Gives a note another text.
    async fn change(&self, student: &StudentActor, note: NoteId, text: &str) -> Result<NoteView>;
    /// Deletes a note. Again is the same.
    async fn delete(&self, student: &StudentActor, note: NoteId) -> Result<()>;
    /// Notes and bookmarks, by lesson.
    async fn list(&self, student: &StudentActor, query: NotesQuery) -> Result<NotesView>;
    /// Sets a bookmark at a lesson, or takes it away. Again is the same.
    async fn set_bookmark(&self, student: &StudentActor, lesson: LessonId, set: bool) -> Result<()>;
    /// All notes and bookmarks as Markdown.
    async fn export(&self, student: &StudentActor) -> Result<TextFile>;
}
