//! The mail outbox.

use super::keyset::{self, Key, Order, Turn, Turned};
use crate::error::Result;
use chrono::{DateTime, Utc};
use domain::erasure::NOBODY;
use entity::mail;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// Puts mails into the outbox. Gives those whose key was not there already.
pub async fn insert(db: &impl ConnectionTrait, rows: Vec<mail::ActiveModel>) -> Result<Vec<Uuid>> {
    let known = OnConflict::column(mail::Column::DedupeKey).do_nothing().to_owned();
    Ok(mail::Entity::insert_many(rows).on_conflict(known).exec_with_returning_keys(db).await?)
}

/// A mail by its id.
pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<mail::Model>> {
    Ok(mail::Entity::find_by_id(id).one(db).await?)
}

/// The kind of the last mail to a person who is forgotten.
pub const FAREWELL: &str = "farewell";

/// Notes that a mail is out. A secret one loses its body, and a farewell whom it went to.
pub async fn mark_sent(db: &impl ConnectionTrait, mail: &mail::Model, now: DateTime<Utc>) -> Result<()> {
    let mut update = mail::Entity::update_many()
        .col_expr(mail::Column::State, Expr::value("sent"))
        .col_expr(mail::Column::SentAt, Expr::value(now))
        .filter(mail::Column::Id.eq(mail.id));
    if mail.secret {
        update = update.col_expr(mail::Column::BodyText, Expr::value("")).col_expr(mail::Column::BodyHtml, Expr::value(""));
    }
    if mail.kind == FAREWELL {
        update = update.col_expr(mail::Column::Recipient, Expr::value(NOBODY));
    }
    update.exec(db).await?;
    Ok(())
}

const NEWEST: Order<mail::Entity> =
    Order { at: mail::Column::CreatedAt, key: mail::Column::Id, place: |row| (row.created_at, Key::Id(row.id)) };

/// A page of the mails in a state, of a kind and to an address, newest first; empty means any. With how many there are.
pub async fn page(db: &impl ConnectionTrait, state: &str, kind: &str, to: &str, turn: Turn) -> Result<(Turned<mail::Model>, u64)> {
    let mut query = mail::Entity::find();
    for (column, wanted) in [(mail::Column::State, state), (mail::Column::Kind, kind), (mail::Column::Recipient, to)] {
        query = if wanted.is_empty() { query } else { query.filter(column.eq(wanted)) };
    }
    let count = keyset::count(db, query.clone(), mail::Column::Id).await?;
    Ok((keyset::page(db, query, &NEWEST, turn).await?, count))
}

/// The latest mails to an address.
pub async fn latest_to(db: &impl ConnectionTrait, address: &str, limit: u64) -> Result<Vec<mail::Model>> {
    let query = mail::Entity::find().filter(mail::Column::Recipient.eq(address)).order_by_desc(mail::Column::CreatedAt);
    Ok(query.limit(limit).all(db).await?)
}

/// The mails about an order, latest first.
pub async fn of_order(db: &impl ConnectionTrait, order: Uuid) -> Result<Vec<mail::Model>> {
    let query = mail::Entity::find().filter(mail::Column::OrderId.eq(order)).order_by_desc(mail::Column::CreatedAt);
    Ok(query.all(db).await?)
}

/// How many mails carry a key that begins so.
pub async fn with_key_like(db: &impl ConnectionTrait, beginning: &str) -> Result<u64> {
    let after = format!("{beginning}{}", char::MAX);
    let query = mail::Entity::find().filter(mail::Column::DedupeKey.gte(beginning)).filter(mail::Column::DedupeKey.lt(after));
    Ok(query.count(db).await?)
}

/// The mail that was sent last.
pub async fn last_sent(db: &impl ConnectionTrait) -> Result<Option<mail::Model>> {
    Ok(mail::Entity::find().filter(mail::Column::State.eq("sent")).order_by_desc(mail::Column::CreatedAt).one(db).await?)
}
