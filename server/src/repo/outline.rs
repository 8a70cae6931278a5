//! The course with one student's progress. What all students share is kept in memory, and read again once the database has counted a
//! change of it: what is kept is never older than what is asked.

use super::db::Pool;
use super::statements::statement;
use super::visibility;
use crate::error::Result;
use chrono::{DateTime, Utc};
use domain::access::Grant;
use domain::window::Window;
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use uuid::Uuid;

/// A published lesson with its module and its rules.
#[derive(Clone, Debug, FromQueryResult)]
pub struct OutlineLesson {
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
    /// Students see it from this moment on.
    pub published_at: DateTime<Utc>,
    /// It opens so many days after the access began.
    pub opens_after_days: Option<i32>,
    /// It opens at this moment.
    pub opens_at: Option<DateTime<Utc>>,
    /// It opens after this lesson.
    pub after_lesson_id: Option<Uuid>,
}

/// A lesson that students see, with a student's progress.
#[derive(Clone, Debug)]
pub struct OutlineRow {
    /// The lesson.
    pub lesson: Arc<OutlineLesson>,
    /// When the student had completed the course.
    pub course_completed_at: Option<DateTime<Utc>>,
    /// What the student did with the lesson.
    pub own: Own,
}

/// What a student did with a lesson.
#[derive(Clone, Debug, Default)]
pub struct Own {
    /// When the student last saw it.
    pub touched_at: Option<DateTime<Utc>>,
    /// When the student completed it.
    pub completed_at: Option<DateTime<Utc>>,
    /// Where the student stopped in its video.
    pub place: Option<Place>,
    /// Whether the student bookmarked it.
    pub bookmarked: bool,
}

/// A place in a video.
#[derive(Clone, Debug)]
pub struct Place {
    /// The number of the video.
    pub video: String,
    /// Where in it, in seconds.
    pub at_s: u32,
    /// Its length in seconds, as its player told it.
    pub duration_s: u32,
}

/// What one student has of the course.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// The lessons that students see, in order.
    pub rows: Vec<OutlineRow>,
    /// The student's grants for the course, live or not.
    pub grants: Vec<Grant>,
}

/// How often what all students share was changed: the lessons, their rules, modules and course.
const VERSION: &str = "(SELECT CAST(COALESCE(SUM(version), 0) AS bigint) FROM page_versions
    WHERE subject LIKE 'courses %' OR subject LIKE 'modules %' OR subject LIKE 'lessons %' OR subject LIKE 'lesson_rules %')";

const LESSONS: &str = "SELECT c.id AS course_id, c.title AS course_title, c.product_id,
        m.id AS module_id, m.title AS module_title, m.summary AS module_summary,
        l.id AS lesson_id, l.slug, l.title, l.duration_s, l.vimeo_id, l.visibility, SINCE AS published_at,
        r.opens_after_days, r.opens_at, r.after_lesson_id
    FROM courses c
    JOIN modules m ON m.course_id = c.id
    JOIN lessons l ON l.module_id = m.id AND PUBLISHED
    LEFT JOIN lesson_rules r ON r.lesson_id = l.id
    ORDER BY m.position, m.id, l.position, l.id";

/// The lessons as all students share them, as they were at a version or after it.
#[derive(Debug, Default)]
struct Lessons {
    version: Option<i64>,
    all: Vec<Arc<OutlineLesson>>,
}

impl Lessons {
    async fn read(db: &impl ConnectionTrait, version: Option<i64>) -> Result<Self> {
        let sql = LESSONS.replace("PUBLISHED", visibility::PUBLISHED).replace("SINCE", visibility::SINCE);
        let rows = OutlineLesson::find_by_statement(statement(db.get_database_backend(), &sql, [])).all(db).await?;
        Ok(Self { version, all: rows.into_iter().map(Arc::new).collect() })
    }

    fn seen(&self, now: DateTime<Utc>) -> impl Iterator<Item = &Arc<OutlineLesson>> {
        self.all.iter().filter(move |lesson| lesson.published_at <= now)
    }
}

/// One line of each kind of thing that a student has. The first has the version, and the columns' types.
const OF_STUDENT: &str = "SELECT 'version' AS kind, CAST(NULL AS uuid) AS subject, CAST(NULL AS timestamptz) AS first_at,
        CAST(NULL AS timestamptz) AS second_at, CAST(NULL AS timestamptz) AS third_at, CAST(NULL AS text) AS video,
        VERSION AS number, CAST(NULL AS bigint) AS length
    UNION ALL SELECT 'progress', lesson_id, touched_at, completed_at, NULL, NULL, NULL, NULL FROM lesson_progress WHERE user_id = $1
    UNION ALL SELECT 'place', lesson_id, NULL, NULL, NULL, video, at_s, duration_s FROM lesson_positions WHERE user_id = $1
    UNION ALL SELECT 'bookmark', lesson_id, NULL, NULL, NULL, NULL, NULL, NULL FROM bookmarks WHERE user_id = $1
    UNION ALL SELECT 'course', course_id, completed_at, NULL, NULL, NULL, NULL, NULL FROM course_completions WHERE user_id = $1
    UNION ALL SELECT 'grant', product_id, starts_at, ends_at, revoked_at, NULL, NULL, NULL FROM grants WHERE user_id = $1";

