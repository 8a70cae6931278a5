//! Pictures in the text of a lesson. Who may read the text may see them; they are shown, not saved.

use super::download::{soon, whole};
use super::keeping::Kept;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::ports::storage::Outgoing;
use crate::repo::{learning as lessons, lesson_images};
use crate::services::audit::{self, NOTHING};
use crate::services::learning;
use app::api::ApiError;
use app::api::ports::{AdminActor, StudentActor, Viewer};
use domain::file_kind::{FileKind, FileRefusal};
use domain::ids::{ImageId, LessonId, UserId};
use domain::publication::Publication;
use entity::{lesson, lesson_image};
use sea_orm::ActiveValue::Set;
use sea_orm::DatabaseTransaction;
use serde_json::json;
use uuid::Uuid;

/// Gives a lesson a picture that is in the store, in one transaction with the entry in the log.
pub async fn hand_over(core: &Core, transaction: DatabaseTransaction, admin: UserId, lesson: Uuid, file: &Kept) -> Result<Uuid> {
    let id = core.new_id();
    let row = lesson_image::ActiveModel {
        id: Set(id),
        lesson_id: Set(lesson),
        file_name: Set(file.name.as_str().to_owned()),
        kind: Set(file.kind.name().to_owned()),
        size: Set(i64::try_from(file.size).map_err(|_| ApiError::File(FileRefusal::TooLarge))?),
        sha256: Set(file.sha256.to_vec()),
        storage_key: Set(file.key.clone()),
        created_at: Set(core.now()),
    };
    lesson_images::insert(&transaction, row).await?;
    let after = json!({ "lesson": lesson, "file_name": file.name.as_str(), "kind": file.kind.name(), "size": file.size });
    audit::record(core, &transaction, Some(admin.into()), "picture.add", &format!("picture/{id}"), NOTHING, after).await?;
    transaction.commit().await?;
    Ok(id)
}

/// A picture on its way to a page.
pub struct Shown {
    /// Its media type.
    pub media_type: &'static str,
    /// Its size in bytes.
    pub size: u64,
    /// Its content.
    pub content: Outgoing,
}

/// A picture, for who may read the text that it is in.
pub async fn show(core: &Core, viewer: &Viewer, id: ImageId) -> Result<Shown> {
    let db = core.db.read();
    let picture = lesson_images::by_id(db, id.into()).await?.ok_or(ApiError::NotFound)?;
    let lesson = lessons::lesson(db, picture.lesson_id).await?.ok_or(ApiError::NotFound)?;
    if AdminActor::of(viewer).is_none() && !is_public(core, &lesson) {
        let student = StudentActor::of(viewer).ok_or(ApiError::NotFound)?;
        match learning::may_open(core, student.user.into(), LessonId(lesson.id)).await {
            Err(Fault::Api(_)) => return Err(ApiError::NotFound.into()),
            answer => answer?,
        }
    }
    let kind = FileKind::from_name(&picture.kind).ok_or_else(|| Fault::stored(format!("kind of picture {}", picture.kind)))?;
    let size = u64::try_from(picture.size).map_err(|_| Fault::stored("size of a picture"))?;
    let found = soon(core, core.storage.get(&picture.storage_key, 0..size)).await?;
    whole(found.size, size)?;
    Ok(Shown { media_type: kind.media_type(), size, content: found.content })
}

/// Whether anybody may read the lesson.
fn is_public(core: &Core, lesson: &lesson::Model) -> bool {
    let since = lesson.published_at.unwrap_or(lesson.created_at);
    lesson.visibility == "preview" && lesson.state == "published" && Publication::from(since, core.now()).is_visible()
}
