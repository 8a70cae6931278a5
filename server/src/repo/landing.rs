//! The sales page: its draft, its versions, its pictures. The newest version is the page that visitors see.

use crate::error::{Fault, Result};
use chrono::{DateTime, Utc};
use domain::landing::LandingContent;
use entity::{landing_draft, landing_picture, landing_version};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;

/// The row of the one draft.
const DRAFT: i32 = 1;

/// What a row holds as content.
pub fn content(value: Value) -> Result<LandingContent> {
    serde_json::from_value(value).map_err(|error| Fault::stored(format!("content of the sales page: {error}")))
}

fn json(content: &LandingContent) -> Result<Value> {
    serde_json::to_value(content).map_err(|error| Fault::stored(format!("content of the sales page: {error}")))
}

/// The page that visitors see, with its number. Absent before anything was published.
pub async fn published(db: &impl ConnectionTrait) -> Result<Option<landing_version::Model>> {
    Ok(landing_version::Entity::find().order_by_desc(landing_version::Column::Number).one(db).await?)
}

/// A version by its number.
pub async fn version(db: &impl ConnectionTrait, number: i32) -> Result<Option<landing_version::Model>> {
    Ok(landing_version::Entity::find_by_id(number).one(db).await?)
}

/// A version without its content.
#[derive(Clone, Debug, FromQueryResult)]
pub struct VersionHead {
    /// Its number.
    pub number: i32,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// By whom.
    pub published_by: Option<Uuid>,
    /// The version whose content it has again.
    pub restored_from: Option<i32>,
}

/// The newest versions, newest first.
pub async fn versions(db: &impl ConnectionTrait, limit: u64) -> Result<Vec<VersionHead>> {
    let columns = [
        landing_version::Column::Number,
        landing_version::Column::PublishedAt,
        landing_version::Column::PublishedBy,
        landing_version::Column::RestoredFrom,
    ];
    let query = landing_version::Entity::find().select_only().columns(columns).order_by_desc(landing_version::Column::Number);
    Ok(query.limit(limit).into_model().all(db).await?)
}

/// A version to publish.
#[derive(Clone, Copy, Debug)]
pub struct NewVersion<'a> {
    /// Its number: one more than the newest has.
    pub number: i32,
    /// Its content.
    pub content: &'a LandingContent,
    /// Now.
    pub now: DateTime<Utc>,
    /// By whom; the program itself has no name.
    pub by: Option<Uuid>,
    /// The version whose content it has again.
    pub restored_from: Option<i32>,
}

/// Publishes a version. Of two at once one fails, because the number is the key.
pub async fn publish(db: &impl ConnectionTrait, new: NewVersion<'_>) -> Result<()> {
    let row = landing_version::ActiveModel {
        number: Set(new.number),
        content: Set(json(new.content)?),
        published_at: Set(new.now),
        published_by: Set(new.by),
        restored_from: Set(new.restored_from),
    };
    landing_version::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The draft.
pub async fn draft(db: &impl ConnectionTrait) -> Result<Option<landing_draft::Model>> {
    Ok(landing_draft::Entity::find_by_id(DRAFT).one(db).await?)
}

/// The draft that is about to be changed in a transaction: until that ends nobody else changes it. SQLite lets one write at a time
/// anyway.
pub async fn draft_for_change(db: &impl ConnectionTrait) -> Result<Option<landing_draft::Model>> {
    Ok(landing_draft::Entity::find_by_id(DRAFT).lock_exclusive().one(db).await?)
}

/// Writes the first draft.
pub async fn insert_draft(db: &impl ConnectionTrait, content: &LandingContent, now: DateTime<Utc>) -> Result<()> {
    let row = landing_draft::ActiveModel {
        id: Set(DRAFT),
        content: Set(json(content)?),
        version: Set(1),
        changed_at: Set(now),
        changed_by: Set(None),
    };
    landing_draft::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Writes the draft that is still in `version`. `false` says that it is not.
pub async fn write_draft(
    db: &impl ConnectionTrait,
    version: i32,
    content: &LandingContent,
    now: DateTime<Utc>,
    by: impl Into<Option<Uuid>>,
) -> Result<bool> {
    let update = landing_draft::Entity::update_many()
        .col_expr(landing_draft::Column::Content, Expr::value(json(content)?))
        .col_expr(landing_draft::Column::Version, Expr::value(version + 1))
        .col_expr(landing_draft::Column::ChangedAt, Expr::value(now))
        .col_expr(landing_draft::Column::ChangedBy, Expr::value(by.into()))
        .filter(landing_draft::Column::Id.eq(DRAFT))
        .filter(landing_draft::Column::Version.eq(version));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// A picture by its id.
pub async fn picture(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<landing_picture::Model>> {
    Ok(landing_picture::Entity::find_by_id(id).one(db).await?)
}

/// Adds a picture. Its object was written down before.
pub async fn insert_picture(db: &impl ConnectionTrait, row: landing_picture::ActiveModel) -> Result<()> {
    landing_picture::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// What people are called: their names, or where they have none their addresses.
pub async fn names(db: &impl ConnectionTrait, people: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    let found = entity::user::Entity::find().filter(entity::user::Column::Id.is_in(people.iter().copied())).all(db).await?;
    Ok(found.into_iter().map(|user| (user.id, if user.name.is_empty() { user.email } else { user.name })).collect())
}
