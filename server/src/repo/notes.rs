//! Notes and bookmarks. Every query names the student whose they are.

use super::search;
use super::statements::statement;
use crate::error::Result;
use chrono::{DateTime, Utc};
use domain::note;
use domain::search::Query;
use entity::{bookmark, note as table};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

/// A note with the lesson that it belongs to.
#[derive(Clone, Debug, FromQueryResult)]
pub struct NoteRow {
    /// Its id.
    pub id: Uuid,
    /// The second of the video.
    pub at_s: Option<i32>,
    /// The text.
    pub body: String,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// The lesson.
    pub lesson_id: Uuid,
    /// Its slug.
    pub slug: String,
    /// Its title.
    pub title: String,
}

/// A lesson that has notes or a bookmark.
#[derive(Clone, Debug, FromQueryResult)]
pub struct MarkedLesson {
    /// The lesson.
    pub lesson_id: Uuid,
    /// Its slug.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// When it was bookmarked.
    pub bookmarked_at: Option<DateTime<Utc>>,
}

/// Which notes are looked for, and which part of them.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    /// Those of a lesson, by its slug; of all where it is empty.
    pub lesson: &'a str,
    /// Those that have all of these words; all where there are none.
    pub search: Option<&'a Query>,
    /// So many are passed over.
    pub after: u64,
    /// So many are given at most.
    pub most: u64,
}

/// Writes a note, unless the person has as many as fit. `false` says that nothing was written: there are too many, or the id is
/// taken, by the same note or by another.
pub async fn insert(db: &impl ConnectionTrait, row: table::Model) -> Result<bool> {
    let sql = "INSERT INTO notes (id, user_id, lesson_id, at_s, body, created_at, updated_at)
        SELECT $1, $2, $3, $4, $5, $6, $6 WHERE (SELECT COUNT(*) FROM notes WHERE user_id = $2) < $7
        ON CONFLICT (id) DO NOTHING";
    let values = [
        row.id.into(),
        row.user_id.into(),
        row.lesson_id.into(),
        row.at_s.into(),
        row.body.into(),
        row.created_at.into(),
        i64::from(note::MOST).into(),
    ];
    let written = db.execute_raw(statement(db.get_database_backend(), sql, values)).await?;
    Ok(written.rows_affected() == 1)
}

/// A student's own note.
pub async fn find(db: &impl ConnectionTrait, user: Uuid, id: Uuid) -> Result<Option<table::Model>> {
    Ok(table::Entity::find_by_id(id).filter(table::Column::UserId.eq(user)).one(db).await?)
}

/// Whether anybody has a note with this id.
pub async fn is_taken(db: &impl ConnectionTrait, id: Uuid) -> Result<bool> {
    Ok(table::Entity::find_by_id(id).count(db).await? > 0)
}

/// A student's own notes of a lesson, in the order of its video.
pub async fn of_lesson(db: &impl ConnectionTrait, user: Uuid, lesson: Uuid, after: u64, most: u64) -> Result<Vec<table::Model>> {
    let query = table::Entity::find()
        .filter(table::Column::UserId.eq(user))
        .filter(table::Column::LessonId.eq(lesson))
        .order_by_asc(table::Column::AtS.is_null())
        .order_by_asc(table::Column::AtS)
        .order_by_asc(table::Column::CreatedAt)
        .order_by_asc(table::Column::Id)
        .offset(after)
        .limit(most);
    Ok(query.all(db).await?)
}

/// Gives a student's own note another text.
pub async fn change(db: &impl ConnectionTrait, user: Uuid, id: Uuid, body: &str, now: DateTime<Utc>) -> Result<()> {
    let update = table::Entity::update_many()
        .col_expr(table::Column::Body, Expr::value(body))
        .col_expr(table::Column::UpdatedAt, Expr::value(now))
        .filter(table::Column::Id.eq(id))
        .filter(table::Column::UserId.eq(user));
    update.exec(db).await?;
    Ok(())
}

/// Deletes a student's own note. `false` says that there is none.
pub async fn delete(db: &impl ConnectionTrait, user: Uuid, id: Uuid) -> Result<bool> {
    let delete = table::Entity::delete_many().filter(table::Column::Id.eq(id)).filter(table::Column::UserId.eq(user));
    Ok(delete.exec(db).await?.rows_affected == 1)
}

const PART: &str = "SELECT n.id, n.at_s, n.body, n.created_at, n.lesson_id, l.slug, l.title
    FROM notes n JOIN lessons l ON l.id = n.lesson_id JOIN modules m ON m.id = l.module_id
    WHERE n.user_id = $1 AND ($2 = '' OR l.slug = $2) AND FOUND
    ORDER BY m.position, m.id, l.position, l.id, (n.at_s IS NULL), n.at_s, n.created_at, n.id
    LIMIT $4 OFFSET $5";

/// A student's own notes in the order of the course, and of each lesson's video.
pub async fn part(db: &impl ConnectionTrait, user: Uuid, part: Part<'_>) -> Result<Vec<NoteRow>> {
    let backend = db.get_database_backend();
    let (found, words) = part.search.map_or(("$3 = ''", String::new()), |query| search::own_notes(backend, query));
    let sql = PART.replace("FOUND", found);
    let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let values = [user.into(), part.lesson.into(), words.into(), count(part.most).into(), count(part.after).into()];
    Ok(NoteRow::find_by_statement(statement(backend, &sql, values)).all(db).await?)
}

/// The lessons that a student has bookmarked or written notes of, in the order of the course.
pub async fn lessons(db: &impl ConnectionTrait, user: Uuid) -> Result<Vec<MarkedLesson>> {
    let sql = "SELECT l.id AS lesson_id, l.slug, l.title, b.created_at AS bookmarked_at
        FROM lessons l JOIN modules m ON m.id = l.module_id
        LEFT JOIN bookmarks b ON b.lesson_id = l.id AND b.user_id = $1
        WHERE b.user_id IS NOT NULL OR EXISTS (SELECT 1 FROM notes n WHERE n.user_id = $1 AND n.lesson_id = l.id)
        ORDER BY m.position, m.id, l.position, l.id";
    Ok(MarkedLesson::find_by_statement(statement(db.get_database_backend(), sql, [user.into()])).all(db).await?)
}

/// Bookmarks a lesson; the first time stays.
pub async fn set_bookmark(db: &impl ConnectionTrait, user: Uuid, lesson: Uuid, now: DateTime<Utc>) -> Result<()> {
    let row = bookmark::ActiveModel { user_id: Set(user), lesson_id: Set(lesson), created_at: Set(now) };
    let again = OnConflict::columns([bookmark::Column::UserId, bookmark::Column::LessonId]).do_nothing().to_owned();
    bookmark::Entity::insert(row).on_conflict(again).exec_without_returning(db).await?;
    Ok(())
}

/// Takes a bookmark away.
pub async fn remove_bookmark(db: &impl ConnectionTrait, user: Uuid, lesson: Uuid) -> Result<()> {
    let delete = bookmark::Entity::delete_many().filter(bookmark::Column::UserId.eq(user)).filter(bookmark::Column::LessonId.eq(lesson));
    delete.exec(db).await?;
    Ok(())
}
