//! The course as its creator sees it: drafts too.

use super::statements::statement;
use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::{former_slug, lesson, lesson_rule, module};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// A lesson in the list of all.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct LessonRow {
    /// The module.
    pub module_id: Uuid,
    /// The lesson.
    pub id: Uuid,
    /// Its slug.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// `draft` or `published`.
    pub state: String,
    /// When the row was made.
    pub created_at: DateTime<Utc>,
    /// From when students see it.
    pub published_at: Option<DateTime<Utc>>,
    /// When it was put away.
    pub archived_at: Option<DateTime<Utc>>,
    /// Whether students do not see its latest words.
    pub unshown: bool,
    /// How many files it has.
    pub files: i64,
}

/// All lessons in the order of the course.
pub async fn lessons(db: &impl ConnectionTrait) -> Result<Vec<LessonRow>> {
    let sql = "SELECT l.module_id, l.id, l.slug, l.title, l.state, l.created_at, l.published_at, l.archived_at,
            (d.source IS NOT NULL) AS unshown, (SELECT COUNT(*) FROM attachments a WHERE a.lesson_id = l.id) AS files
        FROM lessons l JOIN modules m ON m.id = l.module_id LEFT JOIN lesson_drafts d ON d.lesson_id = l.id
        ORDER BY m.position, m.id, l.position, l.id";
    Ok(LessonRow::find_by_statement(statement(db.get_database_backend(), sql, [])).all(db).await?)
}

/// The modules in order.
pub async fn modules(db: &impl ConnectionTrait) -> Result<Vec<module::Model>> {
    Ok(module::Entity::find().order_by_asc(module::Column::Position).order_by_asc(module::Column::Id).all(db).await?)
}

/// The modules in order, in a transaction that changes the order of the course: until it ends nobody else changes it.
pub async fn modules_for_change(db: &impl ConnectionTrait) -> Result<Vec<module::Model>> {
    let query = module::Entity::find().order_by_asc(module::Column::Position).order_by_asc(module::Column::Id);
    Ok(query.lock_exclusive().all(db).await?)
}

/// A lesson with its module, by its slug.
pub async fn lesson(db: &impl ConnectionTrait, slug: &str) -> Result<Option<(lesson::Model, module::Model)>> {
    let found = lesson::Entity::find().filter(lesson::Column::Slug.eq(slug)).find_also_related(module::Entity).one(db).await?;
    Ok(found.and_then(|(lesson, module)| Some((lesson, module?))))
}

/// A lesson that is about to be changed in a transaction: until that ends nobody else changes it.
pub async fn lesson_for_change(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<lesson::Model>> {
    Ok(lesson::Entity::find_by_id(id).lock_exclusive().one(db).await?)
}

/// The lessons of a module in order: their ids and places.
pub async fn places(db: &impl ConnectionTrait, module: Uuid) -> Result<Vec<(Uuid, i32)>> {
    let query = lesson::Entity::find()
        .select_only()
        .columns([lesson::Column::Id, lesson::Column::Position])
        .filter(lesson::Column::ModuleId.eq(module))
        .order_by_asc(lesson::Column::Position)
        .order_by_asc(lesson::Column::Id);
    Ok(query.into_tuple().all(db).await?)
}

/// What a lesson asks for before it opens.
pub async fn rule(db: &impl ConnectionTrait, lesson: Uuid) -> Result<Option<lesson_rule::Model>> {
    Ok(lesson_rule::Entity::find_by_id(lesson).one(db).await?)
}

/// How many people a change of a lesson reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Reach {
    /// So many have the course now.
    pub students: i64,
    /// So many have opened the lesson.
    pub opened: i64,
    /// So many have completed it.
    pub completed: i64,
}

/// Whom a change of a lesson reaches.
pub async fn reach(db: &impl ConnectionTrait, lesson: Uuid, now: DateTime<Utc>) -> Result<Reach> {
    let sql = "SELECT
        (SELECT COUNT(DISTINCT g.user_id) FROM grants g JOIN courses c ON c.product_id = g.product_id
            WHERE g.starts_at <= $2 AND (g.ends_at IS NULL OR g.ends_at > $2) AND (g.revoked_at IS NULL OR g.revoked_at > $2)) AS students,
        (SELECT COUNT(*) FROM lesson_progress p WHERE p.lesson_id = $1) AS opened,
        (SELECT COUNT(*) FROM lesson_progress p WHERE p.lesson_id = $1 AND p.completed_at IS NOT NULL) AS completed";
    let found = Reach::find_by_statement(statement(db.get_database_backend(), sql, [lesson.into(), now.into()])).one(db).await?;
    Ok(found.unwrap_or(Reach { students: 0, opened: 0, completed: 0 }))
}

/// Whether students have done something with a lesson: completed or watched it, written notes, kept or asked something.
pub async fn is_in_use(db: &impl ConnectionTrait, lesson: Uuid) -> Result<bool> {
    #[derive(FromQueryResult)]
    struct Row {
        uses: i64,
    }
    let sql = "SELECT (SELECT COUNT(*) FROM lesson_progress p WHERE p.lesson_id = $1 AND p.completed_at IS NOT NULL)
        + (SELECT COUNT(*) FROM lesson_positions w WHERE w.lesson_id = $1) + (SELECT COUNT(*) FROM notes n WHERE n.lesson_id = $1)
        + (SELECT COUNT(*) FROM bookmarks b WHERE b.lesson_id = $1) + (SELECT COUNT(*) FROM questions q WHERE q.lesson_id = $1) AS uses";
    let found = Row::find_by_statement(statement(db.get_database_backend(), sql, [lesson.into()])).one(db).await?;
    Ok(found.is_some_and(|row| row.uses > 0))
}

/// The lesson that has this slug, or had it.
pub async fn owner_of_slug(db: &impl ConnectionTrait, slug: &str) -> Result<Option<Uuid>> {
    if let Some(lesson) = lesson::Entity::find().filter(lesson::Column::Slug.eq(slug)).one(db).await? {
        return Ok(Some(lesson.id));
    }
    Ok(former_slug::Entity::find_by_id(slug).one(db).await?.map(|row| row.lesson_id))
}

/// The lesson that had this slug.
pub async fn formerly(db: &impl ConnectionTrait, slug: &str) -> Result<Option<lesson::Model>> {
    let found = former_slug::Entity::find_by_id(slug).find_also_related(lesson::Entity).one(db).await?;
    Ok(found.and_then(|(_, lesson)| lesson))
}

/// Whether a module has this slug.
pub async fn is_module(db: &impl ConnectionTrait, slug: &str) -> Result<bool> {
    Ok(module::Entity::find().filter(module::Column::Slug.eq(slug)).one(db).await?.is_some())
}
