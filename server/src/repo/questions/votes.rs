//! Votes for questions. The database keeps their number.

use crate::error::Result;
use crate::repo::statements::statement;
use chrono::{DateTime, Utc};
use entity::question_vote;
use sea_orm::{ConnectionTrait, EntityTrait};
use uuid::Uuid;

/// Votes for a question that somebody else asked and that is in sight. Again is the same.
pub async fn vote(db: &impl ConnectionTrait, user: Uuid, question: Uuid, now: DateTime<Utc>) -> Result<()> {
    let sql = "INSERT INTO question_votes (question_id, user_id, created_at)
        SELECT q.id, $1, $3 FROM questions q WHERE q.id = $2 AND q.state = 'open' AND q.author_id <> $1
        ON CONFLICT (question_id, user_id) DO NOTHING";
    db.execute_raw(statement(db.get_database_backend(), sql, [user.into(), question.into(), now.into()])).await?;
    Ok(())
}

/// Takes a vote back. Again is the same.
pub async fn take_back(db: &impl ConnectionTrait, user: Uuid, question: Uuid) -> Result<()> {
    question_vote::Entity::delete_by_id((question, user)).exec(db).await?;
    Ok(())
}
