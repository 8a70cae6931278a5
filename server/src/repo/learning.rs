//! The course with one student's progress. Every query names the student.

use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::{lesson, lesson_progress, module};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, QueryFilter, Statement};
use uuid::Uuid;

/// A published lesson with its module and a student's progress.
#[derive(Clone, Debug, FromQueryResult)]
pub struct OutlineRow {
    /// The title of the course.
    pub course_title: String,
    /// The product that opens it.
    pub product_id: Uuid,
    /// The module.
    pub module_id: Uuid,
    /// Its title.
    pub module_title: String,
    /// Its sentence.
    pub module_summary: String,
    /// The lesson.
    pub lesson_id: Uuid,
    /// Its slug.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its length.
    pub duration_s: i32,
    /// When the student last saw it.
    pub touched_at: Option<DateTime<Utc>>,
    /// When the student completed it.
    pub completed_at: Option<DateTime<Utc>>,
}

/// All published lessons in order, in one statement however many there are.
pub async fn outline(db: &impl ConnectionTrait, user: Uuid) -> Result<Vec<OutlineRow>> {
    let backend = db.get_database_backend();
    let user_parameter = if backend == DbBackend::Postgres { "$1" } else { "?1" };
    let sql = format!(
        "SELECT c.title AS course_title, c.product_id, m.id AS module_id, m.title AS module_title, m.summary AS module_summary,
                l.id AS lesson_id, l.slug, l.title, l.duration_s, p.touched_at, p.completed_at
         FROM courses c
         JOIN modules m ON m.course_id = c.id
         JOIN lessons l ON l.module_id = m.id AND l.state = 'published'
         LEFT JOIN lesson_progress p ON p.lesson_id = l.id AND p.user_id = {user_parameter}
         ORDER BY m.position, m.id, l.position, l.id"
    );
    let statement = Statement::from_sql_and_values(backend, sql, [user.into()]);
    Ok(OutlineRow::find_by_statement(statement).all(db).await?)
}

/// A published lesson with its text and its module's title.
pub async fn lesson(db: &impl ConnectionTrait, slug: &str) -> Result<Option<(lesson::Model, Option<module::Model>)>> {
    let query = lesson::Entity::find()
        .find_also_related(module::Entity)
        .filter(lesson::Column::Slug.eq(slug))
        .filter(lesson::Column::State.eq("published"));
    Ok(query.one(db).await?)
}

/// Notes that the student looked at a lesson.
pub async fn touch(db: &impl ConnectionTrait, user: Uuid, lesson: Uuid, now: DateTime<Utc>) -> Result<()> {
    let row = lesson_progress::ActiveModel { user_id: Set(user), lesson_id: Set(lesson), touched_at: Set(now), completed_at: Set(None) };
    let again = OnConflict::columns([lesson_progress::Column::UserId, lesson_progress::Column::LessonId])
        .update_column(lesson_progress::Column::TouchedAt)
        .to_owned();
    lesson_progress::Entity::insert(row).on_conflict(again).exec_without_returning(db).await?;
    Ok(())
}

/// Ticks a lesson off. The first tick's time stays.
pub async fn complete(db: &impl ConnectionTrait, user: Uuid, lesson: Uuid, now: DateTime<Utc>) -> Result<()> {
    touch(db, user, lesson, now).await?;
    let open = lesson_progress::Column::CompletedAt.is_null();
    set_completed(db, user, lesson, Some(now), open).await
}

/// Takes a tick back.
pub async fn undo(db: &impl ConnectionTrait, user: Uuid, lesson: Uuid) -> Result<()> {
    let done = lesson_progress::Column::CompletedAt.is_not_null();
    set_completed(db, user, lesson, None, done).await
}

async fn set_completed(
    db: &impl ConnectionTrait,
    user: Uuid,
    lesson: Uuid,
    at: Option<DateTime<Utc>>,
    only_if: sea_orm::sea_query::SimpleExpr,
) -> Result<()> {
    let update = lesson_progress::Entity::update_many()
        .col_expr(lesson_progress::Column::CompletedAt, Expr::value(at))
        .filter(lesson_progress::Column::UserId.eq(user))
        .filter(lesson_progress::Column::LessonId.eq(lesson))
        .filter(only_if);
    update.exec(db).await?;
    Ok(())
}
