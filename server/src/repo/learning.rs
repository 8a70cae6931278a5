//! The course with one student's progress. Every query names the student.

use super::statements::statement;
use super::visibility;
use crate::error::{Fault, Result};
use chrono::{DateTime, Utc};
use domain::access::Grant;
use domain::window::Window;
use entity::{course_completion, lesson, lesson_progress};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, QueryFilter};
use serde::Deserialize;
use uuid::Uuid;

/// A lesson that students see, with its module, its rules, and a student's progress.
#[derive(Clone, Debug, FromQueryResult)]
pub struct OutlineRow {
    /// The course.
    pub course_id: Uuid,
    /// Its title.
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
    /// Its video, as the creator wrote it down.
    pub vimeo_id: Option<String>,
    /// How the sales page shows it.
    pub visibility: String,
    /// When the row was made.
    pub created_at: DateTime<Utc>,
    /// When it was published.
    pub published_at: Option<DateTime<Utc>>,
    /// It opens so many days after the access began.
    pub opens_after_days: Option<i32>,
    /// It opens at this moment.
    pub opens_at: Option<DateTime<Utc>>,
    /// It opens after this lesson.
    pub after_lesson_id: Option<Uuid>,
    /// When the student last saw it.
    pub touched_at: Option<DateTime<Utc>>,
    /// When the student completed it.
    pub completed_at: Option<DateTime<Utc>>,
    /// The video that the student watched: its number.
    pub video: Option<String>,
    /// Where in it the student stopped.
    pub at_s: Option<i32>,
    /// Its length as its player told it.
    pub video_s: Option<i32>,
    /// When the student bookmarked it.
    pub bookmarked_at: Option<DateTime<Utc>>,
    /// When the student had completed the course.
    pub course_completed_at: Option<DateTime<Utc>>,
}

/// What one student has of the course.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// The lessons that students see, in order.
    pub rows: Vec<OutlineRow>,
    /// The student's grants for the course, live or not.
    pub grants: Vec<Grant>,
}

#[derive(FromQueryResult)]
struct GrantColumns {
    id: Option<Uuid>,
    starts_at: Option<DateTime<Utc>>,
    ends_at: Option<DateTime<Utc>>,
    revoked_at: Option<DateTime<Utc>>,
}

const OUTLINE: &str = "SELECT c.id AS course_id, c.title AS course_title, c.product_id,
        m.id AS module_id, m.title AS module_title, m.summary AS module_summary,
        l.id AS lesson_id, l.slug, l.title, l.duration_s, l.vimeo_id, l.visibility, l.created_at, l.published_at,
        r.opens_after_days, r.opens_at, r.after_lesson_id,
        p.touched_at, p.completed_at, w.video, w.at_s, w.duration_s AS video_s, b.created_at AS bookmarked_at,
        d.completed_at AS course_completed_at,
        g.id AS grant_id, g.starts_at AS grant_starts_at, g.ends_at AS grant_ends_at, g.revoked_at AS grant_revoked_at
    FROM courses c
    JOIN modules m ON m.course_id = c.id
    JOIN lessons l ON l.module_id = m.id AND VISIBLE
    LEFT JOIN lesson_rules r ON r.lesson_id = l.id
    LEFT JOIN lesson_progress p ON p.lesson_id = l.id AND p.user_id = $1
    LEFT JOIN lesson_positions w ON w.lesson_id = l.id AND w.user_id = $1
    LEFT JOIN bookmarks b ON b.lesson_id = l.id AND b.user_id = $1
    LEFT JOIN course_completions d ON d.course_id = c.id AND d.user_id = $1
    LEFT JOIN grants g ON g.product_id = c.product_id AND g.user_id = $1
    ORDER BY m.position, m.id, l.position, l.id, g.starts_at, g.id";

/// All lessons that students see at `now`, in order, and the student's grants, in one statement however many there are. A lesson
/// comes back once for each grant; a person has one, seldom two.
pub async fn outline(db: &impl ConnectionTrait, user: Uuid, now: DateTime<Utc>) -> Result<Outline> {
    let sql = OUTLINE.replace("VISIBLE", &visibility::at("$2"));
    let found = db.query_all_raw(statement(db.get_database_backend(), &sql, [user.into(), now.into()])).await?;
    let mut outline = Outline::default();
    for row in &found {
        let lesson = OutlineRow::from_query_result(row, "")?;
        let is_first = outline.rows.first().is_none_or(|first| first.lesson_id == lesson.lesson_id);
        let grant = GrantColumns::from_query_result(row, "grant_")?;
        if is_first && grant.id.is_some() {
            let valid = Window { from: grant.starts_at, until: grant.ends_at };
            outline.grants.push(Grant { valid, revoked_at: grant.revoked_at });
        }
        if outline.rows.last().is_none_or(|last| last.lesson_id != lesson.lesson_id) {
            outline.rows.push(lesson);
        }
    }
    Ok(outline)
}

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
