//! Files of lessons, and the objects in which their content lies.

use super::statements::statement;
use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::{attachment, lesson, stored_object};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

/// The files of a lesson in order.
pub async fn of_lesson(db: &impl ConnectionTrait, lesson: Uuid) -> Result<Vec<attachment::Model>> {
    let query = attachment::Entity::find()
        .filter(attachment::Column::LessonId.eq(lesson))
        .order_by_asc(attachment::Column::Position)
        .order_by_asc(attachment::Column::Id);
    Ok(query.all(db).await?)
}

/// How many files a lesson has.
pub async fn count(db: &impl ConnectionTrait, lesson: Uuid) -> Result<u64> {
    Ok(attachment::Entity::find().filter(attachment::Column::LessonId.eq(lesson)).count(db).await?)
}

/// A file that is about to be changed in a transaction: until that ends nobody else changes it. SQLite lets one write at a time
/// anyway.
pub async fn for_change(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<attachment::Model>> {
    Ok(attachment::Entity::find_by_id(id).lock_exclusive().one(db).await?)
}

/// A file of the lesson with this slug.
pub async fn in_lesson(db: &impl ConnectionTrait, slug: &str, id: Uuid) -> Result<Option<attachment::Model>> {
    let query = attachment::Entity::find_by_id(id).inner_join(lesson::Entity).filter(lesson::Column::Slug.eq(slug));
    Ok(query.one(db).await?)
}

/// Adds a file. Its object was written down before.
pub async fn insert(db: &impl ConnectionTrait, row: attachment::ActiveModel) -> Result<()> {
    attachment::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The place after the last file of a lesson.
pub async fn next_position(db: &impl ConnectionTrait, lesson: Uuid) -> Result<i32> {
    Ok(of_lesson(db, lesson).await?.last().map_or(0, |last| last.position + 1))
}

/// The content that a file has from now on.
#[derive(Clone, Debug)]
pub struct NewContent<'a> {
    /// The name to save it under.
    pub file_name: &'a str,
    /// The name of its kind.
    pub kind: &'a str,
    /// Its size in bytes.
    pub size: i64,
    /// Its hash.
    pub sha256: [u8; 32],
    /// The key of its object.
    pub storage_key: &'a str,
}

impl NewContent<'_> {
    /// The columns of a file's first content.
    pub fn columns(&self) -> attachment::ActiveModel {
        attachment::ActiveModel {
            file_name: Set(self.file_name.to_owned()),
            kind: Set(self.kind.to_owned()),
            size: Set(self.size),
            sha256: Set(self.sha256.to_vec()),
            storage_key: Set(self.storage_key.to_owned()),
            version: Set(1),
            ..Default::default()
        }
    }
}

/// Replaces the content of a file that is still in `version`. `false` says that it is not.
pub async fn replace(db: &impl ConnectionTrait, id: Uuid, version: i32, content: &NewContent<'_>, now: DateTime<Utc>) -> Result<bool> {
    let update = attachment::Entity::update_many()
        .col_expr(attachment::Column::FileName, Expr::value(content.file_name))
        .col_expr(attachment::Column::Kind, Expr::value(content.kind))
        .col_expr(attachment::Column::Size, Expr::value(content.size))
        .col_expr(attachment::Column::Sha256, Expr::value(content.sha256.to_vec()))
        .col_expr(attachment::Column::StorageKey, Expr::value(content.storage_key))
        .col_expr(attachment::Column::Version, Expr::value(version + 1))
        .col_expr(attachment::Column::ReplacedAt, Expr::value(now))
        .filter(attachment::Column::Id.eq(id))
        .filter(attachment::Column::Version.eq(version));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Gives a file another title, and another name to save it under.
pub async fn rename(db: &impl ConnectionTrait, id: Uuid, title: &str, file_name: &str) -> Result<()> {
    let update = attachment::Entity::update_many()
        .col_expr(attachment::Column::Title, Expr::value(title))
        .col_expr(attachment::Column::FileName, Expr::value(file_name))
        .filter(attachment::Column::Id.eq(id));
    update.exec(db).await?;
    Ok(())
}

/// Gives a file another place.
pub async fn set_position(db: &impl ConnectionTrait, id: Uuid, position: i32) -> Result<()> {
    let update = attachment::Entity::update_many()
        .col_expr(attachment::Column::Position, Expr::value(position))
        .filter(attachment::Column::Id.eq(id));
    update.exec(db).await?;
    Ok(())
}

/// Removes a file that is still in `version`. `false` says that it is not.
pub async fn remove(db: &impl ConnectionTrait, id: Uuid, version: i32) -> Result<bool> {
    let delete = attachment::Entity::delete_many().filter(attachment::Column::Id.eq(id)).filter(attachment::Column::Version.eq(version));
    Ok(delete.exec(db).await?.rows_affected == 1)
}

/// Writes an object down whose content is about to be sent.
pub async fn begin_object(db: &impl ConnectionTrait, key: &str, now: DateTime<Utc>) -> Result<()> {
    let row = stored_object::ActiveModel { key: Set(key.to_owned()), since: Set(now) };
    stored_object::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Notes that nothing names an object from now on.
pub async fn let_go_of_object(db: &impl ConnectionTrait, key: &str, now: DateTime<Utc>) -> Result<()> {
    let update = stored_object::Entity::update_many()
        .col_expr(stored_object::Column::Since, Expr::value(now))
        .filter(stored_object::Column::Key.eq(key));
    update.exec(db).await?;
    Ok(())
}

/// Forgets an object that is gone.
pub async fn forget_object(db: &impl ConnectionTrait, key: &str) -> Result<()> {
    stored_object::Entity::delete_by_id(key).exec(db).await?;
    Ok(())
}

/// Up to `limit` objects that nothing has named since `before`.
pub async fn unnamed_objects(db: &impl ConnectionTrait, before: DateTime<Utc>, limit: i64) -> Result<Vec<String>> {
    #[derive(FromQueryResult)]
    struct Row {
        key: String,
    }
    let sql = "SELECT o.key FROM stored_objects o LEFT JOIN attachments a ON a.storage_key = o.key
            LEFT JOIN lesson_images i ON i.storage_key = o.key LEFT JOIN landing_pictures p ON p.storage_key = o.key
        WHERE o.since < $1 AND a.id IS NULL AND i.id IS NULL AND p.id IS NULL ORDER BY o.since LIMIT $2";
    let rows = Row::find_by_statement(statement(db.get_database_backend(), sql, [before.into(), limit.into()])).all(db).await?;
    Ok(rows.into_iter().map(|row| row.key).collect())
}

/// An object that rows name.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct NamedObject {
    /// Its key.
    pub storage_key: String,
    /// Its size in bytes.
    pub size: i64,
    /// Its hash.
    pub sha256: Vec<u8>,
}

/// Every object that rows name, by key.
pub async fn named_objects(db: &impl ConnectionTrait) -> Result<Vec<NamedObject>> {
    let sql = "SELECT storage_key, size, sha256 FROM attachments UNION ALL SELECT storage_key, size, sha256 FROM lesson_images
        UNION ALL SELECT storage_key, size, sha256 FROM landing_pictures ORDER BY storage_key";
    Ok(NamedObject::find_by_statement(statement(db.get_database_backend(), sql, [])).all(db).await?)
}
