//! How many unpaid seats are held under a key: one person, one network address.
//!
//! The count is a row of its own, raised by a conditional update in the transaction that takes the seat: tabs that press at
//! the same moment cannot pass together.

use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::{hold, hold_count, hold_limit};
use sea_orm::sea_query::{Expr, OnConflict, Query};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// A key and how many live holds it may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The key.
    pub key: String,
    /// How many at most.
    pub most: u32,
}

/// Counts a hold under its keys, always in the same order of keys. Gives the key that is full already, if one is:
/// then nothing of the transaction may stay.
pub async fn count(db: &impl ConnectionTrait, hold: Uuid, limits: &[Limit]) -> Result<Option<String>> {
    let mut limits: Vec<_> = limits.iter().collect();
    limits.sort_by(|a, b| a.key.cmp(&b.key));
    for Limit { key, most } in limits {
        while !raise(db, key, *most).await? {
            // A key whose last hold has just ended is forgotten; then it begins anew.
            if hold_limit::Entity::find_by_id(key.clone()).one(db).await?.is_some_and(|row| row.live >= most.cast_signed()) {
                return Ok(Some(key.clone()));
            }
        }
        let row = hold_count::ActiveModel { hold_id: Set(hold), key: Set(key.clone()) };
        hold_count::Entity::insert(row).exec_without_returning(db).await?;
    }
    Ok(None)
}

async fn raise(db: &impl ConnectionTrait, key: &str, most: u32) -> Result<bool> {
    let empty = hold_limit::ActiveModel { key: Set(key.to_owned()), live: Set(0) };
    let known = OnConflict::column(hold_limit::Column::Key).do_nothing().to_owned();
    hold_limit::Entity::insert(empty).on_conflict(known).exec_without_returning(db).await?;
    change(db, key, 1, Expr::col(hold_limit::Column::Live).lt(most)).await
}

/// A hold that ended counts no more, and a key without holds is forgotten. Doing it twice is doing it once.
pub async fn release(db: &impl ConnectionTrait, hold: Uuid) -> Result<()> {
    let counted = hold_count::Entity::delete_many().filter(hold_count::Column::HoldId.eq(hold));
    let mut keys: Vec<_> = counted.exec_with_returning(db).await?.into_iter().map(|row| row.key).collect();
    keys.sort();
    for key in &keys {
        let last = hold_limit::Entity::delete_many().filter(hold_limit::Column::Key.eq(key)).filter(hold_limit::Column::Live.lte(1));
        if last.exec(db).await?.rows_affected == 0 {
            lower(db, key).await?;
        }
    }
    Ok(())
}

/// Another hold may have ended since the count was looked at: then the last is gone now.
async fn lower(db: &impl ConnectionTrait, key: &str) -> Result<()> {
    change(db, key, -1, Expr::col(hold_limit::Column::Live).gt(0)).await?;
    let unused = hold_limit::Entity::delete_many().filter(hold_limit::Column::Key.eq(key)).filter(hold_limit::Column::Live.eq(0));
    unused.exec(db).await?;
    Ok(())
}

/// When the next hold under a key ends.
pub async fn next_end(db: &impl ConnectionTrait, key: &str) -> Result<Option<DateTime<Utc>>> {
    let counted =
        Query::select().column(hold_count::Column::HoldId).from(hold_count::Entity).and_where(hold_count::Column::Key.eq(key)).to_owned();
    let query = hold::Entity::find().filter(hold::Column::Id.in_subquery(counted)).order_by_asc(hold::Column::ExpiresAt);
    Ok(query.one(db).await?.map(|hold| hold.expires_at))
}

async fn change(db: &impl ConnectionTrait, key: &str, by: i32, only_if: sea_orm::sea_query::SimpleExpr) -> Result<bool> {
    let update = hold_limit::Entity::update_many()
        .col_expr(hold_limit::Column::Live, Expr::col(hold_limit::Column::Live).add(by))
        .filter(hold_limit::Column::Key.eq(key))
        .filter(only_if);
    Ok(update.exec(db).await?.rows_affected == 1)
}
