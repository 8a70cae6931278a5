//! Files and pictures of a lesson of a folder.

use super::applying::Import;
use super::shape::{FileEntry, Head};
use super::{Result, refused};
use crate::repo::attachments::{self, NewContent};
use crate::repo::course_folder::Rows;
use crate::repo::lesson_images;
use crate::services::files;
use domain::file_kind::FileKind;
use domain::file_name::FileName;
use entity::{attachment, lesson_image};
use sea_orm::ActiveValue::Set;
use serde_json::Value;
use uuid::Uuid;

/// Adds, changes and removes files. Each one that goes is spoken of.
pub async fn files(import: &mut Import<'_>, before: &Rows, head: &Head) -> Result<()> {
    let lesson = head.id.unwrap_or_default();
    let is_gone = |file: &attachment::Model| !head.files.iter().any(|entry| entry.id == Some(file.id));
    for file in before.files.iter().filter(|file| file.lesson_id == lesson && is_gone(file)) {
        attachments::remove(import.transaction, file.id, file.version).await?;
        attachments::let_go_of_object(import.transaction, &file.storage_key, import.core.now()).await?;
        let line = format!("- the file “{}” of the lesson “{}”", file.title, head.title);
        import.note(line, "file.remove", &format!("file/{}", file.id), files::logged(file), Value::Null).await?;
    }
    for (position, entry) in (0..).zip(&head.files) {
        file(import, before, lesson, position, entry).await?;
    }
    Ok(())
}

async fn file(import: &Import<'_>, before: &Rows, lesson: Uuid, position: i32, entry: &FileEntry) -> Result<()> {
    let (db, now, id) = (import.transaction, import.core.now(), entry.id.unwrap_or_default());
    let was = before.files.iter().find(|file| file.id == id);
    if was.is_some_and(|was| was.lesson_id != lesson) {
        return Err(refused(format!("the file {id} belongs to another lesson: give it another id")));
    }
    let content = import.kept.get(&id).map(|kept| NewContent {
        file_name: kept.name.as_str(),
        kind: kept.kind.name(),
        size: i64::try_from(kept.size).unwrap_or(i64::MAX),
        sha256: kept.sha256,
        storage_key: &kept.key,
    });
    match (was, content) {
        (None, Some(content)) => {
            let row = attachment::ActiveModel {
                id: Set(id),
                lesson_id: Set(lesson),
                position: Set(position),
                title: Set(entry.title.clone()),
                created_at: Set(now),
                ..content.columns()
            };
            Ok(attachments::insert(db, row).await?)
        }
        (Some(was), content) => {
            if let Some(content) = content {
                attachments::replace(db, id, was.version, &content, now).await?;
                attachments::let_go_of_object(db, &was.storage_key, now).await?;
            } else if kind_of(&entry.file_name) != Some(was.kind.as_str()) {
                return Err(refused(format!("the file {id} is no {} under its new name: give it another id", was.kind)));
            }
            attachments::rename(db, id, &entry.title, &entry.file_name).await?;
            Ok(attachments::set_position(db, id, position).await?)
        }
        (None, None) => Err(refused(format!("the file {id} has no content"))),
    }
}

fn kind_of(file_name: &str) -> Option<&'static str> {
    FileKind::of_extension(&FileName::clean(file_name).extension()).map(FileKind::name)
}

/// Pictures are added and stay: earlier texts may show them.
pub async fn pictures(import: &Import<'_>, before: &Rows, head: &Head) -> Result<()> {
    let lesson = head.id.unwrap_or_default();
    for picture in &head.pictures {
        let was = before.pictures.iter().find(|other| other.id == picture.id);
        if was.is_some_and(|was| was.lesson_id != lesson) {
            return Err(refused(format!("the picture {} belongs to another lesson: give it another id", picture.id)));
        }
        let Some(kept) = import.kept.get(&picture.id) else { continue };
        if was.is_some() {
            return Err(refused(format!("the picture {} has other content than here: give it another id", picture.id)));
        }
        let row = lesson_image::ActiveModel {
            id: Set(picture.id),
            lesson_id: Set(lesson),
            file_name: Set(kept.name.as_str().to_owned()),
            kind: Set(kept.kind.name().to_owned()),
            size: Set(i64::try_from(kept.size).unwrap_or(i64::MAX)),
            sha256: Set(kept.sha256.to_vec()),
            storage_key: Set(kept.key.clone()),
            created_at: Set(import.core.now()),
        };
        lesson_images::insert(import.transaction, row).await?;
    }
    Ok(())
}
