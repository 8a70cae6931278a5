//! How often something was tried: a row for what is counted and whom it is counted about, raised and read by one statement, so that
//! requests that come at once, and replicas, cannot pass together.

use super::statements::statement;
use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::rate_limit::{self, Column, Entity};
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter};

/// How far a count is, and when it begins anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// How many there were. It stops at one more than the most.
    pub used: i64,
    /// When the next one is the first again.
    pub until: DateTime<Utc>,
}

/// What is to be counted.
#[derive(Clone, Copy, Debug)]
pub struct Try<'a> {
    /// What.
    pub action: &'a str,
    /// About whom.
    pub subject: &'a [u8],
    /// How many there may be.
    pub most: u32,
    /// Now.
    pub now: DateTime<Utc>,
    /// When the time would be up that begins now.
    pub end: DateTime<Utc>,
    /// A time that is up later than this was begun by a clock that was ahead, and begins anew.
    pub latest: DateTime<Utc>,
}

/// Counts one more. `None` says that there were too many before: what is refused for long writes nothing.
pub async fn count(db: &impl ConnectionTrait, one: &Try<'_>) -> Result<Option<Counted>> {
    let sql = "INSERT INTO rate_limits AS known (action, subject, used, until) VALUES ($1, $2, 1, $4)
        ON CONFLICT (action, subject) DO UPDATE SET
            used = CASE WHEN known.until > $3 AND known.until <= $6 THEN known.used + 1 ELSE 1 END,
            until = CASE WHEN known.until > $3 AND known.until <= $6 THEN known.until ELSE $4 END
        WHERE known.used <= $5 OR known.until <= $3 OR known.until > $6
        RETURNING used, until";
    let most = i64::from(one.most);
    let values = [one.action.into(), one.subject.to_vec().into(), one.now.into(), one.end.into(), most.into(), one.latest.into()];
    let row = db.query_one_raw(statement(db.get_database_backend(), sql, values)).await?;
    row.map(|row| Ok(Counted { used: row.try_get("", "used")?, until: row.try_get("", "until")? })).transpose()
}

/// Takes one back that was counted and is to count no longer.
pub async fn take_back(db: &impl ConnectionTrait, action: &str, subject: &[u8]) -> Result<()> {
    let update = Entity::update_many().col_expr(Column::Used, Expr::col(Column::Used).sub(1)).filter(of(action, subject));
    update.filter(Column::Used.gt(0)).exec(db).await?;
    Ok(())
}

/// A count whose time is not up at `now`.
pub async fn counted(db: &impl ConnectionTrait, action: &str, subject: &[u8], now: DateTime<Utc>) -> Result<Option<Counted>> {
    let found = Entity::find().filter(of(action, subject)).filter(Column::Until.gt(now)).one(db).await?;
    Ok(found.map(|rate_limit::Model { used, until, .. }| Counted { used, until }))
}

/// Forgets counts whose time was up before a moment.
pub async fn forget_before(db: &impl ConnectionTrait, moment: DateTime<Utc>) -> Result<()> {
    Entity::delete_many().filter(Column::Until.lt(moment)).exec(db).await?;
    Ok(())
}

fn of(action: &str, subject: &[u8]) -> SimpleExpr {
    Column::Action.eq(action).and(Column::Subject.eq(subject.to_vec()))
}
