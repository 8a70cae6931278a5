//! A file for a lesson: it goes to the store as it arrives, and when all of it is there the lesson gets it. However this ends, no row
//! names what is not there, and nothing is there that no row remembers.

use super::change::{LONGEST_TITLE, log};
use super::keeping::{Arriving, Kept, Terms, keep, take_back};
use super::picture;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::attachments::{self, NewContent};
use crate::repo::{curriculum, lesson_images};
use app::api::ApiError;
use domain::file_kind::{FileKind, FileRefusal};
use domain::ids::{AttachmentId, UserId};
use entity::attachment;
use sea_orm::ActiveValue::Set;
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

/// Takes a file in. The answer is the file's id.
pub async fn receive(core: &Core, admin: UserId, target: Target<'_>, arriving: Arriving<'_>) -> Result<Uuid> {
    let place = Place::find(core, target).await?;
    let kept = keep(core, arriving, place.terms(core)).await?;
    let outcome = core.db.retrying(|| hand_over(core, admin, &place, &kept)).await;
    if outcome.is_err() {
        take_back(core, &kept.key).await;
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

    fn terms(&self, core: &Core) -> Terms {
        let limit = core.settings.limits.upload;
        match self.purpose {
            Purpose::Picture => Terms { kinds: Some(&FileKind::PICTURES), limit: limit.min(LARGEST_PICTURE) },
            Purpose::Add | Purpose::Replace(_) => Terms { kinds: None, limit },
        }
    }
}

/// Gives the lesson the file, in one transaction with the entry in the log.
async fn hand_over(core: &Core, admin: UserId, place: &Place, file: &Kept) -> Result<Uuid> {
    let transaction = core.db.begin().await?;
    let size = i64::try_from(file.size).map_err(|_| ApiError::File(FileRefusal::TooLarge))?;
    let content = NewContent { file_name: file.name.as_str(), kind: file.kind.name(), size, sha256: file.sha256, storage_key: &file.key };
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
