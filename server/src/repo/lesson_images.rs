//! Pictures in the text of lessons.

use crate::error::Result;
use entity::lesson_image;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// The pictures of a lesson, latest first.
pub async fn of_lesson(db: &impl ConnectionTrait, lesson: Uuid) -> Result<Vec<lesson_image::Model>> {
    let query = lesson_image::Entity::find()
        .filter(lesson_image::Column::LessonId.eq(lesson))
        .order_by_desc(lesson_image::Column::CreatedAt)
        .order_by_desc(lesson_image::Column::Id);
    Ok(query.all(db).await?)
}

/// How many pictures a lesson has.
pub async fn count(db: &impl ConnectionTrait, lesson: Uuid) -> Result<u64> {
    Ok(lesson_image::Entity::find().filter(lesson_image::Column::LessonId.eq(lesson)).count(db).await?)
}

/// A picture.
pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<lesson_image::Model>> {
    Ok(lesson_image::Entity::find_by_id(id).one(db).await?)
}

/// Adds a picture. Its object was written down before.
pub async fn insert(db: &impl ConnectionTrait, row: lesson_image::ActiveModel) -> Result<()> {
    lesson_image::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}
