//! Who waits for a seat or for the sale to open, and the seats that are kept for the first in line.

use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::{seat_invite, waitlist_entry};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// The states in which somebody still waits.
const WAITS: [&str; 2] = ["waiting", "invited"];

/// Puts somebody at the end of the line. `false` says that the address stands there already.
pub async fn insert(db: &impl ConnectionTrait, row: waitlist_entry::ActiveModel) -> Result<bool> {
    let known = OnConflict::new().do_nothing().to_owned();
    Ok(waitlist_entry::Entity::insert(row).on_conflict(known).exec_without_returning(db).await? == 1)
}

/// How many wait from one network address.
pub async fn waiting_from(db: &impl ConnectionTrait, address_key: &str) -> Result<u64> {
    let query = waitlist_entry::Entity::find()
        .filter(waitlist_entry::Column::AddressKey.eq(address_key))
        .filter(waitlist_entry::Column::State.is_in(WAITS));
    Ok(query.count(db).await?)
}

/// The first who waits for this.
pub async fn first(db: &impl ConnectionTrait, offer: Uuid, wish: &str) -> Result<Option<waitlist_entry::Model>> {
    let query = waitlist_entry::Entity::find()
        .filter(waitlist_entry::Column::OfferId.eq(offer))
        .filter(waitlist_entry::Column::State.eq("waiting"))
        .filter(waitlist_entry::Column::Wish.eq(wish))
        .order_by_asc(waitlist_entry::Column::CreatedAt)
        .order_by_asc(waitlist_entry::Column::Id);
    Ok(query.one(db).await?)
}

/// The offers for which anybody waits.
pub async fn offers(db: &impl ConnectionTrait) -> Result<Vec<Uuid>> {
    let query = waitlist_entry::Entity::find()
        .select_only()
        .column(waitlist_entry::Column::OfferId)
        .distinct()
        .filter(waitlist_entry::Column::State.eq("waiting"));
    Ok(query.into_tuple().all(db).await?)
}

/// Moves a place in the line from one state to another. `false` says that it was in none of `from`.
pub async fn set_state(db: &impl ConnectionTrait, id: Uuid, from: &[&str], state: &str, now: DateTime<Utc>) -> Result<bool> {
    let ended = (!WAITS.contains(&state)).then_some(now);
    let mut update = waitlist_entry::Entity::update_many()
        .col_expr(waitlist_entry::Column::State, Expr::value(state))
        .col_expr(waitlist_entry::Column::EndedAt, Expr::value(ended))
        .filter(waitlist_entry::Column::Id.eq(id))
        .filter(waitlist_entry::Column::State.is_in(from.iter().copied()));
    if ended.is_some() {
        update = update.col_expr(waitlist_entry::Column::AddressKey, Expr::value(Option::<String>::None));
    }
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Writes down that a seat is kept.
pub async fn insert_invite(db: &impl ConnectionTrait, row: seat_invite::ActiveModel) -> Result<()> {
    seat_invite::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The kept seat of a link, if it can still be taken.
pub async fn live_invite(db: &impl ConnectionTrait, token_hash: &[u8], now: DateTime<Utc>) -> Result<Option<seat_invite::Model>> {
    let query = seat_invite::Entity::find()
        .filter(seat_invite::Column::TokenHash.eq(token_hash))
        .filter(seat_invite::Column::State.eq("offered"))
        .filter(seat_invite::Column::ExpiresAt.gt(now));
    Ok(query.one(db).await?)
}

/// The kept seat of a place in the line.
pub async fn invite_of(db: &impl ConnectionTrait, entry: Uuid) -> Result<Option<seat_invite::Model>> {
    Ok(seat_invite::Entity::find().filter(seat_invite::Column::WaitlistId.eq(entry)).one(db).await?)
}

/// Takes the kept seat in one conditional statement. `false` says that it was taken before or that its time is up.
pub async fn use_invite(db: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Result<bool> {
    end_invite(db, id, "used", now, Some(now)).await
}

/// Ends the offer of a kept seat. `false` says that it had ended.
pub async fn lapse_invite(db: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Result<bool> {
    end_invite(db, id, "lapsed", now, None).await
}

async fn end_invite(
    db: &impl ConnectionTrait,
    id: Uuid,
    state: &str,
    now: DateTime<Utc>,
    only_before_its_end: Option<DateTime<Utc>>,
) -> Result<bool> {
    let mut update = seat_invite::Entity::update_many()
        .col_expr(seat_invite::Column::State, Expr::value(state))
        .col_expr(seat_invite::Column::EndedAt, Expr::value(now))
        .filter(seat_invite::Column::Id.eq(id))
        .filter(seat_invite::Column::State.eq("offered"));
    if let Some(now) = only_before_its_end {
        update = update.filter(seat_invite::Column::ExpiresAt.gt(now));
    }
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Kept seats whose time is up.
pub async fn invites_over(db: &impl ConnectionTrait, now: DateTime<Utc>, limit: u64) -> Result<Vec<seat_invite::Model>> {
    let query = seat_invite::Entity::find()
        .filter(seat_invite::Column::State.eq("offered"))
        .filter(seat_invite::Column::ExpiresAt.lte(now))
        .order_by_asc(seat_invite::Column::ExpiresAt)
        .limit(limit);
    Ok(query.all(db).await?)
}

/// Keeps seats whose time would end between two moments until `until` instead. Gives how many.
pub async fn renew_invites(db: &impl ConnectionTrait, after: DateTime<Utc>, up_to: DateTime<Utc>, until: DateTime<Utc>) -> Result<u64> {
    let update = seat_invite::Entity::update_many()
        .col_expr(seat_invite::Column::ExpiresAt, Expr::value(until))
        .filter(seat_invite::Column::State.eq("offered"))
        .filter(seat_invite::Column::ExpiresAt.gt(after))
        .filter(seat_invite::Column::ExpiresAt.lte(up_to));
    Ok(update.exec(db).await?.rows_affected)
}
