//! The log of what was changed. The database lets it grow and nothing else.

use super::keyset::{self, Key, Order, Turn, Turned};
use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::audit_entry;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// Which entries are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// By whom.
    pub actor: Option<Uuid>,
    /// What was done, or the noun that its name begins with; empty for anything.
    pub action: String,
    /// To what; empty for anything.
    pub subject: String,
    /// At this moment or later.
    pub from: Option<DateTime<Utc>>,
    /// Before this moment.
    pub until: Option<DateTime<Utc>>,
}

const NEWEST: Order<audit_entry::Entity> =
    Order { at: audit_entry::Column::At, key: audit_entry::Column::Id, place: |row| (row.at, Key::Id(row.id)) };

/// Adds an entry, in the transaction of what it tells of.
pub async fn insert(db: &impl ConnectionTrait, row: audit_entry::ActiveModel) -> Result<()> {
    audit_entry::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// A page of the entries that are wanted, newest first, and how many there are.
pub async fn page(db: &impl ConnectionTrait, wanted: &Wanted, turn: Turn) -> Result<(Turned<audit_entry::Model>, u64)> {
    let mut query = audit_entry::Entity::find();
    if !wanted.action.is_empty() {
        let end = format!("{}{}", wanted.action, char::MAX);
        query = query.filter(audit_entry::Column::Action.gte(wanted.action.as_str())).filter(audit_entry::Column::Action.lt(end));
    }
    if !wanted.subject.is_empty() {
        query = query.filter(audit_entry::Column::Subject.eq(wanted.subject.as_str()));
    }
    query = wanted.actor.into_iter().fold(query, |query, actor| query.filter(audit_entry::Column::ActorId.eq(actor)));
    query = wanted.from.into_iter().fold(query, |query, from| query.filter(audit_entry::Column::At.gte(from)));
    query = wanted.until.into_iter().fold(query, |query, until| query.filter(audit_entry::Column::At.lt(until)));
    let count = keyset::count(db, query.clone(), audit_entry::Column::Id).await?;
    Ok((keyset::page(db, query, &NEWEST, turn).await?, count))
}

/// The latest entries about something.
pub async fn about(db: &impl ConnectionTrait, subject: &str, limit: u64) -> Result<Vec<audit_entry::Model>> {
    let query = audit_entry::Entity::find().filter(audit_entry::Column::Subject.eq(subject)).order_by_desc(audit_entry::Column::At);
    Ok(query.limit(limit).all(db).await?)
}
