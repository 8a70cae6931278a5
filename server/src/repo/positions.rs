//! Where students are in their videos.

use super::rows;
use super::statements::statement;
use super::visibility;
use crate::error::Result;
use chrono::{DateTime, Utc};
use domain::playback::{Parts, Report};
use entity::lesson_position;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

/// What a report left behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Where the student is now, in seconds.
    pub at_s: u32,
    /// The length of the video, in seconds.
    pub duration_s: u32,
    /// All that was ever played.
    pub parts: Parts,
    /// When it was enough to complete the lesson.
    pub watched_at: Option<DateTime<Utc>>,
}

#[derive(FromQueryResult)]
struct SavedRow {
    at_s: i32,
    duration_s: i32,
    parts: i64,
    watched_at: Option<DateTime<Utc>>,
}

/// [`domain::playback::Playback::after`] as one statement, for a lesson that students see, with this video, of a course that a live grant
/// opens. What the creator wrote down of a video contains its number.
const SAVE: &str = "INSERT INTO lesson_positions AS kept
        (user_id, lesson_id, video, at_s, furthest_s, duration_s, parts, session_id, number, recorded_at, updated_at)
    SELECT $1, l.id, $12, $3, $4, $5, $6, $7, $8, $9, $10
    FROM lessons l JOIN modules m ON m.id = l.module_id JOIN courses c ON c.id = m.course_id
    WHERE l.id = $2 AND VISIBLE AND l.vimeo_id LIKE '%' || $12 || '%' AND EXISTS (
        SELECT 1 FROM grants g WHERE g.user_id = $1 AND g.product_id = c.product_id AND g.starts_at <= $10
            AND (g.ends_at IS NULL OR g.ends_at > $10) AND (g.revoked_at IS NULL OR g.revoked_at > $10))
    ON CONFLICT (user_id, lesson_id) DO UPDATE SET
        at_s = CASE
            WHEN OTHER THEN excluded.at_s
            WHEN NOT (NEWER) THEN kept.at_s
            WHEN excluded.at_s = 0 AND NOT $11 THEN CASE WHEN kept.at_s < excluded.duration_s THEN kept.at_s ELSE excluded.duration_s END
            ELSE excluded.at_s END,
        furthest_s = CASE
            WHEN OTHER THEN excluded.furthest_s
            WHEN NOT (NEWER) THEN CASE
                WHEN excluded.furthest_s <= kept.furthest_s THEN kept.furthest_s
                WHEN excluded.furthest_s < kept.duration_s THEN excluded.furthest_s ELSE kept.duration_s END
            WHEN kept.furthest_s <= excluded.furthest_s THEN excluded.furthest_s
            WHEN kept.furthest_s < excluded.duration_s THEN kept.furthest_s ELSE excluded.duration_s END,
        duration_s = CASE WHEN OTHER OR NEWER THEN excluded.duration_s ELSE kept.duration_s END,
        parts = CASE WHEN OTHER THEN excluded.parts ELSE kept.parts | excluded.parts END,
        session_id = CASE WHEN OTHER OR NEWER THEN excluded.session_id ELSE kept.session_id END,
        number = CASE WHEN OTHER OR NEWER THEN excluded.number ELSE kept.number END,
        recorded_at = CASE WHEN OTHER OR NEWER THEN excluded.recorded_at ELSE kept.recorded_at END,
        video = excluded.video,
        updated_at = excluded.updated_at
    RETURNING at_s, duration_s, parts, watched_at";

/// Whether what is kept is of another video.
const OTHER: &str = "kept.video NOT LIKE '%' || excluded.video || '%'";

/// Whether a report moves the place.
const NEWER: &str = "CASE WHEN excluded.session_id = kept.session_id THEN excluded.number > kept.number
    ELSE excluded.recorded_at >= kept.recorded_at END";

/// Saves a report that is within bounds. `None` says that the student may not see the lesson, or that there is none.
pub async fn save(db: &impl ConnectionTrait, user: Uuid, lesson: Uuid, report: Report, now: DateTime<Utc>) -> Result<Option<Saved>> {
    let values = [
        user.into(),
        lesson.into(),
        signed(report.at_s).into(),
        signed(report.furthest_s).into(),
        signed(report.duration_s).into(),
        report.parts.bits().into(),
        report.session.into(),
        i64::from(report.number).into(),
        report.recorded_at.into(),
        now.into(),
        report.rewound.into(),
        report.video.to_string().into(),
    ];
    let sql = SAVE.replace("OTHER", OTHER).replace("NEWER", NEWER).replace("VISIBLE", &visibility::at("$10"));
    let saved = SavedRow::find_by_statement(statement(db.get_database_backend(), &sql, values)).one(db).await?;
    Ok(saved.map(|row| Saved {
        at_s: rows::count(row.at_s),
        duration_s: rows::count(row.duration_s),
        parts: Parts::from_bits(row.parts),
        watched_at: row.watched_at,
    }))
}

/// What a person ever played of each lesson's video.
pub async fn played(db: &impl ConnectionTrait, user: Uuid) -> Result<HashMap<Uuid, Parts>> {
    let query = lesson_position::Entity::find()
        .select_only()
        .columns([lesson_position::Column::LessonId, lesson_position::Column::Parts])
        .filter(lesson_position::Column::UserId.eq(user))
        .into_tuple::<(Uuid, i64)>();
    Ok(query.all(db).await?.into_iter().map(|(lesson, parts)| (lesson, Parts::from_bits(parts))).collect())
}

/// Notes that enough of a lesson was watched; the first time stays.
pub async fn mark_watched(db: &impl ConnectionTrait, user: Uuid, lesson: Uuid, now: DateTime<Utc>) -> Result<()> {
    let update = lesson_position::Entity::update_many()
        .col_expr(lesson_position::Column::WatchedAt, Expr::value(now))
        .filter(lesson_position::Column::UserId.eq(user))
        .filter(lesson_position::Column::LessonId.eq(lesson))
        .filter(lesson_position::Column::WatchedAt.is_null());
    update.exec(db).await?;
    Ok(())
}

/// Seconds of a video are far below what the column holds.
fn signed(seconds: u32) -> i32 {
    i32::try_from(seconds).unwrap_or(i32::MAX)
}
