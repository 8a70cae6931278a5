use chrono::{DateTime, Utc};
use domain::ids::{LessonId, UserId};
use domain::lesson_access::Closed;
use domain::progress::Progress;
use serde::{Deserialize, Serialize};

/// The dashboard: the course with one student's progress.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineView {
    /// The course's title; empty while it has no lessons.
    pub course_title: String,
    /// Who looks: what waits in the browser to be saved is kept apart by this.
    pub student: UserId,
    /// The student's name, or empty.
    pub student_name: String,
    /// Over the whole course.
    pub progress: Progress,
    /// The lesson to continue with; `None` when there are no lessons, and while all that is left is shut.
    pub next: Option<LessonLink>,
    /// Lessons that were published since the student began, or since the student had completed the course, and not looked at yet.
    pub fresh: Vec<LessonLink>,
    /// The lessons that open by themselves next, soonest first.
    pub upcoming: Vec<Upcoming>,
    /// The modules in order.
    pub modules: Vec<ModuleView>,
}

impl OutlineView {
    /// The lesson to continue with, as it stands in its module.
    pub fn next_lesson(&self) -> Option<&LessonItem> {
        let next = self.next.as_ref()?;
        self.modules.iter().flat_map(|module| &module.lessons).find(|lesson| lesson.slug == next.slug)
    }
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
    /// Its id.
    pub id: LessonId,
    /// Its address below `/learn`.
    pub slug: String,
    /// The title.
    pub title: String,
    /// Its length in seconds.
    pub duration_s: u32,
    /// Whether this student completed it.
    pub completed: bool,
    /// Whether it came after this student began, and was not looked at yet.
    pub fresh: bool,
    /// What opens it, while it is shut.
    pub closed: Option<Closed>,
    /// Where to resume its video, in seconds; 0 is the start.
    pub resume_s: u32,
    /// Whether this student bookmarked it.
    pub bookmarked: bool,
}

/// Where another lesson is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonLink {
    /// Its address below `/learn`.
    pub slug: String,
    /// The title.
    pub title: String,
    /// What opens it, while it is shut.
    pub closed: Option<Closed>,
}

/// A lesson that opens by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upcoming {
    /// The title.
    pub title: String,
    /// When.
    pub at: DateTime<Utc>,
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
    /// The address of its video's player, if it has one.
    pub player: Option<String>,
    /// Where to resume the video, in seconds; 0 is the start.
    pub resume_s: u32,
    /// Who looks.
    pub student: UserId,
    /// Its length in seconds.
    pub duration_s: u32,
    /// The text, sanitised HTML.
    pub html: String,
    /// Its files in order.
    pub files: Vec<super::FileItem>,
    /// Whether this student completed it.
    pub completed: bool,
    /// Whether this student bookmarked it.
    pub bookmarked: bool,
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

/// What a report of a video's player left behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedPlace {
    /// Where the video resumes now, in seconds; 0 is the start.
    pub resume_s: u32,
    /// The tick, if this report has earned it.
    pub completion: Option<Completion>,
}
