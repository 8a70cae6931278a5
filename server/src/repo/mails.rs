//! The mail outbox.

use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::mail;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// Puts a mail into the outbox. `false` says that one with its key is there already.
pub async fn insert(db: &impl ConnectionTrait, row: mail::ActiveModel) -> Result<bool> {
    let known = OnConflict::column(mail::Column::DedupeKey).do_nothing().to_owned();
    Ok(mail::Entity::insert(row).on_conflict(known).exec_without_returning(db).await? == 1)
}

/// A mail by its id.
pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<mail::Model>> {
    Ok(mail::Entity::find_by_id(id).one(db).await?)
}

/// Notes that a mail is out. A secret one loses its body.
pub async fn mark_sent(db: &impl ConnectionTrait, mail: &mail::Model, now: DateTime<Utc>) -> Result<()> {
    let mut update = mail::Entity::update_many()
        .col_expr(mail::Column::State, Expr::value("sent"))
        .col_expr(mail::Column::SentAt, Expr::value(now))
        .filter(mail::Column::Id.eq(mail.id));
    if mail.secret {
        update = update.col_expr(mail::Column::BodyText, Expr::value("")).col_expr(mail::Column::BodyHtml, Expr::value(""));
    }
    update.exec(db).await?;
    Ok(())
}
