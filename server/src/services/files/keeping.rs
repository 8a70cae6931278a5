//! Content on its way to the store: its beginning is looked at first, then it goes there as it arrives; pictures are cleaned before.
//! What fails leaves nothing.

use crate::core::Core;
use crate::error::{Fault, Result};
use crate::pictures::{self, Flaw};
use crate::ports::storage::{Incoming, Interrupted, StorageError};
use crate::repo::attachments;
use app::api::ApiError;
use bytes::Bytes;
use domain::file_kind::{FileKind, FileRefusal, HEAD};
use domain::file_name::FileName;
use futures::{StreamExt, stream};
use sha2::{Digest, Sha256};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout};

/// The largest file that claims to be a picture, whatever it is for: it is held in memory while it is looked at.
pub const LARGEST_CLEANED: u64 = 32 << 20;

/// A file that arrives.
pub struct Arriving<'a> {
    /// Its name, as typed.
    pub name: &'a str,
    /// Its content.
    pub content: Incoming<'a>,
}

/// What is taken.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// Of which kinds; of any that there are where none are named.
    pub kinds: Option<&'static [FileKind]>,
    /// So many bytes at most.
    pub limit: u64,
}

/// A file that is in the store. Who names it in no row takes it back.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its name.
    pub name: FileName,
    /// Its kind.
    pub kind: FileKind,
    /// Its size in bytes.
    pub size: u64,
    /// Its hash.
    pub sha256: [u8; 32],
    /// The key of its object.
    pub key: String,
}

/// Sends a file to the store.
pub async fn keep(core: &Core, arriving: Arriving<'_>, terms: Terms) -> Result<Kept> {
    let name = FileName::clean(arriving.name);
    let kind = FileKind::of_extension(&name.extension()).filter(|kind| terms.kinds.is_none_or(|kinds| kinds.contains(kind)));
    let kind = kind.ok_or(ApiError::File(FileRefusal::OtherKind))?;
    let patience = core.settings.pace.upload_stall;
    let content = begun(kind, arriving.content.fuse().boxed(), patience).await?;
    let content = if kind.is_picture() { picture(kind, content, terms.limit.min(LARGEST_CLEANED), patience).await? } else { content };
    let key = core.entropy.public_id();
    attachments::begin_object(core.db.write(), &key, core.now()).await?;
    match store(core, &key, content, terms.limit).await {
        Ok(tally) => Ok(Kept { name, kind, size: tally.size, sha256: tally.hash.finalize().into(), key }),
        Err(error) => {
            take_back(core, &key).await;
            Err(error)
        }
    }
}

