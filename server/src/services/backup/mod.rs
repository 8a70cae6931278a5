//! Backups: the database and the files that it names, as they were at one moment, in a folder that says what it holds.
//!
//! The database is copied first and the files after it. Files are only ever added, and what nothing names any more stays for a day, so
//! every file that the copy names is still there to be copied.

mod archive;
mod dump;
mod files;
mod manifest;
mod restoring;
mod taking;
mod verifying;

pub use archive::hashed;
pub use dump::client_tools;
pub use manifest::{Engine, Manifest};
pub use restoring::restore;
pub use taking::take;
pub use verifying::{Verified, verify};

use crate::error::Fault;
use crate::startup::StartError;
use std::path::Path;

/// Tells whoever waits how far it is, a line at a time.
pub type Say<'a> = &'a (dyn Fn(&str) + Sync);

/// Why there is no backup, or none was restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// What has to be put right first, in words.
    #[error("{0}")]
    Refused(String),
    /// A file or a folder.
    #[error("{0}: {1}")]
    File(String, std::io::Error),
    /// The database or the store.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// The database that was made to look at the backup.
    #[error(transparent)]
    Start(#[from] StartError),
}

type Result<T> = std::result::Result<T, BackupError>;

impl From<sea_orm::DbErr> for BackupError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Fault(error.into())
    }
}

impl From<crate::ports::storage::StorageError> for BackupError {
    fn from(error: crate::ports::storage::StorageError) -> Self {
        Self::Fault(error.into())
    }
}

fn refused(why: impl Into<String>) -> BackupError {
    BackupError::Refused(why.into())
}

/// Names the file or folder that an error is about.
fn at(path: &Path) -> impl FnOnce(std::io::Error) -> BackupError {
    let path = path.display().to_string();
    move |error| BackupError::File(path, error)
}
