use chrono::{DateTime, Utc};
use domain::file_kind::FileKind;
use domain::ids::AttachmentId;
use serde::{Deserialize, Serialize};

/// A file of a lesson, as a student sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileItem {
    /// Its id.
    pub id: AttachmentId,
    /// What it is called.
    pub title: String,
    /// Its kind.
    pub kind: FileKind,
    /// Its size in bytes.
    pub size: u64,
}

/// A file of a lesson, as its creator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminFile {
    /// Its id.
    pub id: AttachmentId,
    /// What it is called.
    pub title: String,
    /// The name under which it is saved.
    pub file_name: String,
    /// Its kind.
    pub kind: FileKind,
    /// Its size in bytes.
    pub size: u64,
    /// The number of its content, from 1: it rises with each replacement.
    pub version: u32,
    /// When its content came.
    pub changed_at: DateTime<Utc>,
}
