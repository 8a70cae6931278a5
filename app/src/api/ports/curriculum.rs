use super::AdminActor;
use crate::api::Result;
use crate::api::dto::{LessonDesk, LessonWords, ModuleRows, RevisionView, Saved, WordHistory};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::ids::{LessonId, ModuleId, RevisionId};

/// What becomes of a lesson before students.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Publish {
    /// They see it from now on.
    Now,
    /// They see it from a later moment on.
    At(DateTime<Utc>),
    /// They do not see it any more. What they did with it is kept.
    Withdraw,
    /// The same, and it is put away.
    Archive,
}

/// Words on their way in.
#[derive(Clone, Debug)]
pub struct SaveWords {
    /// The lesson.
    pub lesson: LessonId,
    /// The number of the words that they began from.
    pub version: u32,
    /// The words, as typed.
    pub words: LessonWords,
    /// Whether students are to see them. Of a lesson that they cannot see by itself nothing waits: its words are taken over at once.
    pub show: bool,
}

/// Settings on their way in, as typed.
#[derive(Clone, Debug, Default)]
pub struct SaveSettings {
    /// The number of the settings that they began from.
    pub version: u32,
    /// The last part of the address.
    pub slug: String,
    /// The video.
    pub video: String,
    /// The length in minutes.
    pub minutes: String,
    /// How the sales page shows it.
    pub visibility: String,
    /// Days after the access began.
    pub opens_after_days: String,
    /// A moment in UTC, as forms hold it.
    pub opens_at: String,
    /// The id of the lesson that comes before.
    pub after: String,
}

/// The course as its creator works on it: drafts too. Every change is in the log.
#[async_trait]
pub trait Curriculum: Send + Sync {
    /// All lessons in order, by module.
    async fn lessons(&self, admin: &AdminActor) -> Result<Vec<ModuleRows>>;
    /// A lesson, by its slug.
    async fn lesson(&self, admin: &AdminActor, slug: &str) -> Result<LessonDesk>;
    /// Adds a module at the end.
    async fn add_module(&self, admin: &AdminActor, title: &str) -> Result<()>;
    /// Gives a module another title and sentence.
    async fn rename_module(&self, admin: &AdminActor, module: ModuleId, title: &str, summary: &str) -> Result<()>;
    /// Gives a module another place, from 0.
    async fn place_module(&self, admin: &AdminActor, module: ModuleId, at: u32) -> Result<()>;
    /// Removes a module without lessons.
    async fn remove_module(&self, admin: &AdminActor, module: ModuleId) -> Result<()>;
    /// Adds a lesson at the end of a module, as a draft. Gives its slug.
    async fn add_lesson(&self, admin: &AdminActor, module: ModuleId, title: &str) -> Result<String>;
    /// Gives a lesson another place: in this module, from 0.
    async fn place_lesson(&self, admin: &AdminActor, lesson: LessonId, module: ModuleId, at: u32) -> Result<()>;
    /// Deletes a lesson that nobody has done anything with.
    async fn remove_lesson(&self, admin: &AdminActor, lesson: LessonId) -> Result<()>;
    /// Shows a lesson to students or takes it away from them. Gives its slug.
    async fn publish(&self, admin: &AdminActor, lesson: LessonId, publish: Publish) -> Result<String>;
    /// Saves words. If somebody else has saved meanwhile, they are kept beside the latest.
    async fn save_words(&self, admin: &AdminActor, typed: SaveWords) -> Result<Saved>;
    /// A text as students would see it.
    async fn preview(&self, admin: &AdminActor, source: &str) -> Result<String>;
    /// Saves settings. Gives the lesson's slug.
    async fn save_settings(&self, admin: &AdminActor, lesson: LessonId, typed: SaveSettings) -> Result<String>;
    /// What the words of a lesson were.
    async fn history(&self, admin: &AdminActor, slug: &str) -> Result<WordHistory>;
    /// One state of them beside the latest.
    async fn revision(&self, admin: &AdminActor, slug: &str, revision: RevisionId) -> Result<RevisionView>;
    /// Makes a kept state the latest words, unless somebody has saved since `version`.
    async fn restore(&self, admin: &AdminActor, revision: RevisionId, version: u32) -> Result<Saved>;
}