/// Reads the beginning and looks whether it is what the name says. Gives all of the content, the beginning included. The content
/// may be asked again after its end.
async fn begun(kind: FileKind, mut content: Incoming<'_>, patience: Duration) -> Result<Incoming<'_>> {
    let mut head = Vec::new();
    while head.len() < HEAD {
        match timeout(patience, content.next()).await {
            Ok(Some(Ok(bytes))) => head.extend_from_slice(&bytes),
            Ok(None) => break,
            Ok(Some(Err(_))) | Err(_) => return Err(ApiError::File(FileRefusal::Interrupted).into()),
        }
    }
    let refusal = match &head[..head.len().min(HEAD)] {
        [] => Some(FileRefusal::Empty),
        first if !kind.agrees_with(first) => Some(FileRefusal::OtherContent),
        _ => None,
    };
    match refusal {
        Some(refusal) => Err(ApiError::File(refusal).into()),
        None => Ok(stream::iter([Ok(Bytes::from(head))]).chain(content).boxed()),
    }
}

/// A picture without what nobody draws. It is read whole first: its headers are to be believed before any of it is kept.
async fn picture(kind: FileKind, mut content: Incoming<'_>, limit: u64, patience: Duration) -> Result<Incoming<'_>> {
    let mut picture = Vec::new();
    loop {
        match timeout(patience, content.next()).await {
            Ok(None) => break,
            Ok(Some(Ok(bytes))) if (picture.len() + bytes.len()) as u64 > limit => return Err(ApiError::File(FileRefusal::TooLarge).into()),
            Ok(Some(Ok(bytes))) => picture.extend_from_slice(&bytes),
            Ok(Some(Err(_))) | Err(_) => return Err(ApiError::File(FileRefusal::Interrupted).into()),
        }
    }
    Ok(stream::iter([Ok(Bytes::from(cleaned(kind, picture).await?))]).boxed())
}

/// A picture as it is kept. Malformed ones and too many pixels are refused.
pub async fn cleaned(kind: FileKind, picture: Vec<u8>) -> Result<Vec<u8>> {
    let cleaned = tokio::task::spawn_blocking(move || pictures::clean(kind, &picture)).await;
    cleaned.map_err(|error| Fault::stored(format!("a picture: {error}")))?.map_err(|flaw| match flaw {
        Flaw::Malformed => ApiError::File(FileRefusal::OtherContent).into(),
        Flaw::TooManyPixels => ApiError::File(FileRefusal::TooManyPixels).into(),
    })
}

/// What went through.
struct Tally {
    size: u64,
    hash: Sha256,
    too_large: bool,
    moved_at: Instant,
}

impl Tally {
    fn add(&mut self, bytes: Bytes, limit: u64) -> std::result::Result<Bytes, Interrupted> {
        self.size += bytes.len() as u64;
        self.moved_at = Instant::now();
        if self.size > limit {
            self.too_large = true;
            return Err(Interrupted);
        }
        self.hash.update(&bytes);
        Ok(bytes)
    }
}

/// Sends content to the store and counts it on the way.
async fn store(core: &Core, key: &str, content: Incoming<'_>, limit: u64) -> Result<Tally> {
    let patience = core.settings.pace.upload_stall;
    let tally = Mutex::new(Tally { size: 0, hash: Sha256::new(), too_large: false, moved_at: Instant::now() });
    let seen = || tally.lock().unwrap_or_else(PoisonError::into_inner);
    let counted = stream::unfold(content, |mut content| async {
        let passed = match timeout(patience, content.next()).await {
            Ok(None) => return None,
            Ok(Some(Ok(bytes))) => seen().add(bytes, limit),
            Ok(Some(Err(_))) | Err(_) => Err(Interrupted),
        };
        Some((passed, content))
    });
    let stalled = async {
        while seen().moved_at.elapsed() < 2 * patience {
            sleep(patience).await;
        }
    };
    let stored = tokio::select! {
        stored = core.storage.put(key, counted.boxed()) => stored,
        () = stalled => Err(StorageError::Unavailable("nothing moves any more".to_owned())),
    };
    let refusal = if seen().too_large { FileRefusal::TooLarge } else { FileRefusal::Interrupted };
    match stored {
        Err(StorageError::Interrupted(_)) => return Err(ApiError::File(refusal).into()),
        stored => stored?,
    }
    let tally = tally.into_inner().unwrap_or_else(PoisonError::into_inner);
    let kept = core.storage.size(key).await?;
    if kept == tally.size { Ok(tally) } else { Err(StorageError::Unavailable(format!("{kept} bytes of {} were kept", tally.size)).into()) }
}

/// Nothing of an upload that failed is to stay. What cannot be removed now is removed by the sweep.
pub async fn take_back(core: &Core, key: &str) {
    let gone = async {
        let removed = timeout(core.settings.pace.storage_timeout, core.storage.delete(key)).await;
        removed.map_err(|_| StorageError::Unavailable("no answer in time".to_owned()))??;
        attachments::forget_object(core.db.write(), key).await
    };
    if let Err(error) = gone.await {
        tracing::warn!(error = %error, "what is left of an upload is removed later");
    }
}
