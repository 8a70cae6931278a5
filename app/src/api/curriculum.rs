//! The course as its creator works on it.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]
#![expect(clippy::too_many_arguments, reason = "each argument is a field of a form")]

use super::Result;
use super::dto::{LessonDesk, ModuleRows, RevisionView, Saved, WordHistory};
use domain::ids::{LessonId, ModuleId, RevisionId};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::{
    ApiError,
    context::{lead_on, redirect_to, require_admin, services},
    dto::LessonWords,
    error::{Field, Problem},
    ports,
};
#[cfg(feature = "ssr")]
use crate::paths;

/// All lessons in order, by module.
#[server(endpoint = "curriculum/lessons", input = GetUrl)]
pub async fn lessons() -> Result<Vec<ModuleRows>> {
    let admin = require_admin()?;
    services().curriculum.lessons(&admin).await
}

/// A lesson, by its slug.
#[server(endpoint = "curriculum/lesson", input = GetUrl)]
pub async fn lesson(slug: String) -> Result<LessonDesk> {
    let admin = require_admin()?;
    services().curriculum.lesson(&admin, &slug).await
}

/// Adds a module at the end.
#[server(endpoint = "curriculum/add_module")]
pub async fn add_module(#[server(default)] title: String) -> Result<()> {
    let admin = require_admin()?;
    services().curriculum.add_module(&admin, &title).await
}

/// Gives a module another title and sentence.
#[server(endpoint = "curriculum/rename_module")]
pub async fn rename_module(module: ModuleId, #[server(default)] title: String, #[server(default)] summary: String) -> Result<()> {
    let admin = require_admin()?;
    services().curriculum.rename_module(&admin, module, &title, &summary).await
}

/// Gives a module another place, from 0.
#[server(endpoint = "curriculum/place_module")]
pub async fn place_module(module: ModuleId, at: u32) -> Result<()> {
    let admin = require_admin()?;
    services().curriculum.place_module(&admin, module, at).await
}

/// Removes a module without lessons.
#[server(endpoint = "curriculum/remove_module")]
pub async fn remove_module(module: ModuleId) -> Result<()> {
    let admin = require_admin()?;
    services().curriculum.remove_module(&admin, module).await
}

/// Adds a lesson to a module, and leads to it.
#[server(endpoint = "curriculum/add_lesson")]
pub async fn add_lesson(module: ModuleId, #[server(default)] title: String) -> Result<()> {
    let admin = require_admin()?;
    let slug = services().curriculum.add_lesson(&admin, module, &title).await?;
    redirect_to(&paths::admin_lesson(&slug));
    Ok(())
}

/// Gives a lesson another place: in this module, from 0.
#[server(endpoint = "curriculum/place_lesson")]
pub async fn place_lesson(lesson: LessonId, module: ModuleId, at: u32) -> Result<()> {
    let admin = require_admin()?;
    services().curriculum.place_lesson(&admin, lesson, module, at).await
}

/// Moves a lesson to the end of a module.
#[server(endpoint = "curriculum/move_lesson")]
pub async fn move_lesson(lesson: LessonId, module: ModuleId) -> Result<()> {
    let admin = require_admin()?;
    services().curriculum.place_lesson(&admin, lesson, module, u32::MAX).await
}

/// Deletes a lesson that nobody has done anything with, and leads back to the list.
#[server(endpoint = "curriculum/remove_lesson")]
pub async fn remove_lesson(lesson: LessonId) -> Result<()> {
    let admin = require_admin()?;
    services().curriculum.remove_lesson(&admin, lesson).await?;
    redirect_to(&paths::admin_lessons());
    Ok(())
}

