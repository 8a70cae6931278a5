//! Changes of the shape of the course: modules, the order, what is set for a lesson.

use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::{former_slug, lesson, lesson_rule, module};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// Gives a module another title and sentence.
pub async fn rename_module(db: &impl ConnectionTrait, module: Uuid, title: &str, summary: &str) -> Result<()> {
    let update = module::Entity::update_many()
        .col_expr(module::Column::Title, Expr::value(title))
        .col_expr(module::Column::Summary, Expr::value(summary))
        .filter(module::Column::Id.eq(module));
    update.exec(db).await?;
    Ok(())
}

/// Gives a module another place.
pub async fn place_module(db: &impl ConnectionTrait, module: Uuid, position: i32) -> Result<()> {
    let update =
        module::Entity::update_many().col_expr(module::Column::Position, Expr::value(position)).filter(module::Column::Id.eq(module));
    update.exec(db).await?;
    Ok(())
}

/// Removes a module. The database refuses while it has lessons.
pub async fn remove_module(db: &impl ConnectionTrait, module: Uuid) -> Result<()> {
    module::Entity::delete_by_id(module).exec(db).await?;
    Ok(())
}

/// Gives a lesson another place.
pub async fn place_lesson(db: &impl ConnectionTrait, lesson: Uuid, module: Uuid, position: i32) -> Result<()> {
    let update = lesson::Entity::update_many()
        .col_expr(lesson::Column::ModuleId, Expr::value(module))
        .col_expr(lesson::Column::Position, Expr::value(position))
        .filter(lesson::Column::Id.eq(lesson));
    update.exec(db).await?;
    Ok(())
}

/// Deletes a lesson with what belongs to it. The database refuses if students have done something with it.
pub async fn remove_lesson(db: &impl ConnectionTrait, lesson: Uuid) -> Result<()> {
    lesson::Entity::delete_by_id(lesson).exec(db).await?;
    Ok(())
}

/// How a lesson stands before students.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whether it is published.
    pub published: bool,
    /// From when they see it, or saw it first.
    pub published_at: Option<DateTime<Utc>>,
    /// When it was put away.
    pub archived_at: Option<DateTime<Utc>>,
}

/// Sets how a lesson stands before students.
pub async fn set_standing(db: &impl ConnectionTrait, lesson: Uuid, standing: Standing) -> Result<()> {
    let state = if standing.published { "published" } else { "draft" };
    let update = lesson::Entity::update_many()
        .col_expr(lesson::Column::State, Expr::value(state))
        .col_expr(lesson::Column::PublishedAt, Expr::value(standing.published_at))
        .col_expr(lesson::Column::ArchivedAt, Expr::value(standing.archived_at))
        .filter(lesson::Column::Id.eq(lesson));
    update.exec(db).await?;
    Ok(())
}

/// What is set for a lesson beside its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The last part of its address.
    pub slug: String,
    /// Its video.
    pub vimeo_id: Option<String>,
    /// Its length in seconds.
    pub duration_s: i32,
    /// How the sales page shows it.
    pub visibility: &'static str,
    /// It opens so many days after the access began.
    pub opens_after_days: Option<i32>,
    /// It opens at this moment.
    pub opens_at: Option<DateTime<Utc>>,
    /// It opens after this lesson.
    pub after_lesson_id: Option<Uuid>,
}

/// Saves the settings of a lesson whose settings are still those of `version`. `false` says that they are not.
pub async fn save_settings(db: &impl ConnectionTrait, lesson: Uuid, version: i32, settings: &Settings) -> Result<bool> {
    let update = lesson::Entity::update_many()
        .col_expr(lesson::Column::Slug, Expr::value(settings.slug.as_str()))
        .col_expr(lesson::Column::VimeoId, Expr::value(settings.vimeo_id.clone()))
        .col_expr(lesson::Column::DurationS, Expr::value(settings.duration_s))
        .col_expr(lesson::Column::Visibility, Expr::value(settings.visibility))
        .col_expr(lesson::Column::SettingsVersion, Expr::col(lesson::Column::SettingsVersion).add(1))
        .filter(lesson::Column::Id.eq(lesson))
        .filter(lesson::Column::SettingsVersion.eq(version));
    if update.exec(db).await?.rows_affected == 0 {
        return Ok(false);
    }
    set_rule(db, lesson, settings).await?;
    Ok(true)
}

/// Sets what a lesson asks for before it opens. One without rules has no row of them.
pub async fn set_rule(db: &impl ConnectionTrait, lesson: Uuid, settings: &Settings) -> Result<()> {
    let Settings { opens_after_days, opens_at, after_lesson_id, .. } = settings;
    if opens_after_days.is_none() && opens_at.is_none() && after_lesson_id.is_none() {
        lesson_rule::Entity::delete_by_id(lesson).exec(db).await?;
        return Ok(());
    }
    let row = lesson_rule::ActiveModel {
        lesson_id: Set(lesson),
        opens_after_days: Set(*opens_after_days),
        opens_at: Set(*opens_at),
        after_lesson_id: Set(*after_lesson_id),
    };
    let columns = [lesson_rule::Column::OpensAfterDays, lesson_rule::Column::OpensAt, lesson_rule::Column::AfterLessonId];
    let again = OnConflict::column(lesson_rule::Column::LessonId).update_columns(columns).to_owned();
    lesson_rule::Entity::insert(row).on_conflict(again).exec_without_returning(db).await?;
    Ok(())
}

/// Remembers an address that a lesson had, and forgets that it ever had its present one before.
pub async fn remember_slug(db: &impl ConnectionTrait, lesson: Uuid, former: &str, present: &str, now: DateTime<Utc>) -> Result<()> {
    former_slug::Entity::delete_by_id(present).exec(db).await?;
    let row = former_slug::ActiveModel { slug: Set(former.to_owned()), lesson_id: Set(lesson), since: Set(now) };
    former_slug::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}
