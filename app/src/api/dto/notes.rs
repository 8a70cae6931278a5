use super::LessonLink;
use chrono::{DateTime, Utc};
use domain::ids::{LessonId, NoteId};
use serde::{Deserialize, Serialize};

/// A private note. Its text is plain: never markup.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NoteView {
    /// Its id.
    pub id: NoteId,
    /// The second of the video that it is about.
    pub at_s: Option<u32>,
    /// The text.
    pub text: String,
    /// When it was written.
    pub created_at: DateTime<Utc>,
}

/// The notes of one lesson.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonNotes {
    /// The first of them, in the order of the video.
    pub notes: Vec<NoteView>,
    /// Whether there are others.
    pub more: bool,
}

/// A lesson with notes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotedLesson {
    /// The lesson.
    pub id: LessonId,
    /// Where it is.
    pub link: LessonLink,
    /// Its notes, in the order of its video.
    pub notes: Vec<NoteView>,
}

/// Notes and bookmarks, by lesson.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotesView {
    /// The lessons that are bookmarked; only on the first page of all notes.
    pub bookmarks: Vec<LessonLink>,
    /// Lessons with notes, in the order of the course.
    pub lessons: Vec<NotedLesson>,
    /// Which page it is, counting from 1.
    pub page: u32,
    /// Whether another follows.
    pub more: bool,
    /// Whether there is anything to keep or to search.
    pub any: bool,
}
