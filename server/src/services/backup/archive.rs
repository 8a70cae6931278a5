//! The folder that becomes a backup: under another name until it is whole and on the disk.

use super::manifest::{FILE, FILES, Manifest, Part};
use super::{Result, at, refused};
use futures::{Stream, StreamExt};
use sha2::{Digest, Sha256};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use tokio::fs::{self, File};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// What is read at once.
const READ: usize = 256 * 1024;

/// A backup that is being made.
pub struct Archive {
    /// Where it is made.
    pub folder: PathBuf,
    goal: PathBuf,
}

impl Archive {
    /// Begins one beside where it is to be. Only the user who runs the program may look into it.
    pub fn begin(goal: &Path) -> Result<Self> {
        let is_free = match goal.read_dir() {
            Ok(mut entries) => entries.next().is_none(),
            Err(_) => !goal.exists(),
        };
        if !is_free {
            return Err(refused(format!("{} is there already: name a folder that is not", goal.display())));
        }
        let goal = std::path::absolute(goal).map_err(at(goal))?;
        let name = goal.file_name().ok_or_else(|| refused(format!("{} is no name of a folder", goal.display())))?;
        let folder = goal.with_file_name(format!("{}.partial-{}", name.to_string_lossy(), std::process::id()));
        if let Some(parent) = goal.parent() {
            std::fs::create_dir_all(parent).map_err(at(parent))?;
        }
        let private = |path: &Path| std::fs::DirBuilder::new().mode(0o700).create(path).map_err(at(path));
        private(&folder)?;
        private(&folder.join(FILES))?;
        Ok(Self { folder, goal })
    }

    /// Writes the manifest, waits until everything is on the disk, and gives the folder its name.
    pub async fn finish(self, manifest: &Manifest) -> Result<()> {
        let text = serde_json::to_vec_pretty(manifest).map_err(|error| refused(format!("the manifest: {error}")))?;
        let path = self.folder.join(FILE);
        let mut file = File::create(&path).await.map_err(at(&path))?;
        file.write_all(&text).await.map_err(at(&path))?;
        file.sync_all().await.map_err(at(&path))?;
        for folder in [self.folder.join(FILES), self.folder.clone()] {
            sync(&folder).await?;
        }
        fs::rename(&self.folder, &self.goal).await.map_err(at(&self.goal))?;
        match self.goal.parent() {
            Some(parent) => sync(parent).await,
            None => Ok(()),
        }
    }

    /// Takes back what is there of one that failed.
    pub async fn abandon(self) {
        if let Err(error) = fs::remove_dir_all(&self.folder).await {
            tracing::warn!(error = %error, folder = %self.folder.display(), "what is left of a backup could not be removed");
        }
    }
}

/// Waits until a file or a folder is on the disk.
pub async fn sync(path: &Path) -> Result<()> {
    File::open(path).await.map_err(at(path))?.sync_all().await.map_err(at(path))
}

/// The hash and the size of a file.
pub async fn hashed(path: &Path) -> Result<(u64, [u8; 32])> {
    let mut file = File::open(path).await.map_err(at(path))?;
    let (mut hash, mut size, mut buffer) = (Sha256::new(), 0, vec![0; READ]);
    loop {
        let read = file.read(&mut buffer).await.map_err(at(path))?;
        if read == 0 {
            return Ok((size, hash.finalize().into()));
        }
        hash.update(&buffer[..read]);
        size += read as u64;
    }
}

/// Writes what arrives into a file of a folder, and waits until it is on the disk. `None` says that it broke off.
pub async fn keep<E>(
    folder: &Path,
    path: &str,
    mut content: impl Stream<Item = std::result::Result<bytes::Bytes, E>> + Unpin,
) -> Result<Option<Part>> {
    let place = folder.join(path);
    let mut file = File::create(&place).await.map_err(at(&place))?;
    let (mut hash, mut size) = (Sha256::new(), 0);
    while let Some(bytes) = content.next().await {
        let Ok(bytes) = bytes else { return Ok(None) };
        hash.update(&bytes);
        size += bytes.len() as u64;
        file.write_all(&bytes).await.map_err(at(&place))?;
    }
    file.sync_all().await.map_err(at(&place))?;
    Ok(Some(Part { path: path.to_owned(), size, sha256: hex::encode(hash.finalize()) }))
}
