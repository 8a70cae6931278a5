//! Moves a purchase from one person to another, after a mistyped address was put right.

use crate::error::Result;
use chrono::{DateTime, Utc};
use domain::email::EmailAddress;
use entity::{grant, hold, order, order_item, provider_customer, session, sign_in_link, user};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

/// Whether nobody has proved to own a person's address, said by a write: a link that is redeemed meanwhile waits for this transaction.
pub async fn still_unproven(db: &impl ConnectionTrait, user: Uuid) -> Result<bool> {
    let update = user::Entity::update_many()
        .col_expr(user::Column::EmailVerifiedAt, Expr::value(Option::<DateTime<Utc>>::None))
        .filter(user::Column::Id.eq(user))
        .filter(user::Column::EmailVerifiedAt.is_null());
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Whether a person has orders that another browser made.
pub async fn has_orders_of_others(db: &impl ConnectionTrait, user: Uuid, browser_key_hash: &[u8]) -> Result<bool> {
    let query =
        order::Entity::find().filter(order::Column::UserId.eq(user)).filter(order::Column::BrowserKeyHash.ne(browser_key_hash.to_vec()));
    Ok(query.count(db).await? > 0)
}

/// Gives a person another address. It fails on its unique index where another person has it.
pub async fn rename(db: &impl ConnectionTrait, user: Uuid, email: &EmailAddress) -> Result<()> {
    let update = user::Entity::update_many()
        .col_expr(user::Column::Email, Expr::value(email.as_str()))
        .col_expr(user::Column::EmailNormalized, Expr::value(email.normalized()))
        .filter(user::Column::Id.eq(user));
    update.exec(db).await?;
    Ok(())
}

/// Makes the sign-in links that went to a person's address worthless.
pub async fn spend_links(db: &impl ConnectionTrait, user: Uuid, now: DateTime<Utc>) -> Result<()> {
    let update = sign_in_link::Entity::update_many()
        .col_expr(sign_in_link::Column::UsedAt, Expr::value(now))
        .filter(sign_in_link::Column::UserId.eq(user))
        .filter(sign_in_link::Column::UsedAt.is_null());
    update.exec(db).await?;
    Ok(())
}

/// Writes the new address on every order that a browser made for a person.
pub async fn readdress(db: &impl ConnectionTrait, user: Uuid, browser_key_hash: &[u8], email: &EmailAddress) -> Result<()> {
    let update = order::Entity::update_many()
        .col_expr(order::Column::BuyerEmail, Expr::value(email.as_str()))
        .filter(order::Column::UserId.eq(user))
        .filter(order::Column::BrowserKeyHash.eq(browser_key_hash.to_vec()));
    update.exec(db).await?;
    Ok(())
}

/// Moves every order that a browser made for a person to another person: seats, grants and the sessions that the purchase began.
pub async fn hand_over(db: &impl ConnectionTrait, from: Uuid, to: Uuid, browser_key_hash: &[u8], now: DateTime<Utc>) -> Result<()> {
    let made_here = |column: order::Column| {
        Query::select()
            .column(column)
            .from(order::Entity)
            .and_where(order::Column::UserId.eq(from))
            .and_where(order::Column::BrowserKeyHash.eq(browser_key_hash.to_vec()))
            .to_owned()
    };
    let items = Query::select()
        .column(order_item::Column::Id)
        .from(order_item::Entity)
        .and_where(Expr::col(order_item::Column::OrderId).in_subquery(made_here(order::Column::Id)))
        .to_owned();
    let grants = grant::Entity::update_many().col_expr(grant::Column::UserId, Expr::value(to));
    grants.filter(grant::Column::OrderItemId.in_subquery(items)).exec(db).await?;
    let holds = hold::Entity::update_many().col_expr(hold::Column::UserId, Expr::value(to));
    holds.filter(hold::Column::Id.in_subquery(made_here(order::Column::HoldId))).exec(db).await?;
    let orders = order::Entity::update_many().col_expr(order::Column::UserId, Expr::value(to));
    let orders = orders.filter(order::Column::UserId.eq(from)).filter(order::Column::BrowserKeyHash.eq(browser_key_hash.to_vec()));
    orders.exec(db).await?;
    let sessions = session::Entity::update_many().col_expr(session::Column::RevokedAt, Expr::value(now));
    let sessions = sessions.filter(session::Column::UserId.eq(from)).filter(session::Column::Origin.eq("purchase"));
    sessions.filter(session::Column::RevokedAt.is_null()).exec(db).await?;
    hand_over_customers(db, from, to).await
}

/// The providers' customers go along where the other person has none, so that what was stored there can still be charged and removed.
async fn hand_over_customers(db: &impl ConnectionTrait, from: Uuid, to: Uuid) -> Result<()> {
    let known = Query::select()
        .column(provider_customer::Column::Provider)
        .from(provider_customer::Entity)
        .and_where(provider_customer::Column::UserId.eq(to))
        .to_owned();
    let update = provider_customer::Entity::update_many()
        .col_expr(provider_customer::Column::UserId, Expr::value(to))
        .filter(provider_customer::Column::UserId.eq(from))
        .filter(Expr::col(provider_customer::Column::Provider).in_subquery(known).not());
    update.exec(db).await?;
    Ok(())
}
