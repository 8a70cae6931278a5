//! Modules and lessons of a folder, one by one.

use super::applying::Import;
use super::merging::{merged, same};
use super::shape::{FileEntry, Folder, Head, Lesson, ModuleFile, State};
use super::writing::Described;
use super::{Result, refused};
use crate::error::Fault;
use crate::repo::attachments::{self, NewContent};
use crate::repo::course_folder::{self, Rows};
use crate::repo::lesson_changes::{self, Settings, Standing};
use crate::repo::{lesson_images, lesson_texts, seed as rows};
use crate::security::html::from_markdown;
use crate::services::curriculum::words::keep_latest;
use crate::services::search;
use domain::publication::Visibility;
use entity::{attachment, lesson, lesson_image, module};
use sea_orm::ActiveValue::Set;
use serde_json::{Value, json};
use uuid::Uuid;

/// Adds or changes a module.
pub async fn module(import: &mut Import<'_>, before: &Rows, course: Uuid, position: i32, file: &ModuleFile) -> Result<()> {
    let id = file.id.unwrap_or_default();
    let row = module::ActiveModel {
        id: Set(id),
        slug: Set(file.slug.clone()),
        title: Set(file.title.clone()),
        summary: Set(file.summary.clone()),
        position: Set(position),
        ..Default::default()
    };
    let subject = format!("module/{id}");
    let after = json!({ "title": file.title, "summary": file.summary, "slug": file.slug, "place": position + 1 });
    let Some(was) = before.modules.iter().find(|module| module.id == id) else {
        let row = module::ActiveModel { course_id: Set(course), created_at: Set(import.core.now()), ..row };
        rows::insert_module(import.transaction, row).await.map_err(taken(&file.slug))?;
        return import.note(format!("+ the module “{}”", file.title), "module.import", &subject, Value::Null, after).await;
    };
    let place = before.modules.iter().position(|module| module.id == id);
    let moved = place.is_some_and(|place| i32::try_from(place) != Ok(position));
    if (&was.slug, &was.title, &was.summary) == (&file.slug, &file.title, &file.summary) && !moved {
        return Ok(lesson_changes::place_module(import.transaction, id, position).await?);
    }
    course_folder::change_module(import.transaction, row).await.map_err(taken(&file.slug))?;
    let was = json!({ "title": was.title, "summary": was.summary, "slug": was.slug, "place": was.position + 1 });
    import.note(format!("~ the module “{}”", file.title), "module.import", &subject, was, after).await
}

fn taken(slug: &str) -> impl FnOnce(Fault) -> super::FolderError {
    let slug = slug.to_owned();
    move |fault| if fault.is_unique_violation() { refused(format!("{slug}: something else has this slug here")) } else { fault.into() }
}

/// What the log says of a lesson. Its text is among the revisions.
fn told(lesson: &Lesson) -> Value {
    let mut head = json!(lesson.head);
    head["characters"] = json!(lesson.text.chars().count());
    head
}

