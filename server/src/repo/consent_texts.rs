//! The words that buyers agree to. They are added to and never changed.

use crate::error::Result;
use entity::{consent, consent_text};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryOrder, QuerySelect};

/// The words in force. Absent before the creator wrote some.
pub async fn latest(db: &impl ConnectionTrait) -> Result<Option<consent_text::Model>> {
    Ok(consent_text::Entity::find().order_by_desc(consent_text::Column::Version).one(db).await?)
}

/// All words, newest first.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<consent_text::Model>> {
    Ok(consent_text::Entity::find().order_by_desc(consent_text::Column::Version).all(db).await?)
}

/// Writes words down. Second ones of their version fail on the key.
pub async fn insert(db: &impl ConnectionTrait, row: consent_text::ActiveModel) -> Result<()> {
    consent_text::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// How many agreed to the words of a version, and how many took it back.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Given {
    /// The version.
    pub text_version: i32,
    /// Who agreed.
    pub given: i64,
    /// Who took it back.
    pub revoked: i64,
}

/// The same for every version.
pub async fn given(db: &impl ConnectionTrait) -> Result<Vec<Given>> {
    let query = consent::Entity::find()
        .select_only()
        .column(consent::Column::TextVersion)
        .column_as(consent::Column::Id.count(), "given")
        .column_as(consent::Column::RevokedAt.count(), "revoked")
        .group_by(consent::Column::TextVersion);
    Ok(query.into_model().all(db).await?)
}
