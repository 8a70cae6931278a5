//! Payments at providers and the calls that were made for them.

use crate::error::{Fault, Result};
use chrono::{DateTime, Utc};
use entity::{payment, payment_attempt, provider_customer, user};
use sea_orm::sea_query::{Expr, OnConflict, SimpleExpr};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// Writes a payment down, before the provider is asked.
pub async fn insert(db: &impl ConnectionTrait, row: payment::ActiveModel) -> Result<()> {
    payment::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The payments of an order, oldest first.
pub async fn of_order(db: &impl ConnectionTrait, order: Uuid) -> Result<Vec<payment::Model>> {
    let query = payment::Entity::find().filter(payment::Column::OrderId.eq(order)).order_by_asc(payment::Column::CreatedAt);
    Ok(query.order_by_asc(payment::Column::Id).all(db).await?)
}

/// A payment by its id; one must exist.
pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<payment::Model> {
    payment::Entity::find_by_id(id).one(db).await?.ok_or_else(|| Fault::stored("a payment that is gone"))
}

/// The payment of an order that says most about it: the one that succeeded, else one that the provider is at work on,
/// else one that waits for the buyer; the latest of equals.
pub async fn leading(db: &impl ConnectionTrait, order: Uuid) -> Result<payment::Model> {
    let all = of_order(db, order).await?;
    all.into_iter().max_by_key(rank).ok_or_else(|| Fault::stored("an order without a payment"))
}

fn rank(payment: &payment::Model) -> u8 {
    match payment.state.as_str() {
        "succeeded" if payment.surplus_at.is_none() => 4,
        "processing" => 3,
        "open" => 2,
        "planned" => 1,
        _ => 0,
    }
}

/// Whether no payment of an order can be paid any more.
pub async fn all_canceled(db: &impl ConnectionTrait, order: Uuid) -> Result<bool> {
    let alive = payment::Entity::find().filter(payment::Column::OrderId.eq(order)).filter(payment::Column::State.ne("canceled"));
    Ok(alive.one(db).await?.is_none())
}

/// The live payment of an order by a provider and a method.
pub async fn live(db: &impl ConnectionTrait, order: Uuid, provider: &str, method: &str) -> Result<Option<payment::Model>> {
    let query = payment::Entity::find()
        .filter(payment::Column::OrderId.eq(order))
        .filter(payment::Column::Provider.eq(provider))
        .filter(payment::Column::Method.eq(method))
        .filter(payment::Column::State.ne("canceled"));
    Ok(query.one(db).await?)
}

/// The payment with a provider's id, or whose money was taken by the object with that id.
pub async fn by_reference(db: &impl ConnectionTrait, provider: &str, reference: &str) -> Result<Option<payment::Model>> {
    let named = payment::Column::ProviderRef.eq(reference).or(payment::Column::CaptureRef.eq(reference));
    Ok(payment::Entity::find().filter(payment::Column::Provider.eq(provider)).filter(named).one(db).await?)
}

/// Notes the provider's id of a payment, if none was noted yet. `false` says that one was.
pub async fn set_reference(
    db: &impl ConnectionTrait,
    id: Uuid,
    reference: &str,
    customer: Option<&str>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let update = payment::Entity::update_many()
        .col_expr(payment::Column::ProviderRef, Expr::value(reference))
        .col_expr(payment::Column::CustomerRef, Expr::value(customer))
        .col_expr(payment::Column::State, Expr::value("open"))
        .col_expr(payment::Column::UpdatedAt, Expr::value(now))
        .filter(payment::Column::Id.eq(id))
        .filter(payment::Column::ProviderRef.is_null());
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// What the provider says of a payment, as it is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News<'a> {
    /// The state.
    pub state: &'a str,
    /// What went back, in minor units.
    pub refunded_minor: i64,
    /// What took the money, where it is another object.
    pub capture: Option<&'a str>,
    /// The stored method: its id and its label.
    pub saved: Option<(&'a str, &'a str)>,
}

/// Notes whether the provider keeps the method of a payment.
pub async fn set_saves(db: &impl ConnectionTrait, id: Uuid, saves: bool) -> Result<()> {
    let update = payment::Entity::update_many().col_expr(payment::Column::Saves, Expr::value(saves)).filter(payment::Column::Id.eq(id));
    update.exec(db).await?;
    Ok(())
}

/// When a payment that is noted to be in `state` came into it: the time that is kept is not that of the latest look.
fn since(state: &str, now: DateTime<Utc>) -> SimpleExpr {
    Expr::case(payment::Column::State.eq(state), Expr::col(payment::Column::UpdatedAt)).finally(Expr::value(now)).into()
}

/// When the provider is asked for the fees of a payment whose money was taken: now, if that is news or if more of it went back.
fn fees_due(refunded_minor: i64, now: DateTime<Utc>) -> SimpleExpr {
    let news = payment::Column::State.ne("succeeded").or(payment::Column::RefundedMinor.ne(refunded_minor));
    Expr::case(news, Expr::value(now)).finally(Expr::col(payment::Column::FeesDueAt)).into()
}

/// Notes what the provider says. A success stays a success, what went back only grows, and what is known is not forgotten.
pub async fn set_facts(db: &impl ConnectionTrait, id: Uuid, news: &News<'_>, now: DateTime<Utc>) -> Result<()> {
    let News { state, refunded_minor, capture, saved } = *news;
    let mut update = payment::Entity::update_many()
        .col_expr(payment::Column::State, Expr::value(state))
        .col_expr(payment::Column::RefundedMinor, Expr::value(refunded_minor))
        .col_expr(payment::Column::UpdatedAt, since(state, now));
    if let Some(capture) = capture {
        update = update.col_expr(payment::Column::CaptureRef, Expr::value(capture));
    }
    if state == "succeeded" {
        update = update.col_expr(payment::Column::FeesDueAt, fees_due(refunded_minor, now));
    }
    if let Some((method, label)) = saved {
        update =
            update.col_expr(payment::Column::MethodRef, Expr::value(method)).col_expr(payment::Column::MethodLabel, Expr::value(label));
    }
    update = update
        .filter(payment::Column::Id.eq(id))
        .filter(payment::Column::RefundedMinor.lte(refunded_minor))
        .filter(payment::Column::State.ne("succeeded").or(Expr::val(state).eq("succeeded")));
    update.exec(db).await?;
    Ok(())
}

/// Notes that the browser came back from paying, while the provider cannot be asked.
pub async fn presume_processing(db: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Result<()> {
    move_state(db, id, &["open"], "processing", now).await.map(drop)
}

/// Moves a payment from one of `from` to `state`. `false` says that it was in none of them.
pub async fn move_state(db: &impl ConnectionTrait, id: Uuid, from: &[&str], state: &str, now: DateTime<Utc>) -> Result<bool> {
    let update = payment::Entity::update_many()
        .col_expr(payment::Column::State, Expr::value(state))
        .col_expr(payment::Column::UpdatedAt, since(state, now))
        .filter(payment::Column::Id.eq(id))
        .filter(payment::Column::State.is_in(from.iter().copied()));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Notes a success that came second. `false` says that it was noted before.
pub async fn mark_surplus(db: &impl ConnectionTrait, id: Uuid, news: &News<'_>, now: DateTime<Utc>) -> Result<bool> {
    let update = payment::Entity::update_many()
        .col_expr(payment::Column::SurplusAt, Expr::value(now))
        .filter(payment::Column::Id.eq(id))
        .filter(payment::Column::SurplusAt.is_null());
    let first = update.exec(db).await?.rows_affected == 1;
    set_facts(db, id, news, now).await?;
    Ok(first)
}

/// Writes a call down before it is made, unless its key is known.
pub async fn ensure_attempt(db: &impl ConnectionTrait, row: payment_attempt::ActiveModel) -> Result<()> {
    let known = OnConflict::column(payment_attempt::Column::IdempotencyKey).do_nothing().to_owned();
    payment_attempt::Entity::insert(row).on_conflict(known).exec_without_returning(db).await?;
    Ok(())
}

/// The calls of one kind for a payment, latest first.
pub async fn attempts(db: &impl ConnectionTrait, payment: Uuid, operation: &str) -> Result<Vec<payment_attempt::Model>> {
    let query = payment_attempt::Entity::find()
        .filter(payment_attempt::Column::PaymentId.eq(payment))
        .filter(payment_attempt::Column::Operation.eq(operation))
        .order_by_desc(payment_attempt::Column::CreatedAt)
        .order_by_desc(payment_attempt::Column::Id);
    Ok(query.all(db).await?)
}

/// Notes how a call ended.
pub async fn finish_attempt(db: &impl ConnectionTrait, key: &str, state: &str, now: DateTime<Utc>) -> Result<()> {
    let update = payment_attempt::Entity::update_many()
        .col_expr(payment_attempt::Column::State, Expr::value(state))
        .col_expr(payment_attempt::Column::FinishedAt, Expr::value(now))
        .filter(payment_attempt::Column::IdempotencyKey.eq(key))
        .filter(payment_attempt::Column::State.ne("succeeded"));
    update.exec(db).await?;
    Ok(())
}

/// The provider's id of a person.
pub async fn customer(db: &impl ConnectionTrait, user: Uuid, provider: &str) -> Result<Option<String>> {
    let found = provider_customer::Entity::find_by_id((user, provider.to_owned())).one(db).await?;
    Ok(found.map(|row| row.reference))
}

/// The person that a customer of a provider is.
pub async fn person_of(db: &impl ConnectionTrait, provider: &str, customer: &str) -> Result<Option<user::Model>> {
    let row = provider_customer::Entity::find()
        .filter(provider_customer::Column::Provider.eq(provider))
        .filter(provider_customer::Column::Reference.eq(customer));
    match row.one(db).await? {
        Some(row) => Ok(user::Entity::find_by_id(row.user_id).one(db).await?),
        None => Ok(None),
    }
}

/// Forgets a customer that the provider no longer has.
pub async fn forget_customer(db: &impl ConnectionTrait, provider: &str, reference: &str) -> Result<()> {
    let delete = provider_customer::Entity::delete_many()
        .filter(provider_customer::Column::Provider.eq(provider))
        .filter(provider_customer::Column::Reference.eq(reference));
    delete.exec(db).await?;
    Ok(())
}

/// Notes the provider's id of a person, unless one is known.
pub async fn insert_customer(db: &impl ConnectionTrait, user: Uuid, provider: &str, reference: &str) -> Result<()> {
    let row =
        provider_customer::ActiveModel { user_id: Set(user), provider: Set(provider.to_owned()), reference: Set(reference.to_owned()) };
    let known = OnConflict::new().do_nothing().to_owned();
    provider_customer::Entity::insert(row).on_conflict(known).exec_without_returning(db).await?;
    Ok(())
}

/// When a provider last took money for us.
pub async fn last_success(db: &impl ConnectionTrait, provider: &str) -> Result<Option<DateTime<Utc>>> {
    let query = payment::Entity::find().filter(payment::Column::Provider.eq(provider)).filter(payment::Column::State.eq("succeeded"));
    Ok(query.order_by_desc(payment::Column::CreatedAt).one(db).await?.map(|payment| payment.updated_at))
}
