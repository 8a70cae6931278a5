//! What the files of the folder say.

use chrono::{DateTime, Utc};
use domain::landing::{Kind, Words};
use serde::{Deserialize, Serialize};
use std::ops::Not;
use uuid::Uuid;

/// The form of folders of this version.
pub const FORMAT: u32 = 1;
/// The file of the course.
pub const COURSE: &str = "course.toml";
/// The file of the sales page.
pub const LANDING: &str = "landing.toml";
/// The folder of the modules.
pub const MODULES: &str = "modules";
/// The file of a module, in a folder of its own.
pub const MODULE: &str = "module.toml";
/// The folder of files and pictures.
pub const ASSETS: &str = "assets";
/// What stands around the head of a lesson's file.
pub const FENCE: &str = "+++";

/// The whole folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// `course.toml`.
    pub course: CourseFile,
    /// The modules in order.
    pub modules: Vec<Module>,
    /// The sections of the sales page in order.
    pub landing: Vec<SectionFile>,
}

/// A module with its lessons in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Module {
    /// `module.toml`.
    pub file: ModuleFile,
    /// Its lessons.
    pub lessons: Vec<Lesson>,
}

/// A lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// The head of its file.
    pub head: Head,
    /// Its text in Markdown, without empty lines around it.
    pub text: String,
}

/// `course.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CourseFile {
    /// [`FORMAT`].
    pub format: u32,
    /// The course.
    pub id: Uuid,
    /// What is sold.
    pub product: Uuid,
    /// Its title.
    pub title: String,
    /// The line below it.
    pub subtitle: String,
    /// What a shop begins with that has nothing yet. In one that sells, prices are changed in the panel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Price>,
}

/// A price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// In minor units.
    pub minor: i64,
    /// ISO 4217.
    pub currency: String,
}

/// `module.toml`. Without an id it is the module of this slug, or a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModuleFile {
    /// The module.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// A sentence.
    #[serde(default)]
    pub summary: String,
}

/// How a lesson stands before students.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// They do not see it.
    #[default]
    Draft,
    /// They see it, or will from a moment on.
    Published,
    /// It was put away.
    Archived,
}

/// The head of a lesson's file. Without an id it is the lesson of this slug, or a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The lesson.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
    /// The last part of its address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// One or two sentences.
    #[serde(default)]
    pub summary: String,
    /// How it stands before students.
    #[serde(default)]
    pub state: State,
    /// From when students see it, or saw it first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_at: Option<DateTime<Utc>>,
    /// When it was put away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archived_at: Option<DateTime<Utc>>,
    /// How the sales page shows it: `hidden`, `titled` or `preview`.
    #[serde(default = "titled")]
    pub visibility: String,
    /// Its video at Vimeo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub video: Option<String>,
    /// Its length in seconds.
    #[serde(default)]
    pub seconds: i32,
    /// Addresses that it had.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_slugs: Vec<String>,
    /// What it asks for before it opens.
    #[serde(default, skip_serializing_if = "Opens::is_at_once")]
    pub opens: Opens,
    /// Its files in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileEntry>,
    /// Pictures that its text may show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<PictureEntry>,
}

fn titled() -> String {
    "titled".to_owned()
}

/// What a lesson asks for before it opens.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opens {
    /// So many days after the access began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_days: Option<i32>,
    /// From this moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<DateTime<Utc>>,
    /// After the lesson of this slug.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_lesson: Option<String>,
}

impl Opens {
    fn is_at_once(&self) -> bool {
        *self == Self::default()
    }
}

/// A file of a lesson. Without an id it is the lesson's file of this name, or a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileEntry {
    /// The file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
    /// What students see.
    pub title: String,
    /// The name to save it under.
    pub file_name: String,
    /// Its content: a path of this folder.
    pub asset: String,
    /// The hash of its content.
    #[serde(skip)]
    pub sha256: Vec<u8>,
}

/// A picture in a text, which names it by its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PictureEntry {
    /// The picture.
    pub id: Uuid,
    /// Its name.
    pub file_name: String,
    /// Its content: a path of this folder.
    pub asset: String,
    /// The hash of its content.
    #[serde(skip)]
    pub sha256: Vec<u8>,
}

/// `landing.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LandingFile {
    /// Its sections in order.
    pub sections: Vec<SectionFile>,
}

/// A section of the sales page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionFile {
    /// Its name on the page.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// Whether visitors do not see it.
    #[serde(default, skip_serializing_if = "Not::not")]
    pub hidden: bool,
    /// Its picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<PictureEntry>,
    /// Its texts.
    #[serde(default, skip_serializing_if = "Words::is_empty")]
    pub words: Words,
    /// The texts of what it has several of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Words>,
}
