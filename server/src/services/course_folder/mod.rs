//! The course as a folder of Markdown and assets that diffs well: written from the database, and read back into it.
//!
//! It holds what is taught and what the sales page says, under ids that stay. It holds nobody: no people, orders, questions or secrets;
//! nor what belongs to the sale and has a history of its own: prices beside the first, coupons, terms.

mod applying;
mod assets;
mod changing;
mod contents;
mod landing;
mod lessons;
mod merging;
mod reading;
mod shape;
mod uploading;
mod writing;

pub use applying::import;
pub use writing::export;

use crate::error::Fault;

/// Why a folder is not written or not read.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// What has to be put right, a line for each place.
    #[error("{}", .0.join("\n"))]
    Refused(Vec<String>),
    /// A file or a folder.
    #[error("{0}: {1}")]
    File(String, std::io::Error),
    /// The database or the store.
    #[error(transparent)]
    Fault(#[from] Fault),
}

type Result<T> = std::result::Result<T, FolderError>;

impl From<sea_orm::DbErr> for FolderError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Fault(error.into())
    }
}

fn refused(why: impl Into<String>) -> FolderError {
    FolderError::Refused(vec![why.into()])
}

fn at(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> FolderError {
    let path = path.display().to_string();
    move |error| FolderError::File(path, error)
}
