//! Students whose course rests.

use super::announcements::Student;
use super::statements::statement;
use crate::error::Result;
use chrono::{DateTime, Utc};
use domain::stalling;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// Students who asked to be reminded, have access, have not completed the course, and have neither been here nor been reminded for
/// long enough.
pub async fn resting(db: &impl ConnectionTrait, now: DateTime<Utc>, limit: u32) -> Result<Vec<Student>> {
    let sql = "SELECT u.id, u.email FROM mail_preferences p JOIN users u ON u.id = p.user_id AND u.banned_at IS NULL
        WHERE p.topic = 'stalled' AND p.wanted AND p.changed_at <= $2
            AND EXISTS (SELECT 1 FROM grants g JOIN courses c ON c.product_id = g.product_id WHERE g.user_id = u.id AND g.starts_at <= $2
                AND (g.ends_at IS NULL OR g.ends_at > $1) AND (g.revoked_at IS NULL OR g.revoked_at > $1))
            AND NOT EXISTS (SELECT 1 FROM course_completions d WHERE d.user_id = u.id)
            AND NOT EXISTS (SELECT 1 FROM lesson_progress t WHERE t.user_id = u.id AND t.touched_at > $2)
            AND NOT EXISTS (SELECT 1 FROM lesson_positions w WHERE w.user_id = u.id AND w.updated_at > $2)
            AND NOT EXISTS (SELECT 1 FROM stall_reminders s WHERE s.user_id = u.id
                AND (s.decided_at > $4 OR (s.sent AND s.decided_at > $3)))
        ORDER BY u.id LIMIT $5";
    let since = [now, now - stalling::RESTS, now - stalling::APART, now - stalling::LOOKS_APART];
    let [now, rests, reminded, looked] = since.map(Into::into);
    let statement = statement(db.get_database_backend(), sql, [now, rests, reminded, looked, i64::from(limit).into()]);
    Ok(Student::find_by_statement(statement).all(db).await?)
}

/// Writes down what was decided about a student. `false` says that somebody else decided a moment ago.
pub async fn decide(db: &impl ConnectionTrait, user: Uuid, sent: bool, now: DateTime<Utc>) -> Result<bool> {
    let sql = "INSERT INTO stall_reminders (user_id, decided_at, sent) VALUES ($1, $2, $3)
        ON CONFLICT (user_id) DO UPDATE SET decided_at = excluded.decided_at, sent = excluded.sent
        WHERE stall_reminders.decided_at <= $4";
    let values = [user.into(), now.into(), sent.into(), (now - stalling::LOOKS_APART).into()];
    Ok(db.execute_raw(statement(db.get_database_backend(), sql, values)).await?.rows_affected() == 1)
}