/// Shows a lesson to students or takes it away from them: `to` is `now`, `later`, `draft` or `archive`. `at` is the moment for
/// `later`, in UTC.
#[server(endpoint = "curriculum/publish")]
pub async fn publish(lesson: LessonId, to: String, #[server(default)] at: String) -> Result<()> {
    let admin = require_admin()?;
    let publish = match to.as_str() {
        "now" => ports::Publish::Now,
        "later" => ports::Publish::At(moment(&at).ok_or(ApiError::invalid(Field::From, Problem::Malformed))?),
        "draft" => ports::Publish::Withdraw,
        "archive" => ports::Publish::Archive,
        _ => return Err(ApiError::BadRequest),
    };
    let slug = services().curriculum.publish(&admin, lesson, publish).await?;
    lead_on(&paths::admin_lesson_done(&slug, &to));
    Ok(())
}

/// A moment as forms hold it, with seconds or without, in UTC.
#[cfg(feature = "ssr")]
fn moment(typed: &str) -> Option<chrono::DateTime<chrono::Utc>> {
    let read = |format| chrono::NaiveDateTime::parse_from_str(typed.trim(), format).ok();
    read("%Y-%m-%dT%H:%M").or_else(|| read("%Y-%m-%dT%H:%M:%S")).map(|moment| moment.and_utc())
}

/// Saves the words of a lesson that began from those of a version. A browser without scripts is led to the lesson, or to both
/// texts if somebody else has saved meanwhile.
#[server(endpoint = "curriculum/save_words")]
pub async fn save_words(
    lesson: LessonId,
    version: u32,
    #[server(default)] title: String,
    #[server(default)] summary: String,
    #[server(default)] source: String,
    show: Option<String>,
) -> Result<Saved> {
    let admin = require_admin()?;
    let words = LessonWords { title, summary, source };
    let saved = services().curriculum.save_words(&admin, ports::SaveWords { lesson, version, words, show: show.is_some() }).await?;
    lead_on(&paths::after_saving(&saved.slug, saved.conflict.as_ref().map(|aside| aside.revision), saved.unshown));
    Ok(saved)
}

/// A text as students would see it. Writes nothing; it is posted because it is long.
#[server(endpoint = "curriculum/preview")]
pub async fn preview(#[server(default)] source: String) -> Result<String> {
    let admin = require_admin()?;
    services().curriculum.preview(&admin, &source).await
}

/// Saves everything else that is set for a lesson.
#[server(endpoint = "curriculum/save_settings")]
pub async fn save_settings(
    lesson: LessonId,
    version: u32,
    #[server(default)] slug: String,
    #[server(default)] video: String,
    #[server(default)] minutes: String,
    #[server(default)] visibility: String,
    #[server(default)] opens_after_days: String,
    #[server(default)] opens_at: String,
    #[server(default)] after: String,
) -> Result<()> {
    let admin = require_admin()?;
    let typed = ports::SaveSettings { version, slug, video, minutes, visibility, opens_after_days, opens_at, after };
    let slug = services().curriculum.save_settings(&admin, lesson, typed).await?;
    redirect_to(&paths::admin_lesson_done(&slug, "settings"));
    Ok(())
}

/// What the words of a lesson were.
#[server(endpoint = "curriculum/history", input = GetUrl)]
pub async fn history(slug: String) -> Result<WordHistory> {
    let admin = require_admin()?;
    services().curriculum.history(&admin, &slug).await
}

/// One state of them beside the latest.
#[server(endpoint = "curriculum/revision", input = GetUrl)]
pub async fn revision(slug: String, id: String) -> Result<RevisionView> {
    let admin = require_admin()?;
    let id = id.parse().map_err(|_| ApiError::NotFound)?;
    services().curriculum.revision(&admin, &slug, id).await
}

/// Makes a kept state the latest words, and leads to the lesson; to both texts if somebody has saved since `version`.
#[server(endpoint = "curriculum/restore")]
pub async fn restore(revision: RevisionId, version: u32) -> Result<()> {
    let admin = require_admin()?;
    let saved = services().curriculum.restore(&admin, revision, version).await?;
    redirect_to(&paths::after_saving(&saved.slug, saved.conflict.map(|aside| aside.revision), saved.unshown));
    Ok(())
}
