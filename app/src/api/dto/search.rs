use domain::search::Part;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a search found, the best first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchView {
    /// Whether there was anything to look for.
    pub looked: bool,
    /// Lessons.
    pub lessons: Vec<SearchHit>,
    /// Questions about lessons.
    pub questions: Vec<SearchHit>,
    /// Notes of one's own.
    pub notes: Vec<SearchHit>,
}

impl SearchView {
    /// How much was found.
    pub fn count(&self) -> usize {
        self.lessons.len() + self.questions.len() + self.notes.len()
    }
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchHit {
    /// The lesson, question or note.
    pub of: Uuid,
    /// The address below `/learn` of the lesson it belongs to.
    pub lesson_slug: String,
    /// The title of that lesson.
    pub lesson_title: String,
    /// Its title; empty where it has none.
    pub title: Vec<Part>,
    /// A part of its text; empty where it may not be read yet.
    pub excerpt: Vec<Part>,
    /// Whether the lesson is shut for now.
    pub shut: bool,
}
