//! The order of the course.

use super::{lesson_subject, log};
use crate::core::Core;
use crate::error::Result;
use crate::repo::{curriculum, lesson_changes};
use app::api::ApiError;
use domain::ids::{LessonId, ModuleId, UserId};
use sea_orm::DatabaseTransaction;
use serde_json::json;
use uuid::Uuid;

/// Gives a module another place, from 0. Beyond the last it is the last.
pub async fn module(core: &Core, admin: UserId, module: ModuleId, at: u32) -> Result<()> {
    let transaction = core.db.begin().await?;
    let mut modules = curriculum::modules_for_change(&transaction).await?;
    let from = modules.iter().position(|other| other.id == module.0).ok_or(ApiError::NotFound)?;
    let to = index(at, modules.len() - 1);
    if from != to {
        let moved = modules.remove(from);
        modules.insert(to, moved);
        for (position, module) in (0..).zip(&modules).filter(|(position, module)| module.position != *position) {
            lesson_changes::place_module(&transaction, module.id, position).await?;
        }
        let subject = format!("module/{}", module.0);
        log(core, &transaction, admin, "module.move", &subject, json!({ "place": from + 1 }), json!({ "place": to + 1 })).await?;
    }
    Ok(transaction.commit().await?)
}

/// Gives a lesson another place: in this module, from 0. Beyond the last it is the last.
pub async fn lesson(core: &Core, admin: UserId, lesson: LessonId, module: ModuleId, at: u32) -> Result<()> {
    let transaction = core.db.begin().await?;
    let modules = curriculum::modules_for_change(&transaction).await?;
    let title_of = |id: Uuid| modules.iter().find(|module| module.id == id).map(|module| module.title.clone());
    let found = curriculum::lesson_for_change(&transaction, lesson.into()).await?.ok_or(ApiError::NotFound)?;
    let goal = title_of(module.into()).ok_or(ApiError::NotFound)?;
    let before = curriculum::places(&transaction, found.module_id).await?;
    let from = before.iter().position(|(id, _)| *id == found.id).ok_or(ApiError::NotFound)?;
    let mut places = curriculum::places(&transaction, module.into()).await?;
    places.retain(|(id, _)| *id != found.id);
    let to = index(at, places.len());
    if found.module_id == module.0 && from == to {
        return Ok(());
    }
    // No lesson has this place: its own is written down whatever it was.
    places.insert(to, (found.id, -1));
    renumber(&transaction, module.into(), &places).await?;
    let old = json!({ "module": title_of(found.module_id), "place": from + 1 });
    let new = json!({ "module": goal, "place": to + 1 });
    log(core, &transaction, admin, "lesson.move", &lesson_subject(found.id), old, new).await?;
    Ok(transaction.commit().await?)
}

async fn renumber(transaction: &DatabaseTransaction, module: Uuid, places: &[(Uuid, i32)]) -> Result<()> {
    for (position, (lesson, was)) in (0..).zip(places) {
        if *was != position {
            lesson_changes::place_lesson(transaction, *lesson, module, position).await?;
        }
    }
    Ok(())
}

fn index(at: u32, last: usize) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX).min(last)
}