/// Adds or changes a lesson, with its files and pictures. What it waits for is set when all lessons are there.
pub async fn lesson(
    import: &mut Import<'_>,
    before: &Rows,
    described: &Described,
    module: Uuid,
    position: i32,
    lesson: &Lesson,
) -> Result<()> {
    let id = lesson.head.id.unwrap_or_default();
    let was = before.lessons.iter().find(|other| other.id == id);
    let known = described.folder.modules.iter().flat_map(|module| &module.lessons).find(|other| other.head.id == Some(id));
    let lesson = &merged(lesson, known);
    let moved = known.is_some_and(|_| place_of(described, id) != Some((module, position)));
    if known.is_some_and(|known| same(known, lesson)) && !moved {
        return Ok(lesson_changes::place_lesson(import.transaction, id, module, position).await?);
    }
    let rewritten = known.is_none_or(|known| {
        (&known.text, &known.head.title, &known.head.summary) != (&lesson.text, &lesson.head.title, &lesson.head.summary)
    });
    let row = row(import, id, module, position, lesson, was);
    let after = match was {
        None => rows::insert_lesson(import.transaction, row).await,
        Some(was) => {
            if rewritten {
                keep_latest(import.core, import.transaction, was.clone()).await?;
                lesson_texts::drop_waiting(import.transaction, id, import.core.now()).await?;
            }
            rows::change_lesson(import.transaction, row).await
        }
    };
    let after = after.map_err(taken(&lesson.head.slug))?;
    if let Some(was) = was.filter(|was| was.slug != after.slug) {
        lesson_changes::remember_slug(import.transaction, id, &was.slug, &after.slug, import.core.now()).await?;
    }
    for slug in &lesson.head.former_slugs {
        course_folder::remember(import.transaction, slug, id, import.core.now()).await?;
    }
    search::lessons::put(import.transaction, &after).await?;
    files(import, before, id, &lesson.head.files).await?;
    pictures(import, before, &lesson.head).await?;
    let sign = if was.is_none() { '+' } else { '~' };
    let line = format!("{sign} the lesson “{}”{}", lesson.head.title, if moved { ", moved" } else { "" });
    import.note(line, "lesson.import", &format!("lesson/{id}"), known.map_or(Value::Null, told), told(lesson)).await
}

/// The module of a lesson, and its place there from 0.
fn place_of(described: &Described, id: Uuid) -> Option<(Uuid, i32)> {
    described.folder.modules.iter().find_map(|module| {
        let place = module.lessons.iter().position(|lesson| lesson.head.id == Some(id))?;
        Some((module.file.id?, i32::try_from(place).ok()?))
    })
}

fn row(import: &Import<'_>, id: Uuid, module: Uuid, position: i32, lesson: &Lesson, was: Option<&lesson::Model>) -> lesson::ActiveModel {
    let (head, now) = (&lesson.head, import.core.now());
    let standing = standing(head, now);
    lesson::ActiveModel {
        id: Set(id),
        module_id: Set(module),
        slug: Set(head.slug.clone()),
        title: Set(head.title.clone()),
        summary: Set(head.summary.clone()),
        position: Set(position),
        source: Set(lesson.text.clone()),
        html: Set(from_markdown(&lesson.text)),
        vimeo_id: Set(head.video.clone()),
        duration_s: Set(head.seconds),
        visibility: Set(head.visibility.clone()),
        state: Set(if standing.published { "published" } else { "draft" }.to_owned()),
        created_at: Set(was.map_or(now, |was| was.created_at)),
        updated_at: Set(now),
        published_at: Set(standing.published_at),
        settings_version: Set(was.map_or(1, |was| was.settings_version + 1)),
        archived_at: Set(standing.archived_at),
    }
}

fn standing(head: &Head, now: chrono::DateTime<chrono::Utc>) -> Standing {
    let published = head.state == State::Published;
    Standing {
        published,
        published_at: head.published_at.or(published.then_some(now)),
        archived_at: (head.state == State::Archived).then(|| head.archived_at.unwrap_or(now)),
    }
}

