//! Moves all that a person has learned to another, when the two turn out to be one. What a purchase brought moves by
//! [`super::ownership`].

use super::statements::statement;
use crate::error::Result;
use chrono::{DateTime, Utc};
use domain::email::EmailAddress;
use entity::{order, user};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

/// The browsers that made a person's orders, by the hashes of their secrets.
pub async fn browsers(db: &impl ConnectionTrait, person: Uuid) -> Result<Vec<Vec<u8>>> {
    let query =
        order::Entity::find().select_only().column(order::Column::BrowserKeyHash).distinct().filter(order::Column::UserId.eq(person));
    Ok(query.into_tuple().all(db).await?)
}

/// Writes an address on every order of a person.
pub async fn readdress_all(db: &impl ConnectionTrait, person: Uuid, email: &EmailAddress) -> Result<()> {
    let update = order::Entity::update_many()
        .col_expr(order::Column::BuyerEmail, Expr::value(email.as_str()))
        .filter(order::Column::UserId.eq(person));
    update.exec(db).await?;
    Ok(())
}

/// Notes that nobody has proved to own a person's address: it is a new one.
pub async fn unprove(db: &impl ConnectionTrait, person: Uuid) -> Result<()> {
    let update = user::Entity::update_many()
        .col_expr(user::Column::EmailVerifiedAt, Expr::value(Option::<DateTime<Utc>>::None))
        .filter(user::Column::Id.eq(person));
    update.exec(db).await?;
    Ok(())
}

const MERGE: [&str; 4] = [
    "INSERT INTO lesson_progress AS kept (user_id, lesson_id, touched_at, completed_at)
     SELECT $2, lesson_id, touched_at, completed_at FROM lesson_progress WHERE user_id = $1
     ON CONFLICT (user_id, lesson_id) DO UPDATE SET
        touched_at = CASE WHEN excluded.touched_at > kept.touched_at THEN excluded.touched_at ELSE kept.touched_at END,
        completed_at = CASE WHEN kept.completed_at IS NULL OR excluded.completed_at < kept.completed_at
            THEN excluded.completed_at ELSE kept.completed_at END",
    "INSERT INTO lesson_positions AS kept
        (user_id, lesson_id, video, at_s, furthest_s, duration_s, parts, session_id, number, recorded_at, watched_at, updated_at)
     SELECT $2, lesson_id, video, at_s, furthest_s, duration_s, parts, session_id, number, recorded_at, watched_at, updated_at
     FROM lesson_positions WHERE user_id = $1
     ON CONFLICT (user_id, lesson_id) DO UPDATE SET
        parts = CASE WHEN kept.video = excluded.video THEN kept.parts | excluded.parts ELSE kept.parts END,
        watched_at = COALESCE(kept.watched_at, excluded.watched_at)",
    "INSERT INTO course_completions AS kept (user_id, course_id, completed_at)
     SELECT $2, course_id, completed_at FROM course_completions WHERE user_id = $1
     ON CONFLICT (user_id, course_id) DO UPDATE SET
        completed_at = CASE WHEN excluded.completed_at < kept.completed_at THEN excluded.completed_at ELSE kept.completed_at END",
    "INSERT INTO bookmarks (user_id, lesson_id, created_at)
     SELECT $2, lesson_id, created_at FROM bookmarks WHERE user_id = $1
     ON CONFLICT (user_id, lesson_id) DO NOTHING",
];

const CLEAR: [&str; 4] = [
    "DELETE FROM lesson_progress WHERE user_id = $1",
    "DELETE FROM lesson_positions WHERE user_id = $1",
    // A certificate rests on the row of the one whom it was issued to, and is never taken back.
    "DELETE FROM course_completions WHERE user_id = $1
     AND NOT EXISTS (SELECT 1 FROM certificate_choices c WHERE c.user_id = course_completions.user_id)",
    "DELETE FROM bookmarks WHERE user_id = $1",
];

/// What a person has written, and what was found of it by that person alone.
const WRITTEN: [&str; 4] = [
    "UPDATE notes SET user_id = $2 WHERE user_id = $1",
    "UPDATE search_documents SET owner_id = $2 WHERE owner_id = $1",
    "UPDATE questions SET author_id = $2 WHERE author_id = $1",
    "UPDATE question_answers SET author_id = $2 WHERE author_id = $1",
];

/// Moves what a person has learned and written to another: what one of the two had completed stays completed, since the first time.
pub async fn move_learning(db: &impl ConnectionTrait, from: Uuid, to: Uuid) -> Result<()> {
    let backend = db.get_database_backend();
    for moved in WRITTEN {
        db.execute_raw(statement(backend, moved, [from.into(), to.into()])).await?;
    }
    for (merge, clear) in MERGE.into_iter().zip(CLEAR) {
        db.execute_raw(statement(backend, merge, [from.into(), to.into()])).await?;
        db.execute_raw(statement(backend, clear, [from.into()])).await?;
    }
    Ok(())
}
