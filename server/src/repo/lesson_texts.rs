//! The words of lessons: the latest, which students may not see yet, and what they were.

use super::statements::statement;
use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::{lesson, lesson_draft, lesson_revision, user};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// Where the writing of a lesson stands. Absent while nobody has saved anything.
pub async fn draft(db: &impl ConnectionTrait, lesson: Uuid) -> Result<Option<lesson_draft::Model>> {
    Ok(lesson_draft::Entity::find_by_id(lesson).one(db).await?)
}

/// Words to be saved.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The title.
    pub title: &'a str,
    /// One or two sentences.
    pub summary: &'a str,
    /// The text in Markdown.
    pub source: &'a str,
}

/// A save of a lesson's words.
#[derive(Clone, Copy, Debug)]
pub struct Save<'a> {
    /// The lesson.
    pub lesson: Uuid,
    /// The version that it began from; 0 before the first.
    pub from: i32,
    /// The words that students do not see yet; without them the lesson's own are the latest.
    pub waiting: Option<Words<'a>>,
    /// Who saves.
    pub by: Uuid,
    /// When.
    pub at: DateTime<Utc>,
}

/// Saves, if the latest version is still the one that the save began from. `false` says that it is not.
pub async fn save(db: &impl ConnectionTrait, save: Save<'_>) -> Result<bool> {
    let sql = "INSERT INTO lesson_drafts (lesson_id, version, title, summary, source, edited_by, edited_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (lesson_id) DO UPDATE SET version = excluded.version, title = excluded.title, summary = excluded.summary,
            source = excluded.source, edited_by = excluded.edited_by, edited_at = excluded.edited_at
        WHERE lesson_drafts.version = $8";
    let text = |part: fn(Words<'_>) -> &str| save.waiting.map(|words| part(words).to_owned());
    let values = [
        save.lesson.into(),
        (save.from + 1).into(),
        text(|words| words.title).into(),
        text(|words| words.summary).into(),
        text(|words| words.source).into(),
        save.by.into(),
        save.at.into(),
        save.from.into(),
    ];
    Ok(db.execute_raw(statement(db.get_database_backend(), sql, values)).await?.rows_affected() == 1)
}

/// Gives a lesson the words that students see.
pub async fn show(db: &impl ConnectionTrait, lesson: &lesson::Model) -> Result<()> {
    let update = lesson::Entity::update_many()
        .col_expr(lesson::Column::Title, Expr::value(lesson.title.as_str()))
        .col_expr(lesson::Column::Summary, Expr::value(lesson.summary.as_str()))
        .col_expr(lesson::Column::Source, Expr::value(lesson.source.as_str()))
        .col_expr(lesson::Column::Html, Expr::value(lesson.html.as_str()))
        .col_expr(lesson::Column::UpdatedAt, Expr::value(lesson.updated_at))
        .filter(lesson::Column::Id.eq(lesson.id));
    update.exec(db).await?;
    Ok(())
}

/// Keeps a state of the words for good. One that is kept already stays as it is.
pub async fn keep(db: &impl ConnectionTrait, row: lesson_revision::ActiveModel) -> Result<()> {
    let again = OnConflict::new().do_nothing().to_owned();
    lesson_revision::Entity::insert(row).on_conflict(again).exec_without_returning(db).await?;
    Ok(())
}

/// A row for a state of the words; `kind` is `saved` or `set_aside`.
pub fn revision(id: Uuid, kind: &str, version: i32, words: Words<'_>) -> lesson_revision::ActiveModel {
    lesson_revision::ActiveModel {
        id: Set(id),
        kind: Set(kind.to_owned()),
        version: Set(version),
        title: Set(words.title.to_owned()),
        summary: Set(words.summary.to_owned()),
        source: Set(words.source.to_owned()),
        ..Default::default()
    }
}

/// When the latest state was written that is kept of a lesson.
pub async fn kept_at(db: &impl ConnectionTrait, lesson: Uuid) -> Result<Option<DateTime<Utc>>> {
    let query = lesson_revision::Entity::find()
        .filter(lesson_revision::Column::LessonId.eq(lesson))
        .filter(lesson_revision::Column::Kind.eq("saved"))
        .order_by_desc(lesson_revision::Column::Version);
    Ok(query.one(db).await?.map(|row| row.written_at))
}

/// The latest states that are kept of a lesson, with who wrote them.
pub async fn revisions(db: &impl ConnectionTrait, lesson: Uuid, limit: u64) -> Result<Vec<(lesson_revision::Model, Option<user::Model>)>> {
    let query = lesson_revision::Entity::find()
        .find_also_related(user::Entity)
        .filter(lesson_revision::Column::LessonId.eq(lesson))
        .order_by_desc(lesson_revision::Column::WrittenAt)
        .order_by_desc(lesson_revision::Column::Id)
        .limit(limit);
    Ok(query.all(db).await?)
}

/// One of them.
pub async fn one_revision(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<(lesson_revision::Model, Option<user::Model>)>> {
    Ok(lesson_revision::Entity::find_by_id(id).find_also_related(user::Entity).one(db).await?)
}

/// Lets nothing wait that students do not see. What waited was kept before.
pub async fn drop_waiting(db: &impl ConnectionTrait, lesson: Uuid, now: DateTime<Utc>) -> Result<()> {
    let sql = "UPDATE lesson_drafts SET version = version + 1, title = NULL, summary = NULL, source = NULL, edited_at = $2
        WHERE lesson_id = $1 AND source IS NOT NULL";
    db.execute_raw(statement(db.get_database_backend(), sql, [lesson.into(), now.into()])).await?;
    Ok(())
}
