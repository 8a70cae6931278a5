use super::AdminFile;
use chrono::{DateTime, Utc};
use domain::ids::{ImageId, LessonId, ModuleId, RevisionId};
use domain::publication::{Publication, Visibility};
use serde::{Deserialize, Serialize};

/// A module with its lessons, in the creator's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModuleRows {
    /// Its id.
    pub id: ModuleId,
    /// The title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// The lessons in order.
    pub lessons: Vec<LessonRow>,
}

/// A lesson in the creator's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonRow {
    /// Its id.
    pub id: LessonId,
    /// Its address below `/admin/lessons`.
    pub slug: String,
    /// The title.
    pub title: String,
    /// Whether students see it.
    pub publication: Publication,
    /// Whether its text was changed and students do not see that yet.
    pub unshown: bool,
    /// How many files it has.
    pub files: u32,
}

/// The words of a lesson.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonWords {
    /// The title.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// The text in Markdown.
    pub source: String,
}

/// A lesson as its creator works on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonDesk {
    /// Its id.
    pub id: LessonId,
    /// Its address below `/admin/lessons`, and below `/learn`.
    pub slug: String,
    /// The title that students see.
    pub title: String,
    /// The title of its module.
    pub module_title: String,
    /// Whether students see it.
    pub publication: Publication,
    /// Its latest words.
    pub words: LessonWords,
    /// Its latest text as students would see it.
    pub html: String,
    /// The number of these words: it rises with each save.
    pub version: u32,
    /// Who saved them, and when. Absent while nobody has.
    pub edited: Option<Edited>,
    /// Whether students do not see the latest words yet.
    pub unshown: bool,
    /// Everything else that is set for it.
    pub settings: LessonSettings,
    /// The lessons before it, for a rule that waits for one of them.
    pub earlier: Vec<LessonChoice>,
    /// Whom a change reaches.
    pub reach: Reach,
    /// Whether it can be deleted: nobody has done anything with it.
    pub removable: bool,
    /// The pictures that were uploaded for its text, latest first.
    pub pictures: Vec<Picture>,
    /// Its files in order.
    pub files: Vec<AdminFile>,
    /// The largest file that may be uploaded, in bytes.
    pub upload_limit: u64,
}

/// Who wrote something, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edited {
    /// The name, or the address of who has none.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What is set for a lesson beside its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonSettings {
    /// The number of these settings: it rises with each change.
    pub version: u32,
    /// The last part of its address.
    pub slug: String,
    /// Its video at Vimeo, as it was written down; empty for none.
    pub video: String,
    /// Its length in minutes.
    pub minutes: u32,
    /// How the sales page shows it.
    pub visibility: Visibility,
    /// It opens so many days after the access began.
    pub opens_after_days: Option<u32>,
    /// It opens at this moment.
    pub opens_at: Option<DateTime<Utc>>,
    /// It opens when this lesson is complete.
    pub after: Option<LessonId>,
}

/// A lesson to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonChoice {
    /// Its id.
    pub id: LessonId,
    /// Its title.
    pub title: String,
}

/// How many people a change of a lesson reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// So many have the course now.
    pub students: u64,
    /// So many have opened the lesson.
    pub opened: u64,
    /// So many have completed it.
    pub completed: u64,
}

/// A picture that was uploaded for a lesson's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Its id.
    pub id: ImageId,
    /// The name of the file that it was.
    pub file_name: String,
    /// Its size in bytes.
    pub size: u64,
}

/// What came of saving words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The lesson's slug.
    pub slug: String,
    /// The number of the latest words.
    pub version: u32,
    /// When they were saved.
    pub at: DateTime<Utc>,
    /// Whether students do not see them yet.
    pub unshown: bool,
    /// Somebody else had saved meanwhile: what was sent is kept beside it, and nothing was overwritten.
    pub conflict: Option<SetAside>,
}

/// Words that were kept because somebody else had saved meanwhile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAside {
    /// Where they are.
    pub revision: RevisionId,
    /// Who saved meanwhile.
    pub by: String,
}

/// A state of a lesson's words that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionRow {
    /// Its id.
    pub id: RevisionId,
    /// The number of the words that it was, or that it began from.
    pub version: u32,
    /// Whether it was written while somebody else saved.
    pub set_aside: bool,
    /// Its title.
    pub title: String,
    /// How many words its text has.
    pub words: u32,
    /// Who wrote it, and when.
    pub edited: Edited,
}

/// The states of a lesson's words, latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordHistory {
    /// The lesson's slug.
    pub slug: String,
    /// The lesson's title.
    pub title: String,
    /// The number of the latest words.
    pub version: u32,
    /// Who saved them.
    pub edited: Option<Edited>,
    /// The states that are kept.
    pub revisions: Vec<RevisionRow>,
}

/// A kept state beside the latest words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionView {
    /// The lesson.
    pub lesson: LessonId,
    /// The lesson's slug.
    pub slug: String,
    /// Whether students see the lesson, or will by themselves.
    pub promised: bool,
    /// The state.
    pub revision: RevisionRow,
    /// Its words.
    pub words: LessonWords,
    /// The number of the latest words.
    pub version: u32,
    /// Who saved them.
    pub edited: Option<Edited>,
    /// The latest words.
    pub latest: LessonWords,
    /// What would change from the latest words to this state.
    pub lines: Vec<DiffLine>,
    /// Both texts in one: what differs stands twice.
    pub both: String,
}

/// A line of a difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiffLine {
    /// Where the line stands.
    pub side: Side,
    /// The line in pieces, each with whether it is what differs.
    pub pieces: Vec<(bool, String)>,
}

/// Where a line of a difference stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// In both texts.
    Both,
    /// In the latest text alone.
    Latest,
    /// In the other text alone.
    Other,
}
