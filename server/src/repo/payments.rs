//! Payments at providers and the calls that were made for them.

use crate::error::{Fault, Result};
use chrono::{DateTime, Utc};
use entity::{payment, payment_attempt, provider_customer};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// Writes a payment down, before the provider is asked.
pub async fn insert(db: &impl ConnectionTrait, row: payment::ActiveModel) -> Result<()> {
    payment::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The payment of an order.
pub async fn of_order(db: &impl ConnectionTrait, order: Uuid) -> Result<payment::Model> {
    let query = payment::Entity::find().filter(payment::Column::OrderId.eq(order));
    query.one(db).await?.ok_or_else(|| Fault::stored("an order without a payment"))
}

/// The payment with a provider's id.
pub async fn by_reference(db: &impl ConnectionTrait, provider: &str, reference: &str) -> Result<Option<payment::Model>> {
    let query = payment::Entity::find().filter(payment::Column::Provider.eq(provider)).filter(payment::Column::ProviderRef.eq(reference));
    Ok(query.one(db).await?)
}

/// Notes the provider's id of a payment, if none was noted yet. `false` says that one was.
pub async fn set_reference(db: &impl ConnectionTrait, id: Uuid, reference: &str, customer: &str, now: DateTime<Utc>) -> Result<bool> {
    let update = payment::Entity::update_many()
        .col_expr(payment::Column::ProviderRef, Expr::value(reference))
        .col_expr(payment::Column::CustomerRef, Expr::value(customer))
        .col_expr(payment::Column::State, Expr::value("open"))
        .col_expr(payment::Column::UpdatedAt, Expr::value(now))
        .filter(payment::Column::Id.eq(id))
        .filter(payment::Column::ProviderRef.is_null());
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Notes what the provider says. A success stays a success, and what went back only grows.
pub async fn set_facts(db: &impl ConnectionTrait, id: Uuid, state: &str, refunded_minor: i64, now: DateTime<Utc>) -> Result<()> {
    let update = payment::Entity::update_many()
        .col_expr(payment::Column::State, Expr::value(state))
        .col_expr(payment::Column::RefundedMinor, Expr::value(refunded_minor))
        .col_expr(payment::Column::UpdatedAt, Expr::value(now))
        .filter(payment::Column::Id.eq(id))
        .filter(payment::Column::RefundedMinor.lte(refunded_minor))
        .filter(payment::Column::State.ne("succeeded").or(Expr::val(state).eq("succeeded")));
    update.exec(db).await?;
    Ok(())
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
