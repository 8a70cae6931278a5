//! Who is who: magic links, passwords and sessions.

mod code;
pub mod log;
mod password;
mod session;

pub use session::{Shown, begin_session, end_shared, enter, enter_by_purchase, is_nobody_yet};

use super::limits::{self, Action, Subject};
use super::outbox::{self, Outgoing};
use crate::core::Core;
use crate::error::Result;
use crate::mail;
use crate::repo;
use crate::security::hash::sha256;
use app::api::dto::{Entered, LinkStatus, PersonView};
use app::api::error::{Field, Problem};
use app::api::ports::{BrowserCookie, Identity, Viewer, WithCookies};
use app::api::{self, ApiError};
use app::paths::{self, LocalPath};
use async_trait::async_trait;
use chrono::TimeDelta;
use domain::email::EmailAddress;
use entity::{sign_in_link, user};
use log::Way;
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use secrecy::SecretString;
use std::sync::Arc;

/// Identity over the database.
pub struct IdentityService(pub Arc<Core>);

/// A sign-in link lives so long (OWASP ASVS 6.5.5).
const LINK_LIFE: TimeDelta = TimeDelta::minutes(10);

#[async_trait]
impl Identity for IdentityService {
    async fn request_link(&self, viewer: &Viewer, email: &str) -> api::Result<()> {
        let email = address(email)?;
        self.count_request(viewer, &email).await.map_err(ApiError::from)?;
        Ok(self.mail_link(&email).await?)
    }

    async fn inspect_link(&self, token: &str) -> api::Result<LinkStatus> {
        Ok(self.status(token).await?)
    }

    async fn redeem_link(&self, viewer: &Viewer, token: &str) -> api::Result<WithCookies<Entered>> {
        let core = &self.0;
        let redeemed = core.db.retrying(|| self.redeem(viewer, token)).await;
        let redeemed = limits::counting_dead(core, viewer, redeemed).await;
        Ok(redeemed.inspect_err(|_| log::refused(core, Way::Link, Subject::Everybody, viewer))?)
    }

    async fn sign_in_with_password(&self, viewer: &Viewer, email: &str, password: SecretString) -> api::Result<WithCookies<Entered>> {
        Ok(password::sign_in(&self.0, viewer, &address(email)?, password).await?)
    }

    async fn give_code(&self, viewer: &Viewer, code: &str) -> api::Result<WithCookies<PersonView>> {
        Ok(code::give(&self.0, viewer, code).await?)
    }

    async fn sign_out(&self, viewer: &Viewer) -> api::Result<WithCookies<()>> {
        if let Some(session) = viewer.session() {
            let now = self.0.now();
            repo::identity::revoke_session(self.0.db.write(), session.into(), now).await.map_err(ApiError::from)?;
        }
        Ok(WithCookies { value: (), cookies: vec![BrowserCookie::SignedOut] })
    }
}

fn address(typed: &str) -> api::Result<EmailAddress> {
    let problem = if typed.trim().is_empty() { Problem::Missing } else { Problem::Malformed };
    EmailAddress::parse(typed).map_err(|_| ApiError::invalid(Field::Email, problem))
}

impl IdentityService {
    /// Counts before anybody is looked for: who has no account is answered like who has one.
    async fn count_request(&self, viewer: &Viewer, email: &EmailAddress) -> Result<()> {
        let core = &self.0;
        limits::take(core, core.db.write(), Action::LinkFromAddress, Subject::Address(viewer.client_ip)).await?;
        limits::take(core, core.db.write(), Action::LinkForAccount, Subject::Account(&email.normalized())).await
    }

    async fn mail_link(&self, email: &EmailAddress) -> Result<()> {
        let core = &self.0;
        let found = repo::identity::by_email(core.db.read(), &email.normalized()).await?;
        let Some(user) = found.filter(|user| user.banned_at.is_none()) else { return Ok(()) };
        let transaction = core.db.begin().await?;
        write_link(core, &transaction, &user).await?;
        transaction.commit().await?;
        core.wake_jobs.notify_one();
        Ok(())
    }

    async fn status(&self, token: &str) -> Result<LinkStatus> {
        let found = repo::identity::link_by_hash(self.0.db.read(), &sha256(token)).await?;
        Ok(match found {
            None => LinkStatus::Unknown,
            Some(link) if link.used_at.is_some() => LinkStatus::Used,
            Some(link) if link.expires_at <= self.0.now() => LinkStatus::Expired,
            Some(_) => LinkStatus::Live,
        })
    }

    async fn redeem(&self, viewer: &Viewer, token: &str) -> Result<WithCookies<Entered>> {
        let core = &self.0;
        let now = core.now();
        let hash = sha256(token);
        let transaction = core.db.begin().await?;
        if !repo::identity::spend_link(&transaction, &hash, now).await? {
            return Err(ApiError::DeadLink.into());
        }
        let link = repo::identity::link_by_hash(&transaction, &hash).await?.ok_or(ApiError::DeadLink)?;
        let user =
            repo::identity::by_id(&transaction, link.user_id).await?.filter(|user| user.banned_at.is_none()).ok_or(ApiError::DeadLink)?;
        if repo::identity::verify_email(&transaction, user.id, now).await? {
            repo::identity::revoke_unproven_sessions(&transaction, user.id, now).await?;
        }
        let entered = session::enter(core, &transaction, viewer, user, "link").await?;
        transaction.commit().await?;
        Ok(entered)
    }
}

/// Writes a sign-in link down and posts the mail that carries it. Gives the link.
pub async fn write_link(core: &Core, db: &impl ConnectionTrait, user: &user::Model) -> Result<String> {
    write_link_for(core, db, user, paths::sign_in_link).await
}

/// The same for a link at another address than the usual.
pub async fn write_link_for(core: &Core, db: &impl ConnectionTrait, user: &user::Model, at: impl Fn(&str) -> LocalPath) -> Result<String> {
    let now = core.now();
    let token = core.entropy.secret();
    let id = core.new_id();
    let row = sign_in_link::ActiveModel {
        id: Set(id),
        user_id: Set(user.id),
        token_hash: Set(sha256(&token).to_vec()),
        created_at: Set(now),
        expires_at: Set(now + LINK_LIFE),
        used_at: Set(None),
    };
    repo::identity::insert_link(db, row).await?;
    let url = core.settings.absolute(&at(&token));
    let outgoing = Outgoing { dedupe_key: format!("sign-in/{id}"), kind: "sign_in", to: &user.email, order: None, secret: true };
    outbox::post(core, db, outgoing, mail::sign_in(&url)).await?;
    Ok(url)
}
