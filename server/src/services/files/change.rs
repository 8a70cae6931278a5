//! What a creator changes of the files of a lesson. Every change is in the log, in the same transaction.

use crate::core::Core;
use crate::error::Result;
use crate::repo::attachments;
use crate::services::audit;
use app::api::ApiError;
use app::api::error::{Field, Problem};
use domain::ids::{AttachmentId, UserId};
use entity::attachment;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

/// The longest title in characters.
pub const LONGEST_TITLE: usize = 200;

/// Gives a file another title.
pub async fn rename(core: &Core, admin: UserId, file: AttachmentId, title: &str) -> Result<()> {
    let title = checked(title)?;
    let transaction = core.db.begin().await?;
    let before = attachments::for_change(&transaction, file.into()).await?.ok_or(ApiError::NotFound)?;
    if before.title == title {
        return Ok(());
    }
    attachments::rename(&transaction, before.id, &title, &before.file_name).await?;
    let after = attachment::Model { title, ..before.clone() };
    log(core, &transaction, admin, "file.rename", Some(&before), Some(&after)).await?;
    Ok(transaction.commit().await?)
}

/// A title on one line.
pub fn checked(title: &str) -> std::result::Result<String, ApiError> {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let problem = match title.chars().count() {
        0 => Problem::Missing,
        length if length > LONGEST_TITLE => Problem::TooLong,
        _ if title.chars().any(char::is_control) => Problem::Malformed,
        _ => return Ok(title),
    };
    Err(ApiError::invalid(Field::FileTitle, problem))
}

/// Moves a file one place up or down. The first stays first, the last stays last.
pub async fn shift(core: &Core, admin: UserId, file: AttachmentId, up: bool) -> Result<()> {
    let transaction = core.db.begin().await?;
    let before = attachments::for_change(&transaction, file.into()).await?.ok_or(ApiError::NotFound)?;
    let mut files = attachments::of_lesson(&transaction, before.lesson_id).await?;
    let from = files.iter().position(|other| other.id == before.id).ok_or(ApiError::NotFound)?;
    let to = if up { from.saturating_sub(1) } else { (from + 1).min(files.len() - 1) };
    if from == to {
        return Ok(());
    }
    files.swap(from, to);
    for (position, file) in (0..).zip(&files) {
        if file.position != position {
            attachments::set_position(&transaction, file.id, position).await?;
        }
    }
    let place = |index: usize| i32::try_from(index).unwrap_or(i32::MAX);
    let (old, new) = (attachment::Model { position: place(from), ..before.clone() }, attachment::Model { position: place(to), ..before });
    log(core, &transaction, admin, "file.move", Some(&old), Some(&new)).await?;
    Ok(transaction.commit().await?)
}

/// Removes a file. Its content goes a day later: who has just begun to download it may finish.
pub async fn remove(core: &Core, admin: UserId, file: AttachmentId) -> Result<()> {
    let transaction = core.db.begin().await?;
    let before = attachments::for_change(&transaction, file.into()).await?.ok_or(ApiError::NotFound)?;
    if !attachments::remove(&transaction, before.id, before.version).await? {
        return Err(ApiError::NotFound.into());
    }
    attachments::let_go_of_object(&transaction, &before.storage_key, core.now()).await?;
    log(core, &transaction, admin, "file.remove", Some(&before), None).await?;
    Ok(transaction.commit().await?)
}

/// Writes a change of a file down.
pub async fn log(
    core: &Core,
    db: &impl ConnectionTrait,
    admin: UserId,
    action: &str,
    before: Option<&attachment::Model>,
    after: Option<&attachment::Model>,
) -> Result<()> {
    let id = before.or(after).map(|file| file.id).unwrap_or_default();
    audit::record(core, db, Some(admin.into()), action, &format!("file/{id}"), before.map(logged), after.map(logged)).await
}

/// What the log says of a file.
pub fn logged(file: &attachment::Model) -> Value {
    json!({
        "lesson": file.lesson_id,
        "position": file.position,
        "title": file.title,
        "file_name": file.file_name,
        "kind": file.kind,
        "size": file.size,
        "sha256": hex::encode(&file.sha256),
        "version": file.version,
    })
}
