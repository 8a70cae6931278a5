//! Rounds of mails about new lessons.

use super::statements::statement;
use crate::error::Result;
use chrono::{DateTime, Utc};
use domain::announcing::Waiting;
use entity::{announced_lesson, announcement};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter};
use std::collections::HashSet;
use uuid::Uuid;

/// What decides whether a round begins.
#[derive(Clone, Copy, Debug)]
pub struct Outlook {
    /// The lessons that wait.
    pub waiting: Waiting,
    /// When the round before began.
    pub before: Option<DateTime<Utc>>,
}

#[derive(FromQueryResult)]
struct OutlookRow {
    first: Option<DateTime<Utc>>,
    last: Option<DateTime<Utc>>,
    before: Option<DateTime<Utc>>,
}

/// The lessons that wait for a round, if any of them is new to anybody: published after somebody's access began.
pub async fn outlook(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Option<Outlook>> {
    let sql = "SELECT MIN(l.published_at) AS first, MAX(l.published_at) AS last, (SELECT MAX(begun_at) FROM announcements) AS before
        FROM lessons l JOIN modules m ON m.id = l.module_id JOIN courses c ON c.id = m.course_id
        WHERE l.state = 'published' AND l.published_at <= $1
            AND NOT EXISTS (SELECT 1 FROM announced_lessons a WHERE a.lesson_id = l.id)
            AND (SELECT MIN(g.starts_at) FROM grants g WHERE g.product_id = c.product_id) < l.published_at";
    let row = OutlookRow::find_by_statement(statement(db.get_database_backend(), sql, [now.into()])).one(db).await?;
    Ok(row.and_then(|row| Some(Outlook { waiting: Waiting { first: row.first?, last: row.last? }, before: row.before })))
}

/// Begins a round with all lessons that are published and not announced. `false` says that one is under way.
pub async fn begin(db: &impl ConnectionTrait, round: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let row = announcement::ActiveModel { id: Set(round), begun_at: Set(now), reached: Set(None), finished_at: Set(None) };
    let under_way = OnConflict::new().do_nothing().to_owned();
    if announcement::Entity::insert(row).on_conflict(under_way).exec_without_returning(db).await? == 0 {
        return Ok(false);
    }
    let sql = "INSERT INTO announced_lessons (lesson_id, announcement_id)
        SELECT l.id, $1 FROM lessons l WHERE l.state = 'published' AND l.published_at <= $2
            AND NOT EXISTS (SELECT 1 FROM announced_lessons a WHERE a.lesson_id = l.id)";
    db.execute_raw(statement(db.get_database_backend(), sql, [round.into(), now.into()])).await?;
    Ok(true)
}

/// A round that is under way.
pub async fn under_way(db: &impl ConnectionTrait, round: Uuid) -> Result<Option<announcement::Model>> {
    Ok(announcement::Entity::find_by_id(round).filter(announcement::Column::FinishedAt.is_null()).one(db).await?)
}

/// The lessons of a round.
pub async fn lessons(db: &impl ConnectionTrait, round: Uuid) -> Result<HashSet<Uuid>> {
    let query = announced_lesson::Entity::find().filter(announced_lesson::Column::AnnouncementId.eq(round));
    Ok(query.all(db).await?.into_iter().map(|row| row.lesson_id).collect())
}

/// Somebody to write to.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Student {
    /// Who.
    pub id: Uuid,
    /// The address.
    pub email: String,
}

/// The next students of a round: those with a live grant who did not say that they want no mails about lessons.
pub async fn students(db: &impl ConnectionTrait, round: &announcement::Model, now: DateTime<Utc>, limit: u32) -> Result<Vec<Student>> {
    let sql = "SELECT u.id, u.email FROM users u
        WHERE u.id > $1 AND u.banned_at IS NULL
            AND EXISTS (SELECT 1 FROM grants g JOIN courses c ON c.product_id = g.product_id WHERE g.user_id = u.id AND g.starts_at <= $2
                AND (g.ends_at IS NULL OR g.ends_at > $2) AND (g.revoked_at IS NULL OR g.revoked_at > $2))
            AND NOT EXISTS (SELECT 1 FROM mail_preferences p WHERE p.user_id = u.id AND p.topic = 'new_lessons' AND NOT p.wanted)
        ORDER BY u.id LIMIT $3";
    let values = [round.reached.unwrap_or_default().into(), now.into(), i64::from(limit).into()];
    Ok(Student::find_by_statement(statement(db.get_database_backend(), sql, values)).all(db).await?)
}

/// Notes how far a round has come: to a student, or to its end. `false` says that somebody else took it further meanwhile.
pub async fn advance(db: &impl ConnectionTrait, round: &announcement::Model, to: Option<Uuid>, now: DateTime<Utc>) -> Result<bool> {
    let from = match round.reached {
        Some(reached) => announcement::Column::Reached.eq(reached),
        None => announcement::Column::Reached.is_null(),
    };
    let update = announcement::Entity::update_many()
        .filter(announcement::Column::Id.eq(round.id))
        .filter(Condition::all().add(announcement::Column::FinishedAt.is_null()).add(from));
    let update = match to {
        Some(student) => update.col_expr(announcement::Column::Reached, Expr::value(student)),
        None => update.col_expr(announcement::Column::FinishedAt, Expr::value(now)),
    };
    Ok(update.exec(db).await?.rows_affected == 1)
}