#[derive(FromQueryResult)]
struct OwnRow {
    kind: String,
    subject: Option<Uuid>,
    first_at: Option<DateTime<Utc>>,
    second_at: Option<DateTime<Utc>>,
    third_at: Option<DateTime<Utc>>,
    video: Option<String>,
    number: Option<i64>,
    length: Option<i64>,
}

/// All that one student has, of any lesson.
#[derive(Default)]
struct Student {
    version: i64,
    own: HashMap<Uuid, Own>,
    completed: HashMap<Uuid, DateTime<Utc>>,
    grants: Vec<(Uuid, Grant)>,
}

impl Student {
    async fn read(db: &impl ConnectionTrait, user: Uuid) -> Result<Self> {
        let sql = OF_STUDENT.replace("VERSION", VERSION);
        let rows = OwnRow::find_by_statement(statement(db.get_database_backend(), &sql, [user.into()])).all(db).await?;
        let mut student = Self::default();
        for row in rows {
            student.take(row);
        }
        student.grants.sort_by_key(|(_, grant)| grant.valid.from);
        Ok(student)
    }

    fn take(&mut self, row: OwnRow) {
        let subject = row.subject.unwrap_or_default();
        match row.kind.as_str() {
            "version" => self.version = row.number.unwrap_or_default(),
            "progress" => {
                let own = self.own(subject);
                (own.touched_at, own.completed_at) = (row.first_at, row.second_at);
            }
            "place" => {
                let seconds = |number: Option<i64>| number.and_then(|number| u32::try_from(number).ok()).unwrap_or_default();
                let (at_s, duration_s) = (seconds(row.number), seconds(row.length));
                self.own(subject).place = row.video.map(|video| Place { video, at_s, duration_s });
            }
            "bookmark" => self.own(subject).bookmarked = true,
            "course" => self.completed.extend(row.first_at.map(|at| (subject, at))),
            _ => {
                let valid = Window { from: row.first_at, until: row.second_at };
                self.grants.push((subject, Grant { valid, revoked_at: row.third_at }));
            }
        }
    }

    fn own(&mut self, lesson: Uuid) -> &mut Own {
        self.own.entry(lesson).or_default()
    }

    fn outline(mut self, lessons: &Lessons, now: DateTime<Utc>) -> Outline {
        let mut row = |lesson: &Arc<OutlineLesson>| OutlineRow {
            course_completed_at: self.completed.get(&lesson.course_id).copied(),
            own: self.own.remove(&lesson.lesson_id).unwrap_or_default(),
            lesson: Arc::clone(lesson),
        };
        let rows: Vec<_> = lessons.seen(now).map(&mut row).collect();
        let opened_by = rows.first().map(|row| row.lesson.product_id);
        let grants = self.grants.into_iter().filter(|(product, _)| Some(*product) == opened_by).map(|(_, grant)| grant).collect();
        Outline { rows, grants }
    }
}

/// The lessons that students see at `now`, in order, as somebody has them who did nothing yet and was granted nothing. One statement.
pub async fn untouched(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Outline> {
    Ok(Student::default().outline(&Lessons::read(db, None).await?, now))
}

/// What all students share of the course, kept between requests.
#[derive(Debug, Default)]
pub struct Outlines(RwLock<Arc<Lessons>>);

impl Outlines {
    /// All lessons that students see at `now`, in order, with what one student did, and the student's grants: one statement, and another
    /// after a change of the course. Not within a transaction, whose changes may be taken back under the same version.
    pub async fn of(&self, db: &Pool, user: Uuid, now: DateTime<Utc>) -> Result<Outline> {
        let student = Student::read(db, user).await?;
        let lessons = self.lessons(db, student.version).await?;
        Ok(student.outline(&lessons, now))
    }

    /// The lessons as they were at `version` or later: what is read after the version was is never older than it.
    async fn lessons(&self, db: &Pool, version: i64) -> Result<Arc<Lessons>> {
        let kept = Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner));
        if kept.version == Some(version) {
            return Ok(kept);
        }
        let read = Arc::new(Lessons::read(db, Some(version)).await?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&read);
        Ok(read)
    }
}
