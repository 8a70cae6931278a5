//! Getting a file: each time it is asked whether the person may, and what they are given then works for minutes.

use crate::core::Core;
use crate::error::{Fault, Result};
use crate::ports::storage::{Outgoing, SaveAs, StorageError};
use crate::repo::attachments;
use crate::security::media_token::{self, Media};
use crate::services::learning;
use app::api::ApiError;
use app::paths;
use chrono::TimeDelta;
use domain::file_kind::FileKind;
use domain::file_name::FileName;
use domain::ids::{AttachmentId, LessonId, UserId};
use entity::attachment;
use std::future::Future;
use std::ops::Range;
use std::time::Duration;

/// How long an address works at which a file is given out.
const LIVES: Duration = Duration::from_mins(5);

/// The address at which a student gets a file of a lesson, by the lesson's slug. Of a lesson that is shut the error says what opens it;
/// to who does not own the course there is no file.
pub async fn for_student(core: &Core, student: UserId, lesson: &str, file: AttachmentId) -> Result<String> {
    let found = attachments::in_lesson(core.db.read(), lesson, file.into()).await?.ok_or(ApiError::NotFound)?;
    match learning::may_open(core, student.into(), LessonId(found.lesson_id)).await {
        Err(Fault::Api(error @ ApiError::Closed(_))) => Err(error.into()),
        Err(Fault::Api(_)) => Err(ApiError::NotFound.into()),
        Err(error) => Err(error),
        Ok(()) => address(core, student, &found).await,
    }
}

/// The address at which an admin gets a file, of a draft too.
pub async fn for_admin(core: &Core, admin: UserId, lesson: &str, file: AttachmentId) -> Result<String> {
    let found = attachments::in_lesson(core.db.read(), lesson, file.into()).await?.ok_or(ApiError::NotFound)?;
    address(core, admin, &found).await
}

/// The store is asked for the file first, so that whoever clicks on it learns here if it cannot be had.
async fn address(core: &Core, user: UserId, file: &attachment::Model) -> Result<String> {
    let kind = FileKind::from_name(&file.kind).ok_or_else(|| Fault::stored(format!("kind of file {}", file.kind)))?;
    let size = u64::try_from(file.size).map_err(|_| Fault::stored("size of a file"))?;
    whole(soon(core, core.storage.size(&file.storage_key)).await?, size)?;
    let save_as = SaveAs { name: FileName::clean(&file.file_name), media_type: kind.media_type() };
    if let Some(link) = soon(core, core.storage.download_link(&file.storage_key, LIVES, &save_as)).await? {
        return Ok(link);
    }
    let media = Media { user, key: file.storage_key.clone(), name: save_as.name.to_string(), kind, size };
    let now = core.now();
    let token = media_token::sign(&core.settings, &media, now, now + TimeDelta::from_std(LIVES).unwrap_or_default())?;
    Ok(paths::media(&token).into())
}

/// A part of what the store has under a key, which has so many bytes in all.
pub async fn open(core: &Core, key: &str, size: u64, part: Range<u64>) -> Result<Outgoing> {
    let found = soon(core, core.storage.get(key, part)).await?;
    whole(found.size, size)?;
    Ok(found.content)
}

/// What the store answers, if it does so in time.
pub async fn soon<T>(core: &Core, answer: impl Future<Output = std::result::Result<T, StorageError>>) -> Result<T> {
    let late = |_| StorageError::Unavailable("no answer in time".to_owned());
    Ok(tokio::time::timeout(core.settings.pace.storage_timeout, answer).await.map_err(late)??)
}

/// An object of another size is not the file that was uploaded.
pub fn whole(found: u64, size: u64) -> Result<()> {
    if found == size { Ok(()) } else { Err(StorageError::Unavailable(format!("{found} bytes of {size} are there")).into()) }
}
