//! The files of the store on their way into a backup and back.

use super::archive::keep;
use super::manifest::{FILES, Manifest, Part};
use super::{Result, Say, at, refused};
use crate::ports::storage::{Interrupted, Storage, StorageError};
use crate::repo::attachments::NamedObject;
use futures::{StreamExt, TryStreamExt};
use std::path::Path;
use tokio_util::io::ReaderStream;

/// How often an object is asked for that does not come whole.
const TRIES: u32 = 3;
/// Between two lines about how far it is.
const STEP: usize = 100;

/// Copies objects into the folder of a backup. What the store has not whole is named in the manifest.
pub async fn copy(storage: &dyn Storage, named: &[NamedObject], folder: &Path, manifest: &mut Manifest, say: Say<'_>) -> Result<()> {
    for (done, object) in named.iter().enumerate() {
        if let Some(part) = copied(storage, object, folder).await? {
            manifest.parts.push(part);
        } else {
            say(&format!("the store does not have {} whole, which a row names", object.storage_key));
            manifest.missing.push(object.storage_key.clone());
        }
        if (done + 1) % STEP == 0 {
            say(&format!("{} of {} files", done + 1, named.len()));
        }
    }
    Ok(())
}

async fn copied(storage: &dyn Storage, object: &NamedObject, folder: &Path) -> Result<Option<Part>> {
    let path = format!("{FILES}/{}", object.storage_key);
    let size = u64::try_from(object.size).unwrap_or_default();
    for attempt in 1..=TRIES {
        let found = match storage.get(&object.storage_key, 0..size).await {
            Ok(found) => found,
            Err(StorageError::NotFound) => break,
            Err(error) if attempt == TRIES => return Err(error.into()),
            Err(_) => continue,
        };
        let part = keep(folder, &path, found.content).await?;
        if let Some(part) = part.filter(|part| found.size == size && part.size == size && part.sha256 == hex::encode(&object.sha256)) {
            return Ok(Some(part));
        }
    }
    let place = folder.join(&path);
    if place.exists() {
        tokio::fs::remove_file(&place).await.map_err(at(&place))?;
    }
    Ok(None)
}

/// Puts the files of a backup into an empty store. If one cannot be, none stays.
pub async fn put_back(storage: &dyn Storage, manifest: &Manifest, folder: &Path, say: Say<'_>) -> Result<()> {
    if !storage.is_empty().await? {
        return Err(refused("the store of STORAGE_URL holds files already: a backup is restored to an empty one"));
    }
    let files = manifest.parts.iter().filter_map(|part| Some((part.key()?, part)));
    for (number, (key, part)) in (1..).zip(files) {
        if let Err(error) = put_one(storage, key, &folder.join(&part.path)).await {
            take_back(storage, manifest).await;
            return Err(error);
        }
        if number % STEP == 0 {
            say(&format!("{number} files"));
        }
    }
    Ok(())
}

/// Removes the files of a backup from a store that was empty before.
pub async fn take_back(storage: &dyn Storage, manifest: &Manifest) {
    for key in manifest.parts.iter().filter_map(Part::key) {
        if let Err(error) = storage.delete(key).await {
            tracing::warn!(error = %error, key, "what is left of a restore could not be removed");
        }
    }
}

async fn put_one(storage: &dyn Storage, key: &str, path: &Path) -> Result<()> {
    let file = tokio::fs::File::open(path).await.map_err(at(path))?;
    let content = ReaderStream::with_capacity(file, 256 * 1024).map_err(|_| Interrupted);
    Ok(storage.put(key, content.boxed()).await?)
}
