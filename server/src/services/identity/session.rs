//! Sessions begin here, whatever proved the person, and end here where two use one.

use super::log::{self, Way};
use crate::core::Core;
use crate::error::Result;
use crate::mail::account;
use crate::repo::{self, rows};
use crate::security::network;
use crate::security::token::{self, Identified};
use crate::services::limits::Subject;
use crate::services::outbox::{self, Outgoing};
use app::api::dto::{Entered, PersonView};
use app::api::ports::{BrowserCookie, Viewer, WithCookies};
use app::paths;
use domain::ids::{SessionId, UserId};
use domain::session::{HALF_LIFE, LIFE};
use entity::{session, user};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction};
use std::net::IpAddr;

/// What was shown when a session began.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The first factor: `link`, `password`, or `purchase`, which is none.
    pub origin: &'a str,
    /// The second: `none`, `code`, `recovery`, or `due` where it is still to be shown.
    pub factor: &'a str,
}

impl<'a> Shown<'a> {
    /// One factor alone.
    pub fn only(origin: &'a str) -> Self {
        Self { origin, factor: "none" }
    }
}

/// Lets a person in who has just proved who they are; who has a second factor may only show it. What was signed in on this browser
/// before ends.
pub async fn enter(
    core: &Core,
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    user: user::Model,
    origin: &str,
) -> Result<WithCookies<Entered>> {
    if let Some(before) = viewer.session() {
        repo::identity::revoke_session(db, before.into(), core.now()).await?;
    }
    let awaits_code = repo::second_factor::counting(db, user.id).await?.is_some();
    let factor = if awaits_code { "due" } else { "none" };
    let session = begin_session(core, db, &user, Shown { origin, factor }, viewer).await?;
    let person = PersonView { role: rows::role(&user.role)?, name: user.name, email: user.email };
    Ok(WithCookies { value: Entered { person, awaits_code }, cookies: vec![BrowserCookie::Session(session)] })
}

/// Whether a person exists by an address that nobody has proved to own.
pub fn is_nobody_yet(user: &user::Model) -> bool {
    user.email_verified_at.is_none() && user.banned_at.is_none() && user.role == "STUDENT"
}

/// Signs the browser in that bought, unless somebody has proved to own the address or has a second factor: then only a mailed link
/// lets in. Whoever proves it meanwhile waits for this transaction, and ends what it began. Gives the session's token.
pub async fn enter_by_purchase(
    core: &Core,
    transaction: &DatabaseTransaction,
    viewer: &Viewer,
    user: &user::Model,
) -> Result<Option<String>> {
    if !is_nobody_yet(user) || !repo::ownership::still_unproven(transaction, user.id).await? {
        return Ok(None);
    }
    if repo::second_factor::counting(transaction, user.id).await?.is_some() {
        return Ok(None);
    }
    begin_session(core, transaction, user, Shown::only("purchase"), viewer).await.map(Some)
}

/// Writes a session down and gives its signed token. With more than there may be, the one that has rested for longest ends.
pub async fn begin_session(
    core: &Core,
    db: &impl ConnectionTrait,
    user: &user::Model,
    shown: Shown<'_>,
    viewer: &Viewer,
) -> Result<String> {
    let now = core.now();
    let id = core.new_id();
    let half = shown.factor == "due";
    let expires_at = now + if half { HALF_LIFE } else { LIFE };
    let row = session::ActiveModel {
        id: Set(id),
        user_id: Set(user.id),
        origin: Set(shown.origin.to_owned()),
        user_agent: Set(viewer.user_agent.chars().filter(|c| !c.is_control()).take(200).collect()),
        network: Set(place(viewer.client_ip).unwrap_or_default()),
        created_at: Set(now),
        seen_at: Set(now),
        expires_at: Set(expires_at),
        revoked_at: Set(None),
        factor: Set(shown.factor.to_owned()),
        generation: Set(0),
        renewed_at: Set(None),
    };
    repo::identity::insert_session(db, row).await?;
    if !half {
        keep_to_the_limit(core, db, user).await?;
    }
    log::good(core, Way::of(shown), user.id, viewer);
    token::sign(&core.settings, Identified { user: UserId(user.id), session: SessionId(id), generation: 0 }, now, expires_at)
}

/// Warns at the limit, once a day, and ends what is beyond it.
async fn keep_to_the_limit(core: &Core, db: &impl ConnectionTrait, user: &user::Model) -> Result<()> {
    let (now, most) = (core.now(), core.settings.limits.sessions_at_once);
    let of_admin = rows::role(&user.role)? == app::api::dto::Role::Admin;
    repo::sessions::one_by_one(db, user.id).await?;
    let live = repo::sessions::live(db, user.id, of_admin, now).await?;
    let room = usize::try_from(most).unwrap_or(usize::MAX);
    for beyond in live.iter().skip(room) {
        repo::identity::revoke_session(db, beyond.id, now).await?;
    }
    if live.len() < room {
        return Ok(());
    }
    let letter = account::many_sessions(most, &core.settings.absolute(&paths::account_sessions()));
    let key = format!("many-sessions/{}/{}", user.id, now.date_naive());
    let outgoing = Outgoing { dedupe_key: key, kind: "many_sessions", to: &user.email, order: None, secret: false };
    outbox::post(core, db, outgoing, letter).await
}

/// Ends a session of which an earlier token was used: somebody else may have its cookie. Its person is told, once.
pub async fn end_shared(core: &Core, session: &session::Model, person: &user::Model) -> Result<()> {
    let now = core.now();
    let transaction = core.db.begin().await?;
    if !repo::identity::end_session(&transaction, person.id, session.id, now).await? {
        return Ok(());
    }
    let device = domain::device::words(&session.user_agent);
    let letter = account::shared_session(&device, now, &core.settings.absolute(&paths::account_sessions()));
    let key = format!("shared-session/{}", session.id);
    let outgoing = Outgoing { dedupe_key: key, kind: "shared_session", to: &person.email, order: None, secret: false };
    outbox::post(core, &transaction, outgoing, letter).await?;
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    tracing::warn!(person = Subject::Person(person.id).name(core), session = %session.id, "an earlier cookie of a session was used again: it is ended");
    Ok(())
}

/// Roughly where a visitor is. Nowhere where the address cannot be a visitor's.
pub fn place(address: Option<IpAddr>) -> Option<String> {
    let address = address?;
    network::of_visitor(address).map(|_| domain::network::place(address))
}
