use chrono::{DateTime, Utc};
use domain::{ids::LessonId, progress::Progress};
use serde::{Deserialize, Serialize};

/// The dashboard: the course with one student's progress.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineView {
    /// The course's title.
    pub course_title: String,
    /// The student's name, or empty.
    pub student_name: String,
    /// Over the whole course.
    pub progress: Progress,
    /// The lesson to continue with; `None` when there are no lessons.
    pub next: Option<LessonLink>,
    /// The modules in order.
    pub modules: Vec<ModuleView>,
}

/// A module with one student's progress.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModuleView {
    /// The title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Over this module.
    pub progress: Progress,
    /// The lessons in order.
    pub lessons: Vec<LessonItem>,
}

/// A lesson in the outline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonItem {
    /// Its address below `/learn`.
    pub slug: String,
    /// The title.
    pub title: String,
    /// Its length in seconds.
    pub duration_s: u32,
    /// Whether this student completed it.
    pub completed: bool,
}

/// Where another lesson is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonLink {
    /// Its address below `/learn`.
    pub slug: String,
    /// The title.
    pub title: String,
}

/// A lesson as a student sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonView {
    /// Its id.
    pub id: LessonId,
    /// Its address below `/learn`.
    pub slug: String,
    /// The title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// The title of its module.
    pub module_title: String,
    /// Its place in the course, from 1.
    pub number: u32,
    /// How many lessons the course has.
    pub total: u32,
    /// The Vimeo id of its video, if it has one.
    pub vimeo_id: Option<String>,
    /// Its length in seconds.
    pub duration_s: u32,
    /// The text, sanitised HTML.
    pub html: String,
    /// When this student completed it.
    pub completed_at: Option<DateTime<Utc>>,
    /// Over the whole course.
    pub progress: Progress,
    /// The lesson before.
    pub previous: Option<LessonLink>,
    /// The lesson after.
    pub next: Option<LessonLink>,
}

/// What a tick changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    /// When the lesson was completed; `None` after an undo.
    pub completed_at: Option<DateTime<Utc>>,
    /// Over the whole course.
    pub progress: Progress,
}
