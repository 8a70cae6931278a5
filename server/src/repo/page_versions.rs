//! How often what public pages show was changed.

use crate::error::Result;
use sea_orm::{ConnectionTrait, Statement};

/// A number that is another one as soon as a change of anything that public pages show is committed.
pub async fn sum(db: &impl ConnectionTrait) -> Result<i64> {
    let sql = "SELECT CAST(COALESCE(SUM(version), 0) AS bigint) AS version FROM page_versions";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    Ok(row.map(|row| row.try_get("", "version")).transpose()?.unwrap_or_default())
}
