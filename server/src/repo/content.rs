//! The words of the site and the shape of the course, as everybody may see them.

use super::visibility;
use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::{course, lesson, module, site_text};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};

/// Words by their key, with when they were changed.
pub async fn site_text_row(db: &impl ConnectionTrait, key: &str) -> Result<Option<site_text::Model>> {
    Ok(site_text::Entity::find_by_id(key).one(db).await?)
}

/// Words by their key.
pub async fn site_text(db: &impl ConnectionTrait, key: &str) -> Result<Option<serde_json::Value>> {
    Ok(site_text_row(db, key).await?.map(|row| row.body))
}

/// Puts other words under a key, if nobody changed them since `seen`; without it, if there are none yet. `false` says that somebody did.
pub async fn set_site_text(
    db: &impl ConnectionTrait,
    key: &str,
    seen: Option<DateTime<Utc>>,
    body: serde_json::Value,
    now: DateTime<Utc>,
) -> Result<bool> {
    let Some(seen) = seen else {
        let row = site_text::ActiveModel { key: Set(key.to_owned()), body: Set(body), updated_at: Set(now) };
        let known = OnConflict::new().do_nothing().to_owned();
        return Ok(site_text::Entity::insert(row).on_conflict(known).exec_without_returning(db).await? == 1);
    };
    let update = site_text::Entity::update_many()
        .col_expr(site_text::Column::Body, Expr::value(body))
        .col_expr(site_text::Column::UpdatedAt, Expr::value(now))
        .filter(site_text::Column::Key.eq(key))
        .filter(site_text::Column::UpdatedAt.eq(seen));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// The course. Absent before the creator made one.
pub async fn course(db: &impl ConnectionTrait) -> Result<Option<course::Model>> {
    Ok(course::Entity::find().one(db).await?)
}

/// The modules in order.
pub async fn modules(db: &impl ConnectionTrait) -> Result<Vec<module::Model>> {
    Ok(module::Entity::find().order_by_asc(module::Column::Position).all(db).await?)
}

/// A lesson without its text.
#[derive(Clone, Debug, FromQueryResult)]
pub struct LessonHead {
    /// Its module.
    pub module_id: uuid::Uuid,
    /// Its slug.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its length.
    pub duration_s: i32,
    /// How the sales page shows it.
    pub visibility: String,
}

/// All lessons that may be seen at `now`, by their positions in their modules.
pub async fn lesson_heads(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Vec<LessonHead>> {
    let query = lesson::Entity::find()
        .select_only()
        .columns([
            lesson::Column::ModuleId,
            lesson::Column::Slug,
            lesson::Column::Title,
            lesson::Column::DurationS,
            lesson::Column::Visibility,
        ])
        .filter(visibility::condition(now))
        .order_by_asc(lesson::Column::Position);
    Ok(query.into_model().all(db).await?)
}

/// A lesson by its slug, published or not.
pub async fn lesson(db: &impl ConnectionTrait, slug: &str) -> Result<Option<lesson::Model>> {
    Ok(lesson::Entity::find().filter(lesson::Column::Slug.eq(slug)).one(db).await?)
}

/// A lesson that anybody may read at `now`.
pub async fn preview(db: &impl ConnectionTrait, slug: &str, now: DateTime<Utc>) -> Result<Option<lesson::Model>> {
    let query = lesson::Entity::find()
        .filter(lesson::Column::Slug.eq(slug))
        .filter(visibility::condition(now))
        .filter(lesson::Column::Visibility.eq("preview"));
    Ok(query.one(db).await?)
}

/// What the keys of legal pages begin with.
pub const LEGAL: &str = "legal/";

/// A text without its body.
#[derive(Clone, Debug, FromQueryResult)]
pub struct TextHead {
    /// Its key.
    pub key: String,
    /// When it was changed.
    pub updated_at: DateTime<Utc>,
}

/// The legal pages, by their keys.
pub async fn legal_texts(db: &impl ConnectionTrait) -> Result<Vec<TextHead>> {
    let query = site_text::Entity::find()
        .select_only()
        .columns([site_text::Column::Key, site_text::Column::UpdatedAt])
        .filter(site_text::Column::Key.starts_with(LEGAL))
        .order_by_asc(site_text::Column::Key);
    Ok(query.into_model().all(db).await?)
}

/// A lesson that anybody may read.
#[derive(Clone, Debug, FromQueryResult)]
pub struct OpenLesson {
    /// Its slug.
    pub slug: String,
    /// When it was changed.
    pub updated_at: DateTime<Utc>,
    /// When it was published, which may have been for a later moment.
    pub published_at: Option<DateTime<Utc>>,
}

/// The lessons that anybody may read at `now`.
pub async fn open_lessons(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Vec<OpenLesson>> {
    let query = lesson::Entity::find()
        .select_only()
        .columns([lesson::Column::Slug, lesson::Column::UpdatedAt, lesson::Column::PublishedAt])
        .filter(visibility::condition(now))
        .filter(lesson::Column::Visibility.eq("preview"))
        .order_by_asc(lesson::Column::Slug);
    Ok(query.into_model().all(db).await?)
}
