//! What only the database knows of how the program does.

use super::statements::statement;
use crate::error::Result;
use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, FromQueryResult};

/// How many rows of a kind are in a state, and since when the oldest is.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Vital {
    /// What the rows are: `orders`, `jobs`, `webhooks`, `holds`, or `mails` that are still tried: one that cannot be delivered is a
    /// parked job.
    pub kind: String,
    /// Their state.
    pub state: String,
    /// How many there are.
    pub count: i64,
    /// The oldest one's time: of a job, that of being due. Of orders and holds it is not asked.
    pub oldest: Option<DateTime<Utc>>,
}

/// What is under way, in one statement. Each part is answered by an index.
pub async fn read(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Vec<Vital>> {
    let sql = "SELECT 'jobs' AS kind, state, COUNT(*) AS count, MIN(run_at) AS oldest
            FROM jobs WHERE state = 'pending' GROUP BY state
        UNION ALL SELECT 'jobs', state, COUNT(*), MIN(created_at) FROM jobs WHERE state = 'parked' GROUP BY state
        UNION ALL SELECT 'webhooks', state, COUNT(*), MIN(received_at)
            FROM webhook_inbox WHERE state IN ('stored', 'parked') GROUP BY state
        UNION ALL SELECT 'mails', state, COUNT(*), MIN(created_at) FROM jobs WHERE state = 'pending' AND kind = 'send_mail' GROUP BY state
        UNION ALL SELECT 'holds', state, COUNT(*), NULL FROM holds WHERE state = 'held' AND expires_at > $1 GROUP BY state
        UNION ALL SELECT 'orders', state, COUNT(*), NULL FROM orders GROUP BY state";
    Ok(Vital::find_by_statement(statement(db.get_database_backend(), sql, [now.into()])).all(db).await?)
}