async fn files(import: &Import<'_>, before: &Rows, lesson: Uuid, entries: &[FileEntry]) -> Result<()> {
    let (db, now) = (import.transaction, import.core.now());
    let gone = before.files.iter().filter(|file| file.lesson_id == lesson && !entries.iter().any(|entry| entry.id == Some(file.id)));
    for file in gone {
        attachments::remove(db, file.id, file.version).await?;
        attachments::let_go_of_object(db, &file.storage_key, now).await?;
    }
    for (position, entry) in (0..).zip(entries) {
        let id = entry.id.unwrap_or_default();
        let was = before.files.iter().find(|file| file.id == id);
        if was.is_some_and(|was| was.lesson_id != lesson) {
            return Err(refused(format!("the file {id} belongs to another lesson: give it another id")));
        }
        let kept = import.kept.get(&id).map(|kept| NewContent {
            file_name: kept.name.as_str(),
            kind: kept.kind.name(),
            size: i64::try_from(kept.size).unwrap_or(i64::MAX),
            sha256: kept.sha256,
            storage_key: &kept.key,
        });
        match (was, kept) {
            (None, Some(content)) => {
                let row = attachment::ActiveModel {
                    id: Set(id),
                    lesson_id: Set(lesson),
                    position: Set(position),
                    title: Set(entry.title.clone()),
                    created_at: Set(now),
                    ..content.columns()
                };
                attachments::insert(db, row).await?;
            }
            (Some(was), content) => {
                if let Some(content) = content {
                    attachments::replace(db, id, was.version, &content, now).await?;
                    attachments::let_go_of_object(db, &was.storage_key, now).await?;
                }
                attachments::rename(db, id, &entry.title).await?;
                attachments::set_position(db, id, position).await?;
            }
            (None, None) => return Err(refused(format!("the file {id} has no content"))),
        }
    }
    Ok(())
}

/// Pictures are added and stay: earlier texts may show them.
async fn pictures(import: &Import<'_>, before: &Rows, head: &Head) -> Result<()> {
    for picture in &head.pictures {
        let Some(kept) = import.kept.get(&picture.id) else { continue };
        if before.pictures.iter().any(|other| other.id == picture.id) {
            return Err(refused(format!("the picture {} has other content than here: give it another id", picture.id)));
        }
        let row = lesson_image::ActiveModel {
            id: Set(picture.id),
            lesson_id: Set(head.id.unwrap_or_default()),
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

/// Sets what lessons wait for. All of them are there now.
pub async fn rules(import: &Import<'_>, folder: &Folder) -> Result<()> {
    let all = || folder.modules.iter().flat_map(|module| &module.lessons).map(|lesson| &lesson.head);
    for head in all() {
        let after = head.opens.after_lesson.as_ref();
        let settings = Settings {
            slug: head.slug.clone(),
            vimeo_id: head.video.clone(),
            duration_s: head.seconds,
            visibility: Visibility::from_name(&head.visibility).unwrap_or(Visibility::Titled).name(),
            opens_after_days: head.opens.after_days,
            opens_at: head.opens.at,
            after_lesson_id: after.and_then(|after| all().find(|other| other.slug == *after)).and_then(|other| other.id),
        };
        lesson_changes::set_rule(import.transaction, head.id.unwrap_or_default(), &settings).await?;
    }
    Ok(())
}

/// Lessons that are not in the folder become drafts, behind the others of their module.
pub async fn left_out(import: &mut Import<'_>, before: &Rows, folder: &Folder) -> Result<()> {
    let named = |id: Uuid| folder.modules.iter().flat_map(|module| &module.lessons).any(|lesson| lesson.head.id == Some(id));
    let left: Vec<&lesson::Model> = before.lessons.iter().filter(|lesson| !named(lesson.id)).collect();
    for (behind, lesson) in (0..).zip(left) {
        let module = folder.modules.iter().find(|module| module.file.id == Some(lesson.module_id));
        let last = module.and_then(|module| i32::try_from(module.lessons.len()).ok()).unwrap_or_default();
        lesson_changes::place_lesson(import.transaction, lesson.id, lesson.module_id, last + behind).await?;
        if lesson.state == "published" {
            let standing = Standing { published: false, published_at: lesson.published_at, archived_at: None };
            lesson_changes::set_standing(import.transaction, lesson.id, standing).await?;
            let line = format!("- the lesson “{}” is not in the folder, and a draft from now on", lesson.title);
            let (was, is) = (json!({ "state": "published" }), json!({ "state": "draft" }));
            import.note(line, "lesson.import", &format!("lesson/{}", lesson.id), was, is).await?;
        }
    }
    Ok(())
}
