//! Where the content of files lies.

use async_trait::async_trait;
use bytes::Bytes;
use domain::file_name::FileName;
use futures::stream::BoxStream;
use std::ops::Range;
use std::time::Duration;

/// Content on its way in. It breaks off with [`Interrupted`].
pub type Incoming<'a> = BoxStream<'a, Result<Bytes, Interrupted>>;
/// Content on its way out.
pub type Outgoing = BoxStream<'static, Result<Bytes, StorageError>>;

/// Content that ended before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the content broke off")]
pub struct Interrupted;

/// What a store cannot do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// There is no such object.
    #[error("there is no such object")]
    NotFound,
    /// The content that was to be written broke off.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
    /// The store gave no usable answer. It may later.
    #[error("the store of files gave no usable answer: {0}")]
    Unavailable(String),
}

/// An object that is being read.
pub struct Found {
    /// The size of the whole object in bytes.
    pub size: u64,
    /// The part that was asked for.
    pub content: Outgoing,
}

/// How a browser is to take a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveAs {
    /// The name to save it under.
    pub name: FileName,
    /// Its media type.
    pub media_type: &'static str,
}

/// Keeps objects under keys of ours: letters and digits that nobody chose.
#[async_trait]
pub trait Storage: Send + Sync {
    /// Writes an object as its content arrives. It is there whole or not at all: if the content breaks off, nothing is kept.
    async fn put(&self, key: &str, content: Incoming<'_>) -> Result<(), StorageError>;
    /// Reads a part of an object, which may end before the part does.
    async fn get(&self, key: &str, part: Range<u64>) -> Result<Found, StorageError>;
    /// The size of an object in bytes.
    async fn size(&self, key: &str) -> Result<u64, StorageError>;
    /// Removes an object, and what a process that died left of it. What is not there is removed.
    async fn delete(&self, key: &str) -> Result<(), StorageError>;
    /// Whether it holds no object at all.
    async fn is_empty(&self) -> Result<bool, StorageError>;
    /// An address at which the store itself gives the object to whoever has it, for so long. `None` says that it cannot, so that
    /// the program has to.
    async fn download_link(&self, key: &str, lives: Duration, save_as: &SaveAs) -> Result<Option<String>, StorageError>;
}
