//! Modules, and lessons that are begun.

use super::{input, lesson_subject, log};
use crate::core::Core;
use crate::error::Result;
use crate::repo::{content, curriculum, lesson_changes, seed};
use crate::services::audit::NOTHING;
use crate::services::search;
use app::api::ApiError;
use app::api::error::Conflict;
use domain::ids::{ModuleId, UserId};
use domain::slug::Slug;
use entity::{lesson, module};
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use serde_json::{Value, json};
use uuid::Uuid;

fn subject(module: Uuid) -> String {
    format!("module/{module}")
}

fn shown(module: &module::Model) -> Value {
    json!({ "title": module.title, "summary": module.summary })
}

/// Adds a module at the end.
pub async fn add(core: &Core, admin: UserId, title: &str) -> Result<()> {
    let title = input::title(title)?;
    let transaction = core.db.begin().await?;
    let course = content::course(&transaction).await?.ok_or(ApiError::NotFound)?;
    let modules = curriculum::modules_for_change(&transaction).await?;
    let id = core.new_id();
    let row = module::ActiveModel {
        id: Set(id),
        course_id: Set(course.id),
        slug: Set(free_module_slug(&transaction, &title).await?),
        title: Set(title.clone()),
        summary: Set(String::new()),
        position: Set(modules.last().map_or(0, |last| last.position + 1)),
        created_at: Set(core.now()),
    };
    seed::insert_module(&transaction, row).await?;
    log(core, &transaction, admin, "module.add", &subject(id), NOTHING, json!({ "title": title })).await?;
    Ok(transaction.commit().await?)
}

/// Gives a module another title and sentence.
pub async fn rename(core: &Core, admin: UserId, module: ModuleId, title: &str, summary: &str) -> Result<()> {
    let (title, summary) = (input::title(title)?, input::summary(summary)?);
    let transaction = core.db.begin().await?;
    let before = find(&transaction, module).await?;
    let after = module::Model { title, summary, ..before.clone() };
    if after != before {
        lesson_changes::rename_module(&transaction, before.id, &after.title, &after.summary).await?;
        log(core, &transaction, admin, "module.rename", &subject(before.id), shown(&before), shown(&after)).await?;
    }
    Ok(transaction.commit().await?)
}

/// Removes a module without lessons.
pub async fn remove(core: &Core, admin: UserId, module: ModuleId) -> Result<()> {
    let transaction = core.db.begin().await?;
    let before = find(&transaction, module).await?;
    if !curriculum::places(&transaction, before.id).await?.is_empty() {
        return Err(ApiError::Conflict(Conflict::ModuleInUse).into());
    }
    lesson_changes::remove_module(&transaction, before.id).await?;
    log(core, &transaction, admin, "module.remove", &subject(before.id), shown(&before), NOTHING).await?;
    Ok(transaction.commit().await?)
}

async fn find(transaction: &DatabaseTransaction, module: ModuleId) -> Result<module::Model> {
    let modules = curriculum::modules_for_change(transaction).await?;
    Ok(modules.into_iter().find(|other| other.id == module.0).ok_or(ApiError::NotFound)?)
}

/// Adds a lesson at the end of a module, as a draft. Gives its slug.
pub async fn add_lesson(core: &Core, admin: UserId, module: ModuleId, title: &str) -> Result<String> {
    let title = input::title(title)?;
    let transaction = core.db.begin().await?;
    let module = find(&transaction, module).await?;
    let (id, now) = (core.new_id(), core.now());
    let slug = free_slug(&transaction, &title).await?;
    let places = curriculum::places(&transaction, module.id).await?;
    let row = lesson::ActiveModel {
        id: Set(id),
        module_id: Set(module.id),
        slug: Set(slug.clone()),
        title: Set(title.clone()),
        summary: Set(String::new()),
        position: Set(places.last().map_or(0, |(_, position)| position + 1)),
        source: Set(String::new()),
        html: Set(String::new()),
        duration_s: Set(0),
        visibility: Set("titled".to_owned()),
        state: Set("draft".to_owned()),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    };
    search::lessons::put(&transaction, &seed::insert_lesson(&transaction, row).await?).await?;
    let after = json!({ "title": title, "slug": slug, "module": module.title });
    log(core, &transaction, admin, "lesson.add", &lesson_subject(id), NOTHING, after).await?;
    transaction.commit().await?;
    Ok(slug)
}

/// A slug for a title that no lesson has or had.
async fn free_slug(transaction: &DatabaseTransaction, title: &str) -> Result<String> {
    let wish = Slug::of_title(title, "lesson");
    let (mut slug, mut number) = (wish.clone(), 2);
    while curriculum::owner_of_slug(transaction, slug.as_str()).await?.is_some() {
        slug = wish.numbered(number);
        number += 1;
    }
    Ok(slug.as_str().to_owned())
}

async fn free_module_slug(transaction: &DatabaseTransaction, title: &str) -> Result<String> {
    let wish = Slug::of_title(title, "module");
    let (mut slug, mut number) = (wish.clone(), 2);
    while curriculum::is_module(transaction, slug.as_str()).await? {
        slug = wish.numbered(number);
        number += 1;
    }
    Ok(slug.as_str().to_owned())
}
