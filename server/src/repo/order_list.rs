//! Orders as the panel looks for them.

use super::keyset::{self, Key, Order, Place, Turn, Turned};
use super::people;
use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::{order, order_event, order_item, payment, payment_attempt};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use uuid::Uuid;

/// Which orders are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// An order's public id, or words of its buyer's name and address; empty for all.
    pub search: String,
    /// The state; empty for all.
    pub state: String,
    /// Made at this moment or later.
    pub from: Option<DateTime<Utc>>,
    /// Made before this moment.
    pub until: Option<DateTime<Utc>>,
}

const NEWEST: Order<order::Entity> =
    Order { at: order::Column::CreatedAt, key: order::Column::Id, place: |row| (row.created_at, Key::Id(row.id)) };

/// The search for an order's own public id finds that order and no other.
async fn found(db: &impl ConnectionTrait, wanted: &Wanted) -> Result<Select<order::Entity>> {
    let mut query = order::Entity::find();
    if let Some(order) = super::orders::by_public_id(db, wanted.search.trim()).await? {
        query = query.filter(order::Column::Id.eq(order.id));
    } else {
        let buyer = || Expr::col((order::Entity, order::Column::UserId));
        query = query.filter(people::found_by(db, &wanted.search, buyer).await?);
    }
    if !wanted.state.is_empty() {
        query = query.filter(order::Column::State.eq(wanted.state.as_str()));
    }
    query = wanted.from.into_iter().fold(query, |query, from| query.filter(order::Column::CreatedAt.gte(from)));
    Ok(wanted.until.into_iter().fold(query, |query, until| query.filter(order::Column::CreatedAt.lt(until))))
}

/// A page of the orders that are wanted, newest first, and how many there are.
pub async fn page(db: &impl ConnectionTrait, wanted: &Wanted, turn: Turn) -> Result<(Turned<order::Model>, u64)> {
    let query = found(db, wanted).await?;
    let count = keyset::count(db, query.clone(), order::Column::Id).await?;
    Ok((keyset::page(db, query, &NEWEST, turn).await?, count))
}

/// The orders that are wanted after a place, oldest first, to go through all of them.
pub async fn following(db: &impl ConnectionTrait, wanted: &Wanted, after: Option<Place>, limit: u64) -> Result<Vec<order::Model>> {
    let query = found(db, wanted).await?;
    let query = after.into_iter().fold(query, |query, (at, key)| {
        let later = order::Column::CreatedAt.gt(at).or(order::Column::Id.gt(key));
        query.filter(order::Column::CreatedAt.gte(at)).filter(later)
    });
    Ok(query.order_by_asc(order::Column::CreatedAt).order_by_asc(order::Column::Id).limit(limit).all(db).await?)
}

/// All orders of a person, newest first.
pub async fn of_person(db: &impl ConnectionTrait, person: Uuid) -> Result<Vec<order::Model>> {
    let query = order::Entity::find().filter(order::Column::UserId.eq(person)).order_by_desc(order::Column::CreatedAt);
    Ok(query.all(db).await?)
}

/// The payments of some orders, oldest first.
pub async fn payments_of(db: &impl ConnectionTrait, orders: &[Uuid]) -> Result<Vec<payment::Model>> {
    let query = payment::Entity::find().filter(payment::Column::OrderId.is_in(orders.iter().copied()));
    Ok(query.order_by_asc(payment::Column::CreatedAt).all(db).await?)
}

/// The items of some orders in their order.
pub async fn items_of(db: &impl ConnectionTrait, orders: &[Uuid]) -> Result<Vec<order_item::Model>> {
    let query = order_item::Entity::find().filter(order_item::Column::OrderId.is_in(orders.iter().copied()));
    Ok(query.order_by_asc(order_item::Column::Position).all(db).await?)
}

/// The calls that were made to providers for an order, oldest first.
pub async fn attempts(db: &impl ConnectionTrait, order: Uuid) -> Result<Vec<payment_attempt::Model>> {
    let payments =
        Query::select().column(payment::Column::Id).from(payment::Entity).and_where(payment::Column::OrderId.eq(order)).to_owned();
    let query = payment_attempt::Entity::find().filter(payment_attempt::Column::PaymentId.in_subquery(payments));
    Ok(query.order_by_asc(payment_attempt::Column::CreatedAt).all(db).await?)
}

/// The latest lines of the timelines of some orders.
pub async fn events_of(db: &impl ConnectionTrait, orders: &[Uuid], limit: u64) -> Result<Vec<order_event::Model>> {
    let query = order_event::Entity::find().filter(order_event::Column::OrderId.is_in(orders.iter().copied()));
    Ok(query.order_by_desc(order_event::Column::At).limit(limit).all(db).await?)
}
