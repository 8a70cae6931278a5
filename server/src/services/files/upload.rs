//! Taking a file in: its beginning is looked at first, then it goes to the store as it arrives, and when all of it is there the
//! lesson gets it. However this ends, no row names what is not there, and nothing is there that no row remembers.

use super::change::{LONGEST_TITLE, log};
use super::picture;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::ports::storage::{Incoming, Interrupted, StorageError};
use crate::repo::attachments::{self, NewContent};
use crate::repo::{curriculum, lesson_images};
use app::api::ApiError;
use bytes::Bytes;
use domain::file_kind::{FileKind, FileRefusal, HEAD};
use domain::file_name::FileName;
use domain::ids::{AttachmentId, UserId};
use entity::attachment;
use futures::{StreamExt, stream};
use sea_orm::ActiveValue::Set;
use sha2::{Digest, Sha256};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout};
use uuid::Uuid;

/// A lesson has so many files at most.
pub const MOST_FILES: u64 = 100;

/// A lesson has so many pictures at most.
pub const MOST_PICTURES: u64 = 500;

/// The largest picture in bytes.
pub const LARGEST_PICTURE: u64 = 10 << 20;

/// What becomes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The lesson has one more.
    Add,
    /// It takes the place of the content of this one.
    Replace(AttachmentId),
    /// It is shown in the text of the lesson.
    Picture,
}

/// What a file is for.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The slug of the lesson.
    pub lesson: &'a str,
    /// What becomes of it there.
    pub purpose: Purpose,
}

/// A file that arrives.
pub struct Arriving<'a> {
    /// Its name, as typed.
    pub name: &'a str,
    /// Its content.
    pub content: Incoming<'a>,
}

/// Takes a file in. The answer is the file's id.
pub async fn receive(core: &Core, admin: UserId, target: Target<'_>, arriving: Arriving<'_>) -> Result<Uuid> {
    let place = Place::find(core, target).await?;
    let name = FileName::clean(arriving.name);
    let fits = |kind: &FileKind| place.purpose != Purpose::Picture || kind.is_picture();
    let kind = FileKind::of_extension(&name.extension()).filter(fits).ok_or(ApiError::File(FileRefusal::OtherKind))?;
    let content = begun(kind, arriving.content.fuse().boxed(), core.settings.pace.upload_stall).await?;
    let key = core.entropy.public_id();
    attachments::begin_object(core.db.write(), &key, core.now()).await?;
    let outcome = async {
        let tally = store(core, &key, content, place.limit(core)).await?;
        let file = File { name: &name, kind, size: tally.size, sha256: tally.hash.finalize().into(), key: &key };
        core.db.retrying(|| hand_over(core, admin, &place, &file)).await
    };
    let outcome = outcome.await;
    if outcome.is_err() {
        take_back(core, &key).await;
    }
    outcome
}

/// Where a file goes.
struct Place {
    lesson: Uuid,
    purpose: Purpose,
}

impl Place {
    async fn find(core: &Core, target: Target<'_>) -> Result<Self> {
        let db = core.db.read();
        let (lesson, _) = curriculum::lesson(db, target.lesson).await?.ok_or(ApiError::NotFound)?;
        let full = match target.purpose {
            Purpose::Replace(file) => {
                attachments::in_lesson(db, &lesson.slug, file.into()).await?.ok_or(ApiError::NotFound)?;
                false
            }
            Purpose::Add => attachments::count(db, lesson.id).await? >= MOST_FILES,
            Purpose::Picture => lesson_images::count(db, lesson.id).await? >= MOST_PICTURES,
        };
        if full {
            return Err(ApiError::File(FileRefusal::TooMany).into());
        }
        Ok(Self { lesson: lesson.id, purpose: target.purpose })
    }

    /// The largest content in bytes.
    fn limit(&self, core: &Core) -> u64 {
        let largest = core.settings.limits.upload;
        if self.purpose == Purpose::Picture { largest.min(LARGEST_PICTURE) } else { largest }
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

/// A file that is in the store.
pub struct File<'a> {
    /// The name to save it under.
    pub name: &'a FileName,
    /// Its kind.
    pub kind: FileKind,
    /// Its size in bytes.
    pub size: u64,
    /// Its hash.
    pub sha256: [u8; 32],
    /// The key of its object.
    pub key: &'a str,
}

/// Gives the lesson the file, in one transaction with the entry in the log.
async fn hand_over(core: &Core, admin: UserId, place: &Place, file: &File<'_>) -> Result<Uuid> {
    let transaction = core.db.begin().await?;
    let size = i64::try_from(file.size).map_err(|_| ApiError::File(FileRefusal::TooLarge))?;
    let content = NewContent { file_name: file.name.as_str(), kind: file.kind.name(), size, sha256: file.sha256, storage_key: file.key };
    let now = core.now();
    let (id, before) = match place.purpose {
        Purpose::Picture => return picture::hand_over(core, transaction, admin, place.lesson, file).await,
        Purpose::Add => {
            let id = core.new_id();
            let row = attachment::ActiveModel {
                id: Set(id),
                lesson_id: Set(place.lesson),
                position: Set(attachments::next_position(&transaction, place.lesson).await?),
                title: Set(file.name.stem().chars().take(LONGEST_TITLE).collect()),
                created_at: Set(now),
                ..content.columns()
            };
            attachments::insert(&transaction, row).await?;
            (id, None)
        }
        Purpose::Replace(file) => {
            let id = file.into();
            let before = attachments::for_change(&transaction, id).await?.ok_or(ApiError::NotFound)?;
            if !attachments::replace(&transaction, id, before.version, &content, now).await? {
                return Err(ApiError::NotFound.into());
            }
            attachments::let_go_of_object(&transaction, &before.storage_key, now).await?;
            (id, Some(before))
        }
    };
    let after = attachments::for_change(&transaction, id).await?.ok_or_else(|| Fault::stored("a file that was just written"))?;
    let action = if before.is_some() { "file.replace" } else { "file.add" };
    log(core, &transaction, admin, action, before.as_ref(), Some(&after)).await?;
    transaction.commit().await?;
    Ok(id)
}

/// Nothing of an upload that failed is to stay. What cannot be removed now is removed by the sweep.
async fn take_back(core: &Core, key: &str) {
    let gone = async {
        let removed = timeout(core.settings.pace.storage_timeout, core.storage.delete(key)).await;
        removed.map_err(|_| StorageError::Unavailable("no answer in time".to_owned()))??;
        attachments::forget_object(core.db.write(), key).await
    };
    if let Err(error) = gone.await {
        tracing::warn!(error = %error, "what is left of an upload is removed later");
    }
}
