//! Consents to later charges in one click.

use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::consent;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// Writes a consent down, unless its order has one.
pub async fn insert(db: &impl ConnectionTrait, row: consent::ActiveModel) -> Result<()> {
    let known = OnConflict::column(consent::Column::OrderId).do_nothing().to_owned();
    consent::Entity::insert(row).on_conflict(known).exec_without_returning(db).await?;
    Ok(())
}

/// The consent that came with an order, live or not.
pub async fn of_order(db: &impl ConnectionTrait, order: Uuid) -> Result<Option<consent::Model>> {
    Ok(consent::Entity::find().filter(consent::Column::OrderId.eq(order)).one(db).await?)
}

/// A consent by its id.
pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<consent::Model>> {
    Ok(consent::Entity::find_by_id(id).one(db).await?)
}

/// The live consents of a person whose method is known, newest first.
pub async fn live_of_user(db: &impl ConnectionTrait, user: Uuid) -> Result<Vec<consent::Model>> {
    let query = consent::Entity::find()
        .filter(consent::Column::UserId.eq(user))
        .filter(consent::Column::RevokedAt.is_null())
        .filter(consent::Column::MethodRef.is_not_null())
        .order_by_desc(consent::Column::GivenAt);
    Ok(query.all(db).await?)
}

/// The live consents to charging a method.
pub async fn live_with_method(db: &impl ConnectionTrait, provider: &str, method: &str) -> Result<Vec<consent::Model>> {
    let query = consent::Entity::find()
        .filter(consent::Column::Provider.eq(provider))
        .filter(consent::Column::MethodRef.eq(method))
        .filter(consent::Column::RevokedAt.is_null());
    Ok(query.all(db).await?)
}

/// A method at a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Method<'a> {
    /// The provider.
    pub provider: &'a str,
    /// The provider's id of the person.
    pub customer: Option<&'a str>,
    /// The provider's id of the method.
    pub reference: &'a str,
    /// What a person reads of it.
    pub label: &'a str,
}

/// Notes the method that a consent is about, once.
pub async fn set_method(db: &impl ConnectionTrait, order: Uuid, method: Method<'_>) -> Result<()> {
    let update = consent::Entity::update_many()
        .col_expr(consent::Column::Provider, Expr::value(method.provider))
        .col_expr(consent::Column::CustomerRef, Expr::value(method.customer))
        .col_expr(consent::Column::MethodRef, Expr::value(method.reference))
        .col_expr(consent::Column::MethodLabel, Expr::value(method.label))
        .filter(consent::Column::OrderId.eq(order))
        .filter(consent::Column::MethodRef.is_null());
    update.exec(db).await?;
    Ok(())
}

/// Uses a live consent, said by a write: whoever revokes it meanwhile waits for this transaction. `false` says that it is not live.
pub async fn use_live(db: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let update = consent::Entity::update_many()
        .col_expr(consent::Column::UsedAt, Expr::value(now))
        .filter(consent::Column::Id.eq(id))
        .filter(consent::Column::RevokedAt.is_null())
        .filter(consent::Column::MethodRef.is_not_null());
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Ends a consent. `false` says that it had ended.
pub async fn revoke(db: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let update = consent::Entity::update_many()
        .col_expr(consent::Column::RevokedAt, Expr::value(now))
        .filter(consent::Column::Id.eq(id))
        .filter(consent::Column::RevokedAt.is_null());
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Takes an ended consent up again before its payment, in the words and the circumstances of now: the buyer changed their mind at
/// the checkout.
pub async fn renew(db: &impl ConnectionTrait, row: consent::ActiveModel) -> Result<()> {
    let order = row.order_id.clone().take();
    let again = consent::ActiveModel { revoked_at: Set(None), id: NotSet, user_id: NotSet, order_id: NotSet, ..row };
    let update = consent::Entity::update_many()
        .set(again)
        .filter(consent::Column::OrderId.eq(order))
        .filter(consent::Column::RevokedAt.is_not_null())
        .filter(consent::Column::MethodRef.is_null());
    update.exec(db).await?;
    Ok(())
}

/// Notes that the provider has forgotten the method.
pub async fn mark_detached(db: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Result<()> {
    let update = consent::Entity::update_many()
        .col_expr(consent::Column::DetachedAt, Expr::value(now))
        .filter(consent::Column::Id.eq(id))
        .filter(consent::Column::DetachedAt.is_null());
    update.exec(db).await?;
    Ok(())
}
