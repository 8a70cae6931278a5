//! The first run: its code, the guesses at it, and its one end.

use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::{first_run, user};
use sea_orm::sea_query::{Expr, OnConflict, Query};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter};

/// The one row.
const ROW: i32 = 1;

/// Sets another code, with no guesses at it. One that has ended stays ended.
pub async fn begin(db: &impl ConnectionTrait, code_hash: &[u8], now: DateTime<Utc>) -> Result<()> {
    let row = first_run::ActiveModel {
        id: Set(ROW),
        code_hash: Set(code_hash.to_vec()),
        guesses: Set(0),
        begun_at: Set(now),
        finished_at: Set(None),
    };
    let columns = [first_run::Column::CodeHash, first_run::Column::Guesses, first_run::Column::BegunAt];
    let mut again = OnConflict::column(first_run::Column::Id).update_columns(columns).to_owned();
    again.action_and_where(Expr::col((first_run::Entity, first_run::Column::FinishedAt)).is_null());
    first_run::Entity::insert(row).on_conflict(again).exec_without_returning(db).await?;
    Ok(())
}

/// The one that has not ended.
pub async fn open(db: &impl ConnectionTrait) -> Result<Option<first_run::Model>> {
    Ok(first_run::Entity::find_by_id(ROW).filter(first_run::Column::FinishedAt.is_null()).one(db).await?)
}

/// Counts a guess at the code, if fewer than `most` were made. `false` says that no more may be, or that it has ended.
pub async fn count_guess(db: &impl ConnectionTrait, most: i32) -> Result<bool> {
    let update = first_run::Entity::update_many()
        .col_expr(first_run::Column::Guesses, Expr::col(first_run::Column::Guesses).add(1))
        .filter(first_run::Column::Id.eq(ROW))
        .filter(first_run::Column::FinishedAt.is_null())
        .filter(first_run::Column::Guesses.lt(most));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Ends it, if its code is still this one and nobody runs the place yet. `false` says that somebody was faster.
pub async fn finish(db: &impl ConnectionTrait, code_hash: &[u8], now: DateTime<Utc>) -> Result<bool> {
    let admins = Query::select().expr(Expr::value(1)).from(user::Entity).and_where(user::Column::Role.eq("ADMIN")).to_owned();
    let open = Condition::all()
        .add(first_run::Column::Id.eq(ROW))
        .add(first_run::Column::FinishedAt.is_null())
        .add(first_run::Column::CodeHash.eq(code_hash.to_vec()))
        .add(Expr::exists(admins).not());
    let update = first_run::Entity::update_many().col_expr(first_run::Column::FinishedAt, Expr::value(now)).filter(open);
    Ok(update.exec(db).await?.rows_affected == 1)
}
