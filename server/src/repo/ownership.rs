//! Moves a purchase from one person to another, after a mistyped address was put right.

use super::statements::statement;
use crate::error::{Fault, Result};
use chrono::{DateTime, Utc};
use domain::email::EmailAddress;
use entity::{consent, coupon_use, grant, hold, order, order_item, provider_customer, session, sign_in_link, user};
use sea_orm::sea_query::{Expr, Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, Statement};
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
    let person = super::identity::by_id(db, user).await?.ok_or_else(|| Fault::stored("a person that is gone"))?;
    super::people::index_again(db, &person).await
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

/// Moves every order that a browser made for a person to another person, with all that came with it: seats, grants, uses of
/// coupons, consents and what was learned since. The sessions that the purchase began end.
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
    let consents = consent::Entity::update_many().col_expr(consent::Column::UserId, Expr::value(to));
    consents.filter(consent::Column::OrderId.in_subquery(made_here(order::Column::Id))).exec(db).await?;
    hand_over_coupon_uses(db, to, &made_here(order::Column::Id)).await?;
    hand_over_progress(db, from, to, browser_key_hash).await?;
    let orders = order::Entity::update_many().col_expr(order::Column::UserId, Expr::value(to));
    let orders = orders.filter(order::Column::UserId.eq(from)).filter(order::Column::BrowserKeyHash.eq(browser_key_hash.to_vec()));
    orders.exec(db).await?;
    let sessions = session::Entity::update_many().col_expr(session::Column::RevokedAt, Expr::value(now));
    let sessions = sessions.filter(session::Column::UserId.eq(from)).filter(session::Column::Origin.eq("purchase"));
    sessions.filter(session::Column::RevokedAt.is_null()).exec(db).await?;
    hand_over_customers(db, from, to).await
}

/// The uses of coupons go along. Where the other person has used a coupon that holds once, that use keeps the once: the purchase
/// that moves is paid and stays, and it claims the once no more.
async fn hand_over_coupon_uses(db: &impl ConnectionTrait, to: Uuid, orders: &SelectStatement) -> Result<()> {
    let used = Query::select()
        .column(coupon_use::Column::CouponId)
        .from(coupon_use::Entity)
        .and_where(coupon_use::Column::UserId.eq(to))
        .and_where(coupon_use::Column::Once.eq(true))
        .and_where(coupon_use::Column::State.ne("returned"))
        .to_owned();
    let repeated = coupon_use::Entity::update_many()
        .col_expr(coupon_use::Column::Once, Expr::value(false))
        .filter(coupon_use::Column::OrderId.in_subquery(orders.clone()))
        .filter(coupon_use::Column::CouponId.in_subquery(used));
    repeated.exec(db).await?;
    let moved = coupon_use::Entity::update_many().col_expr(coupon_use::Column::UserId, Expr::value(to));
    moved.filter(coupon_use::Column::OrderId.in_subquery(orders.clone())).exec(db).await?;
    Ok(())
}

/// The lessons of what moves go along: what one of the two had completed stays completed, since the first time.
async fn hand_over_progress(db: &impl ConnectionTrait, from: Uuid, to: Uuid, browser_key_hash: &[u8]) -> Result<()> {
    let backend = db.get_database_backend();
    let p = if backend == DbBackend::Postgres { ["$1", "$2", "$3"] } else { ["?1", "?2", "?3"] };
    let lessons = |from: &str, key: &str| {
        format!(
            "SELECT l.id FROM lessons l JOIN modules m ON m.id = l.module_id JOIN courses c ON c.id = m.course_id
             JOIN order_items i ON i.product_id = c.product_id JOIN orders o ON o.id = i.order_id
             WHERE o.user_id = {from} AND o.browser_key_hash = {key}"
        )
    };
    let merge = format!(
        "INSERT INTO lesson_progress (user_id, lesson_id, touched_at, completed_at)
         SELECT {}, p.lesson_id, p.touched_at, p.completed_at FROM lesson_progress p WHERE p.user_id = {} AND p.lesson_id IN ({})
         ON CONFLICT (user_id, lesson_id) DO UPDATE SET
             touched_at = CASE WHEN excluded.touched_at > lesson_progress.touched_at
                 THEN excluded.touched_at ELSE lesson_progress.touched_at END,
             completed_at = CASE WHEN lesson_progress.completed_at IS NULL OR excluded.completed_at < lesson_progress.completed_at
                 THEN excluded.completed_at ELSE lesson_progress.completed_at END",
        p[0],
        p[1],
        lessons(p[1], p[2])
    );
    let key = browser_key_hash.to_vec();
    db.execute_raw(Statement::from_sql_and_values(backend, merge, [to.into(), from.into(), key.clone().into()])).await?;
    let clear = format!("DELETE FROM lesson_progress WHERE user_id = {} AND lesson_id IN ({})", p[0], lessons(p[0], p[1]));
    db.execute_raw(Statement::from_sql_and_values(backend, clear, [from.into(), key.into()])).await?;
    hand_over_positions(db, from, to, browser_key_hash).await
}

/// So do the places in their videos. Where the other person has one, that stays, and what was played is joined.
async fn hand_over_positions(db: &impl ConnectionTrait, from: Uuid, to: Uuid, browser_key_hash: &[u8]) -> Result<()> {
    const LESSONS: &str = "SELECT l.id FROM lessons l JOIN modules m ON m.id = l.module_id JOIN courses c ON c.id = m.course_id
        JOIN order_items i ON i.product_id = c.product_id JOIN orders o ON o.id = i.order_id
        WHERE o.user_id = $1 AND o.browser_key_hash = $2";
    let backend = db.get_database_backend();
    let merge = format!(
        "INSERT INTO lesson_positions AS kept
            (user_id, lesson_id, at_s, furthest_s, duration_s, parts, session_id, number, recorded_at, watched_at, updated_at)
         SELECT $3, lesson_id, at_s, furthest_s, duration_s, parts, session_id, number, recorded_at, watched_at, updated_at
         FROM lesson_positions WHERE user_id = $1 AND lesson_id IN ({LESSONS})
         ON CONFLICT (user_id, lesson_id) DO UPDATE SET parts = kept.parts | excluded.parts,
            watched_at = COALESCE(kept.watched_at, excluded.watched_at)"
    );
    let key = browser_key_hash.to_vec();
    db.execute_raw(statement(backend, &merge, [from.into(), key.clone().into(), to.into()])).await?;
    let clear = format!("DELETE FROM lesson_positions WHERE user_id = $1 AND lesson_id IN ({LESSONS})");
    db.execute_raw(statement(backend, &clear, [from.into(), key.into()])).await?;
    Ok(())
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
