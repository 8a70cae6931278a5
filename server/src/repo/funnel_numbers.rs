//! What became of the offers of the funnel, in numbers.

use super::statements::statement;
use crate::error::Result;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use uuid::Uuid;

/// How many steps of an offer are in a state.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct InState {
    /// The offer.
    pub offer_id: Uuid,
    /// The state.
    pub state: String,
    /// How many are in it.
    pub steps: i64,
    /// How many of those were seen.
    pub shown: i64,
    /// How many of those had a charge fail.
    pub failed: i64,
}

/// All steps of all orders, by their offers and states. A charge that failed gives its offer more time, once: that is how it is known.
pub async fn by_state(db: &impl ConnectionTrait) -> Result<Vec<InState>> {
    let sql = "SELECT offer_id, state, COUNT(*) AS steps, COUNT(shown_at) AS shown, COUNT(extended_at) AS failed
        FROM funnel_steps GROUP BY offer_id, state";
    Ok(InState::find_by_statement(Statement::from_string(db.get_database_backend(), sql)).all(db).await?)
}

/// In how many paid orders an offer is.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Sold {
    /// The offer.
    pub offer_id: Uuid,
    /// The orders.
    pub orders: i64,
}

/// How often each addition was bought.
pub async fn bumps(db: &impl ConnectionTrait) -> Result<Vec<Sold>> {
    let sql = "SELECT i.offer_id, COUNT(*) AS orders FROM order_items i JOIN orders o ON o.id = i.order_id
        WHERE i.kind = 'bump' AND i.offer_id IS NOT NULL AND o.paid_at IS NOT NULL GROUP BY i.offer_id";
    Ok(Sold::find_by_statement(Statement::from_string(db.get_database_backend(), sql)).all(db).await?)
}

/// How often the course was paid for, whatever became of the money.
pub async fn paid(db: &impl ConnectionTrait) -> Result<i64> {
    #[derive(FromQueryResult)]
    struct Row {
        orders: i64,
    }
    let sql = "SELECT COUNT(*) AS orders FROM orders WHERE kind = $1 AND paid_at IS NOT NULL";
    let row = Row::find_by_statement(statement(db.get_database_backend(), sql, ["main".into()])).one(db).await?;
    Ok(row.map_or(0, |row| row.orders))
}
