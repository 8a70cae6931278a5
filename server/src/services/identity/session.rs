//! Sessions begin here, whatever proved the person.

use crate::core::Core;
use crate::error::Result;
use crate::repo::{self, rows};
use crate::security::{network, token};
use app::api::dto::PersonView;
use app::api::ports::{BrowserCookie, Viewer, WithCookies};
use chrono::TimeDelta;
use domain::ids::{SessionId, UserId};
use entity::{session, user};
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use std::net::IpAddr;
use uuid::Uuid;

/// A session ends after this, whatever happens.
pub const SESSION_LIFE: TimeDelta = TimeDelta::days(30);

/// Lets a person in who has just proved who they are. What was signed in on this browser before ends.
pub async fn enter(
    core: &Core,
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    user: user::Model,
    origin: &str,
) -> Result<WithCookies<PersonView>> {
    if let Some(actor) = &viewer.actor {
        repo::identity::revoke_session(db, actor.session.into(), core.now()).await?;
    }
    let session = begin_session(core, db, user.id, origin, viewer).await?;
    let person = PersonView { role: rows::role(&user.role)?, name: user.name, email: user.email };
    Ok(WithCookies { value: person, cookies: vec![BrowserCookie::Session(session)] })
}

/// Writes a session down and gives its signed token.
pub async fn begin_session(core: &Core, db: &impl ConnectionTrait, user: Uuid, origin: &str, viewer: &Viewer) -> Result<String> {
    let now = core.now();
    let id = core.new_id();
    let row = session::ActiveModel {
        id: Set(id),
        user_id: Set(user),
        origin: Set(origin.to_owned()),
        user_agent: Set(viewer.user_agent.chars().filter(|c| !c.is_control()).take(200).collect()),
        network: Set(place(viewer.client_ip).unwrap_or_default()),
        created_at: Set(now),
        seen_at: Set(now),
        expires_at: Set(now + SESSION_LIFE),
        revoked_at: Set(None),
    };
    repo::identity::insert_session(db, row).await?;
    token::sign(&core.settings, UserId(user), SessionId(id), now, now + SESSION_LIFE)
}

/// Roughly where a visitor is. Nowhere where the address cannot be a visitor's.
pub fn place(address: Option<IpAddr>) -> Option<String> {
    let address = address?;
    network::of_visitor(address).map(|_| domain::network::place(address))
}
