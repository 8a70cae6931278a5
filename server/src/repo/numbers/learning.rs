//! How far students come. They are those whose first access to the course began in the span, whatever became of it.

use super::midnight;
use crate::error::Result;
use crate::repo::statements::statement;
use domain::numbers::Span;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// The students of a span. The first access is asked for one student at a time: an index answers, however many others there are.
const STUDENTS: &str = "WITH students AS (
    SELECT DISTINCT g.user_id FROM grants g JOIN courses c ON c.product_id = g.product_id
    WHERE g.starts_at >= $1 AND g.starts_at < $2
        AND (SELECT MIN(e.starts_at) FROM grants e WHERE e.user_id = g.user_id AND e.product_id = g.product_id) >= $1)";

/// A published lesson, and how many students came to it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct LessonRow {
    /// The lesson.
    pub id: Uuid,
    /// Its title.
    pub title: String,
    /// Its module's title.
    pub module: String,
    /// How many students there are in all: the same in every row.
    pub students: i64,
    /// How many of them have completed the course: the same in every row.
    pub finished: i64,
    /// How many have opened the lesson.
    pub reached: i64,
    /// How many have completed it.
    pub completed: i64,
}

/// The published lessons in order.
pub async fn lessons(db: &impl ConnectionTrait, span: Span) -> Result<Vec<LessonRow>> {
    let sql = format!(
        "{STUDENTS}
        SELECT l.id, l.title, m.title AS module, (SELECT COUNT(*) FROM students) AS students,
            (SELECT COUNT(*) FROM students s JOIN course_completions d ON d.user_id = s.user_id) AS finished,
            COALESCE(t.reached, 0) AS reached, COALESCE(t.completed, 0) AS completed
        FROM lessons l JOIN modules m ON m.id = l.module_id
        LEFT JOIN (
            SELECT p.lesson_id, COUNT(*) AS reached, COUNT(p.completed_at) AS completed
            FROM students s JOIN lesson_progress p ON p.user_id = s.user_id GROUP BY p.lesson_id) t ON t.lesson_id = l.id
        WHERE l.state = 'published' ORDER BY m.position, m.id, l.position, l.id"
    );
    let values = [midnight(span.from).into(), midnight(span.until).into()];
    Ok(LessonRow::find_by_statement(statement(db.get_database_backend(), &sql, values)).all(db).await?)
}

/// How many students came so far in the video of a lesson.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Watched {
    /// The lesson.
    pub lesson_id: Uuid,
    /// The furthest place, in whole hundredths of the video.
    pub percent: i32,
    /// How many students.
    pub students: i64,
}

/// How far students came in the videos.
pub async fn watched(db: &impl ConnectionTrait, span: Span) -> Result<Vec<Watched>> {
    let sql = format!(
        "{STUDENTS}
        SELECT w.lesson_id, w.furthest_s * 100 / w.duration_s AS percent, COUNT(*) AS students
        FROM students s JOIN lesson_positions w ON w.user_id = s.user_id GROUP BY 1, 2"
    );
    let values = [midnight(span.from).into(), midnight(span.until).into()];
    Ok(Watched::find_by_statement(statement(db.get_database_backend(), &sql, values)).all(db).await?)
}
