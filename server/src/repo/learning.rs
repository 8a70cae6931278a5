//! Lessons as students read, tick off and complete them.

use super::statements::statement;
use crate::error::{Fault, Result};
use chrono::{DateTime, Utc};
use entity::{course_completion, lesson, lesson_progress};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, QueryFilter};
use serde::Deserialize;
use uuid::Uuid;

/// A lesson, published or not.
pub async fn lesson(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<lesson::Model>> {
    Ok(lesson::Entity::find_by_id(id).one(db).await?)
}

/// What a lesson has beside its line in the outline.
#[derive(Clone, Debug, FromQueryResult)]
pub struct LessonBody {
    /// One sentence.
    pub summary: String,
    /// The text.
    pub html: String,
    /// Its video.
    pub vimeo_id: Option<String>,
    /// Its files as a JSON array of [`BodyFile`], in no order.
    pub files: String,
}

/// A file of a lesson, as the statement that reads the lesson gives it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct BodyFile {
    /// Its place among the files.
    pub position: i32,
    /// Its id.
    pub id: Uuid,
    /// What students see.
    pub title: String,
    /// The name of its kind.
    pub kind: String,
    /// Its size in bytes.
    pub size: u64,
}

impl LessonBody {
    /// The files in order.
    pub fn files(&self) -> Result<Vec<BodyFile>> {
        let mut files: Vec<BodyFile> =
            serde_json::from_str(&self.files).map_err(|error| Fault::stored(format!("files of a lesson: {error}")))?;
        files.sort();
        Ok(files)
    }
}

/// The files of the lesson that the parameter `lesson` names, as text in JSON. Ids are bytes in SQLite and written in hexadecimal
/// digits.
fn files_of_lesson(backend: DbBackend, lesson: &str) -> String {
    match backend {
        DbBackend::Postgres => {
            format!(
                "(SELECT COALESCE(json_agg(json_build_object('id', a.id, 'position', a.position, 'title', a.title, 'kind', a.kind,
                'size', a.size)), '[]')::text FROM attachments a WHERE a.lesson_id = {lesson})"
            )
        }
        _ => {
            format!(
                "(SELECT json_group_array(json_object('id', lower(hex(a.id)), 'position', a.position, 'title', a.title, 'kind', a.kind,
                'size', a.size)) FROM attachments a WHERE a.lesson_id = {lesson})"
            )
        }
    }
}

/// Notes that the student looks at a lesson, and reads it: one statement.
pub async fn visit(db: &impl ConnectionTrait, user: Uuid, lesson: Uuid, now: DateTime<Utc>) -> Result<Option<LessonBody>> {
    let backend = db.get_database_backend();
    let sql = format!(
        "INSERT INTO lesson_progress (user_id, lesson_id, touched_at) VALUES ($1, $2, $3)
        ON CONFLICT (user_id, lesson_id) DO UPDATE SET touched_at = excluded.touched_at
        RETURNING (SELECT l.summary FROM lessons l WHERE l.id = $2) AS summary,
            (SELECT l.html FROM lessons l WHERE l.id = $2) AS html,
            (SELECT l.vimeo_id FROM lessons l WHERE l.id = $2) AS vimeo_id,
            {} AS files",
        files_of_lesson(backend, "$2")
    );
    let statement = statement(backend, &sql, [user.into(), lesson.into(), now.into()]);
    Ok(LessonBody::find_by_statement(statement).one(db).await?)
}

/// Reads a lesson as [`visit`] does, and notes nothing.
pub async fn body(db: &impl ConnectionTrait, lesson: Uuid) -> Result<Option<LessonBody>> {
    let backend = db.get_database_backend();
    let files = files_of_lesson(backend, "$1");
    let sql = format!("SELECT l.summary, l.html, l.vimeo_id, {files} AS files FROM lessons l WHERE l.id = $1");
    Ok(LessonBody::find_by_statement(statement(backend, &sql, [lesson.into()])).one(db).await?)
}

/// Ticks a lesson off. The first tick's time stays.
pub async fn complete(db: &impl ConnectionTrait, user: Uuid, lesson: Uuid, now: DateTime<Utc>) -> Result<()> {
    let sql = "INSERT INTO lesson_progress (user_id, lesson_id, touched_at, completed_at) VALUES ($1, $2, $3, $3)
        ON CONFLICT (user_id, lesson_id) DO UPDATE SET touched_at = excluded.touched_at,
            completed_at = COALESCE(lesson_progress.completed_at, excluded.completed_at)";
    db.execute_raw(statement(db.get_database_backend(), sql, [user.into(), lesson.into(), now.into()])).await?;
    Ok(())
}

/// Takes a tick back.
pub async fn undo(db: &impl ConnectionTrait, user: Uuid, lesson: Uuid) -> Result<()> {
    let update = lesson_progress::Entity::update_many()
        .col_expr(lesson_progress::Column::CompletedAt, Expr::value(Option::<DateTime<Utc>>::None))
        .filter(lesson_progress::Column::UserId.eq(user))
        .filter(lesson_progress::Column::LessonId.eq(lesson));
    update.exec(db).await?;
    Ok(())
}

/// Notes that a student has completed the course; the first time stays. `false` says that this was known.
pub async fn complete_course(db: &impl ConnectionTrait, user: Uuid, course: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let row = course_completion::ActiveModel { user_id: Set(user), course_id: Set(course), completed_at: Set(now) };
    let again = OnConflict::columns([course_completion::Column::UserId, course_completion::Column::CourseId]).do_nothing().to_owned();
    Ok(course_completion::Entity::insert(row).on_conflict(again).exec_without_returning(db).await? == 1)
}
