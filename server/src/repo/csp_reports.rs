//! What browsers report of pages that wanted to load what they may not.

use super::statements::statement;
use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::csp_report::{Column, Entity, Model};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// So many rows are kept. Whatever is sent, the table grows no further.
pub const MOST: u64 = 500;

/// What a report says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The page, as the site map has it.
    pub page: String,
    /// What of its policy was in the way.
    pub directive: String,
    /// The origin, or the word, of what was to be loaded.
    pub blocked: String,
}

/// Counts a report, in the row of those that said the same.
pub async fn count(db: &impl ConnectionTrait, said: &Said, now: DateTime<Utc>) -> Result<()> {
    let sql = "INSERT INTO csp_reports AS known (page, directive, blocked, reports, first_at, last_at)
        SELECT CAST($1 AS text), CAST($2 AS text), CAST($3 AS text), 1, $4, $4
            WHERE (SELECT COUNT(*) FROM csp_reports) < $5
            OR EXISTS (SELECT 1 FROM csp_reports c WHERE c.page = $1 AND c.directive = $2 AND c.blocked = $3)
        ON CONFLICT (page, directive, blocked) DO UPDATE SET reports = known.reports + 1, last_at = excluded.last_at";
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    let values = [said.page.as_str().into(), said.directive.as_str().into(), said.blocked.as_str().into(), now.into(), most.into()];
    db.execute_raw(statement(db.get_database_backend(), sql, values)).await?;
    Ok(())
}

/// What was reported, the latest first.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Model>> {
    let query = Entity::find().order_by_desc(Column::LastAt).order_by_asc(Column::Page).order_by_asc(Column::Directive);
    Ok(query.order_by_asc(Column::Blocked).limit(MOST).all(db).await?)
}

/// Forgets what was not reported again since a moment.
pub async fn forget_before(db: &impl ConnectionTrait, moment: DateTime<Utc>) -> Result<()> {
    Entity::delete_many().filter(Column::LastAt.lt(moment)).exec(db).await?;
    Ok(())
}
