use super::AdminFile;
use serde::{Deserialize, Serialize};

/// A module with its lessons, in the creator's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModuleRows {
    /// The title.
    pub title: String,
    /// The lessons in order.
    pub lessons: Vec<LessonRow>,
}

/// A lesson in the creator's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonRow {
    /// Its address below `/admin/lessons`.
    pub slug: String,
    /// The title.
    pub title: String,
    /// Whether students see it.
    pub published: bool,
    /// How many files it has.
    pub files: u32,
}

/// A lesson as its creator works on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonDesk {
    /// Its address below `/admin/lessons`, and below `/learn`.
    pub slug: String,
    /// The title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// The title of its module.
    pub module_title: String,
    /// Whether students see it.
    pub published: bool,
    /// Its files in order.
    pub files: Vec<AdminFile>,
    /// The largest file that may be uploaded, in bytes.
    pub upload_limit: u64,
}
