//! The course as its creator sees it: drafts too.

use crate::error::Result;
use entity::{attachment, lesson, module};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait};
use uuid::Uuid;

/// A lesson in the list of all.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct LessonRow {
    /// The module.
    pub module_id: Uuid,
    /// Its title.
    pub module_title: String,
    /// The lesson's slug.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// `draft` or `published`.
    pub state: String,
    /// How many files it has.
    pub files: i64,
}

/// All lessons in order, with the modules that have any.
pub async fn lessons(db: &impl ConnectionTrait) -> Result<Vec<LessonRow>> {
    let query = lesson::Entity::find()
        .select_only()
        .column_as(module::Column::Id, "module_id")
        .column_as(module::Column::Title, "module_title")
        .columns([lesson::Column::Slug, lesson::Column::Title, lesson::Column::State])
        .column_as(attachment::Column::Id.count(), "files")
        .inner_join(module::Entity)
        .join_rev(JoinType::LeftJoin, attachment::Relation::Lesson.def())
        .group_by(module::Column::Id)
        .group_by(lesson::Column::Id)
        .order_by_asc(module::Column::Position)
        .order_by_asc(module::Column::Id)
        .order_by_asc(lesson::Column::Position)
        .order_by_asc(lesson::Column::Id);
    Ok(query.into_model().all(db).await?)
}

/// A lesson with its module, by its slug.
pub async fn lesson(db: &impl ConnectionTrait, slug: &str) -> Result<Option<(lesson::Model, module::Model)>> {
    let found = lesson::Entity::find().filter(lesson::Column::Slug.eq(slug)).find_also_related(module::Entity).one(db).await?;
    Ok(found.and_then(|(lesson, module)| Some((lesson, module?))))
}
