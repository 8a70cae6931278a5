//! How much a person has posted within an hour: a row of its own, raised by a conditional statement in the transaction that posts,
//! so that tabs that press at once, and replicas, cannot pass together.

use crate::error::Result;
use crate::repo::statements::statement;
use chrono::{DateTime, Utc};
use entity::question_limit;
use sea_orm::{ConnectionTrait, EntityTrait};
use uuid::Uuid;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Questions.
    Ask,
    /// Answers of students.
    Answer,
    /// Reports.
    Report,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Answer => "answer",
            Self::Report => "report",
        }
    }
}

/// Counts one more. `false` says that the hour is full.
pub async fn count(db: &impl ConnectionTrait, user: Uuid, kind: Kind, hour: DateTime<Utc>, most: u32) -> Result<bool> {
    let sql = "INSERT INTO question_limits AS counted (user_id, kind, hour, used) VALUES ($1, $2, $3, 1)
        ON CONFLICT (user_id, kind, hour) DO UPDATE SET used = counted.used + 1 WHERE counted.used < $4";
    let values = [user.into(), kind.name().into(), hour.into(), most.cast_signed().into()];
    Ok(db.execute_raw(statement(db.get_database_backend(), sql, values)).await?.rows_affected() == 1)
}

/// How much was counted.
pub async fn used(db: &impl ConnectionTrait, user: Uuid, kind: Kind, hour: DateTime<Utc>) -> Result<u32> {
    let found = question_limit::Entity::find_by_id((user, kind.name().to_owned(), hour)).one(db).await?;
    Ok(found.map_or(0, |row| row.used.cast_unsigned()))
}
