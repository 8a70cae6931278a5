//! Modules and lessons of a folder, one by one.

use super::applying::Import;
use super::merging::{merged, same};
use super::shape::{Folder, Head, Lesson, ModuleFile, State};
use super::writing::Described;
use super::{Result, contents, refused};
use crate::error::Fault;
use crate::repo::course_folder::{self, Rows};
use crate::repo::lesson_changes::{self, Settings, Standing};
use crate::repo::{lesson_texts, seed as rows};
use crate::security::html::from_markdown;
use crate::services::curriculum::input::one_line;
use crate::services::curriculum::words::keep_latest;
use crate::services::search;
use domain::publication::Visibility;
use entity::{lesson, module};
use sea_orm::ActiveValue::Set;
use serde_json::{Value, json};
use std::collections::HashSet;
use uuid::Uuid;

/// The course as it was before.
pub struct Before {
    /// Its rows.
    pub rows: Rows,
    /// As a folder would hold it.
    pub described: Described,
    /// The modules and lessons that the folder moves.
    pub moved: HashSet<Uuid>,
}

/// Adds or changes a module.
pub async fn module(import: &mut Import<'_>, before: &Before, course: Uuid, position: i32, file: &ModuleFile) -> Result<()> {
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
    let Some(was) = before.rows.modules.iter().find(|module| module.id == id) else {
        let row = module::ActiveModel { course_id: Set(course), created_at: Set(import.core.now()), ..row };
        rows::insert_module(import.transaction, row).await.map_err(taken(&file.slug))?;
        return import.note(format!("+ the module “{}”", file.title), "module.import", &subject, Value::Null, after).await;
    };
    let is_same = was.slug == file.slug && (one_line(&was.title), one_line(&was.summary)) == (file.title.clone(), file.summary.clone());
    if is_same && !before.moved.contains(&id) {
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
pub async fn lesson(import: &mut Import<'_>, before: &Before, module: Uuid, position: i32, lesson: &Lesson) -> Result<()> {
    let id = lesson.head.id.unwrap_or_default();
    let was = before.rows.lessons.iter().find(|other| other.id == id);
    let known = before.described.folder.modules.iter().flat_map(|module| &module.lessons).find(|other| other.head.id == Some(id));
    let lesson = &merged(lesson, known);
    let moved = before.moved.contains(&id);
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
    let sign = if was.is_none() { '+' } else { '~' };
    let line = format!("{sign} the lesson “{}”{}", lesson.head.title, if moved { ", moved" } else { "" });
    import.note(line, "lesson.import", &format!("lesson/{id}"), known.map_or(Value::Null, told), told(lesson)).await?;
    contents::files(import, &before.rows, &lesson.head).await?;
    contents::pictures(import, &before.rows, &lesson.head).await
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

/// Lessons that are not in the folder become drafts, behind the others of their module. Modules that are not in it come last.
pub async fn left_out(import: &mut Import<'_>, before: &Rows, folder: &Folder) -> Result<()> {
    let modules = before.modules.iter().filter(|module| !folder.modules.iter().any(|other| other.file.id == Some(module.id)));
    for (behind, module) in (0..).zip(modules) {
        let last = i32::try_from(folder.modules.len()).unwrap_or_default();
        lesson_changes::place_module(import.transaction, module.id, last + behind).await?;
    }
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
