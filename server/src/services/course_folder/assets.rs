//! Assets as the store has them: a picture is without what nobody draws.

use super::{FolderError, Result, at, refused};
use crate::services::backup::hashed;
use crate::services::files;
use domain::file_kind::FileKind;
use domain::file_name::FileName;
use sha2::{Digest, Sha256};
use std::path::Path;

/// The size in bytes and the hash that the content of a path gets in the store, under this name.
pub async fn measured(path: &Path, file_name: &str) -> Result<(u64, [u8; 32])> {
    match FileKind::of_extension(&FileName::clean(file_name).extension()).filter(|kind| kind.is_picture()) {
        Some(kind) => cleaned(path, kind).await,
        None => hashed(path).await.map_err(|error| refused(error.to_string())),
    }
}

async fn cleaned(path: &Path, kind: FileKind) -> Result<(u64, [u8; 32])> {
    if tokio::fs::metadata(path).await.map_err(at(path))?.len() > files::LARGEST_CLEANED {
        return Err(refused("it is too large for a picture"));
    }
    let picture = tokio::fs::read(path).await.map_err(at(path))?;
    let picture = files::cleaned(kind, picture).await.map_err(FolderError::Fault)?;
    Ok((picture.len() as u64, Sha256::digest(&picture).into()))
}
