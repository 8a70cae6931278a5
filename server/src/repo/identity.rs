//! People, sessions and sign-in links.

use super::{people, rows};
use crate::error::Result;
use app::api::dto::Role;
use chrono::{DateTime, Utc};
use domain::email::EmailAddress;
use entity::{authenticator, session, sign_in_link, user};
use sea_orm::sea_query::{Expr, OnConflict, Query};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter};
use uuid::Uuid;

/// A person to write down.
pub struct NewUser<'a> {
    /// The id, if the address is new.
    pub id: Uuid,
    /// The address.
    pub email: &'a EmailAddress,
    /// The name.
    pub name: &'a str,
    /// The role.
    pub role: Role,
    /// Now.
    pub now: DateTime<Utc>,
}

/// Finds the person with this address, or writes a new one down.
pub async fn find_or_insert(db: &impl ConnectionTrait, new: &NewUser<'_>) -> Result<user::Model> {
    let normalized = new.email.normalized();
    if let Some(found) = by_email(db, &normalized).await? {
        return Ok(found);
    }
    let row = user::ActiveModel {
        id: Set(new.id),
        email: Set(new.email.as_str().to_owned()),
        email_normalized: Set(normalized.clone()),
        name: Set(new.name.to_owned()),
        role: Set(role_name(new.role).to_owned()),
        created_at: Set(new.now),
        ..Default::default()
    };
    let insert = user::Entity::insert(row).on_conflict(OnConflict::column(user::Column::EmailNormalized).do_nothing().to_owned());
    insert.exec_without_returning(db).await?;
    let person = by_email(db, &normalized).await?.ok_or_else(|| crate::error::Fault::stored("a person that was just written"))?;
    people::index(db, std::slice::from_ref(&person)).await?;
    Ok(person)
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Admin => "ADMIN",
        Role::Student => "STUDENT",
    }
}

/// The person with this normalized address.
pub async fn by_email(db: &impl ConnectionTrait, normalized: &str) -> Result<Option<user::Model>> {
    Ok(user::Entity::find().filter(user::Column::EmailNormalized.eq(normalized)).one(db).await?)
}

/// The person with this id.
pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<user::Model>> {
    Ok(user::Entity::find_by_id(id).one(db).await?)
}

/// Makes a person an admin.
pub async fn promote(db: &impl ConnectionTrait, id: Uuid) -> Result<()> {
    let update = user::Entity::update_many().col_expr(user::Column::Role, Expr::value("ADMIN")).filter(user::Column::Id.eq(id));
    update.exec(db).await?;
    Ok(())
}

/// Notes that the person has proved to own the address. `true` the first time.
pub async fn verify_email(db: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let update = user::Entity::update_many()
        .col_expr(user::Column::EmailVerifiedAt, Expr::value(now))
        .filter(user::Column::Id.eq(id))
        .filter(user::Column::EmailVerifiedAt.is_null());
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Writes a session down.
pub async fn insert_session(db: &impl ConnectionTrait, row: session::ActiveModel) -> Result<()> {
    session::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The session and its person in one statement, if the session still holds and the person may come in. One that began by a first
/// factor alone, or by a purchase, before its person had a second, does not hold any more.
pub async fn live_session(db: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Result<Option<(session::Model, user::Model, Role)>> {
    let second_factor = Query::select()
        .expr(Expr::value(1))
        .from(authenticator::Entity)
        .and_where(Expr::col((authenticator::Entity, authenticator::Column::UserId)).equals((session::Entity, session::Column::UserId)))
        .and_where(authenticator::Column::ConfirmedAt.is_not_null())
        .to_owned();
    let query = session::Entity::find_by_id(id)
        .find_also_related(user::Entity)
        .filter(session::Column::Factor.ne("none").or(Expr::exists(second_factor).not()))
        .filter(session::Column::RevokedAt.is_null())
        .filter(session::Column::ExpiresAt.gt(now))
        .filter(user::Column::BannedAt.is_null());
    let Some((session, Some(person))) = query.one(db).await? else { return Ok(None) };
    let role = rows::role(&person.role)?;
    Ok(Some((session, person, role)))
}

/// Ends one session.
pub async fn revoke_session(db: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Result<()> {
    revoke_where(db, session::Column::Id.eq(id), now).await.map(drop)
}

/// Ends one session of a person. `false` says that they have no such live session.
pub async fn end_session(db: &impl ConnectionTrait, user: Uuid, session: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let own = session::Column::Id.eq(session).and(session::Column::UserId.eq(user));
    Ok(revoke_where(db, own, now).await? == 1)
}

/// Ends all sessions of a person and says how many there were.
pub async fn end_sessions(db: &impl ConnectionTrait, user: Uuid, now: DateTime<Utc>) -> Result<u64> {
    revoke_where(db, session::Column::UserId.eq(user), now).await
}

/// Ends the sessions that a purchase began, for somebody who now proved to own the address.
pub async fn revoke_unproven_sessions(db: &impl ConnectionTrait, user: Uuid, now: DateTime<Utc>) -> Result<()> {
    revoke_where(db, session::Column::UserId.eq(user).and(session::Column::Origin.eq("purchase")), now).await.map(drop)
}

async fn revoke_where(db: &impl ConnectionTrait, which: sea_orm::sea_query::SimpleExpr, now: DateTime<Utc>) -> Result<u64> {
    let update = session::Entity::update_many()
        .col_expr(session::Column::RevokedAt, Expr::value(now))
        .filter(which)
        .filter(session::Column::RevokedAt.is_null());
    Ok(update.exec(db).await?.rows_affected)
}

/// Writes a sign-in link down.
pub async fn insert_link(db: &impl ConnectionTrait, row: sign_in_link::ActiveModel) -> Result<()> {
    sign_in_link::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The link with this hash.
pub async fn link_by_hash(db: &impl ConnectionTrait, hash: &[u8]) -> Result<Option<sign_in_link::Model>> {
    Ok(sign_in_link::Entity::find().filter(sign_in_link::Column::TokenHash.eq(hash)).one(db).await?)
}

/// Spends a link. `false` says that it was spent before or is too old.
pub async fn spend_link(db: &impl ConnectionTrait, hash: &[u8], now: DateTime<Utc>) -> Result<bool> {
    let update = sign_in_link::Entity::update_many()
        .col_expr(sign_in_link::Column::UsedAt, Expr::value(now))
        .filter(sign_in_link::Column::TokenHash.eq(hash))
        .filter(sign_in_link::Column::UsedAt.is_null())
        .filter(sign_in_link::Column::ExpiresAt.gt(now));
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Whether anybody runs the place.
pub async fn has_admin(db: &impl ConnectionTrait) -> Result<bool> {
    Ok(user::Entity::find().filter(user::Column::Role.eq("ADMIN")).one(db).await?.is_some())
}

/// All admins.
pub async fn admins(db: &impl ConnectionTrait) -> Result<Vec<user::Model>> {
    Ok(user::Entity::find().filter(user::Column::Role.eq("ADMIN")).all(db).await?)
}
