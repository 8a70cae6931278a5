//! Pictures of the page. Whoever may see the page sees its pictures; all others are for those who work on it.

use super::change::set_picture;
use super::desk;
use super::page::published;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::ports::storage::Outgoing;
use crate::repo::landing;
use crate::services::files::{self, Arriving, Kept, Terms};
use app::api::ApiError;
use domain::file_kind::FileKind;
use domain::ids::{PictureId, UserId};
use domain::landing::MAX_PICTURE;
use entity::landing_picture;
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

/// What a picture of the page may be. Nothing on it moves.
const KINDS: [FileKind; 3] = [FileKind::Png, FileKind::Jpeg, FileKind::Webp];

/// Takes a picture in and gives it to a section of the draft. The answer is the picture's id.
pub async fn receive(core: &Core, admin: UserId, section: &str, arriving: Arriving<'_>) -> Result<Uuid> {
    let (_, content) = desk::draft(core).await?;
    content.section(section).filter(|section| section.kind.spec().has_picture).ok_or(ApiError::NotFound)?;
    let kept = files::keep(core, arriving, Terms { kinds: Some(&KINDS), limit: MAX_PICTURE }).await?;
    let outcome = core.db.retrying(|| hand_over(core, admin, section, &kept)).await;
    if outcome.is_err() {
        files::take_back(core, &kept.key).await;
    }
    outcome
}

async fn hand_over(core: &Core, admin: UserId, section: &str, kept: &Kept) -> Result<Uuid> {
    let transaction = core.db.begin().await?;
    let id = core.new_id();
    let row = landing_picture::ActiveModel {
        id: Set(id),
        kind: Set(kept.kind.name().to_owned()),
        size: Set(i64::try_from(kept.size).unwrap_or(i64::MAX)),
        sha256: Set(kept.sha256.to_vec()),
        storage_key: Set(kept.key.clone()),
        uploaded_at: Set(core.now()),
        uploaded_by: Set(Some(admin.into())),
    };
    landing::insert_picture(&transaction, row).await?;
    set_picture(core, &transaction, admin, section, PictureId(id)).await?;
    transaction.commit().await?;
    Ok(id)
}

/// A picture that is given out.
pub struct Picture {
    /// Its kind.
    pub kind: FileKind,
    /// Its size in bytes.
    pub size: u64,
    /// Its content, named by its hash.
    pub tag: String,
    /// Whether anybody may have it.
    pub is_public: bool,
    key: String,
}

/// A picture of the page that visitors see; to an admin any.
pub async fn find(core: &Core, id: PictureId, is_admin: bool) -> Result<Picture> {
    let db = core.db.read();
    let is_public = published(db).await?.is_some_and(|content| content.shows(id));
    if !is_public && !is_admin {
        return Err(ApiError::NotFound.into());
    }
    let row = landing::picture(db, id.into()).await?.ok_or(ApiError::NotFound)?;
    Ok(Picture {
        kind: FileKind::from_name(&row.kind).ok_or_else(|| Fault::stored(format!("kind of picture {}", row.kind)))?,
        size: u64::try_from(row.size).map_err(|_| Fault::stored("size of a picture"))?,
        tag: hex::encode(&row.sha256[..16]),
        is_public,
        key: row.storage_key,
    })
}

/// The content of a picture.
pub async fn open(core: &Core, picture: &Picture) -> Result<Outgoing> {
    files::open(core, &picture.key, picture.size, 0..picture.size).await
}
