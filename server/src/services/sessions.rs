//! The browsers in which a person is signed in.

use super::proof;
use crate::core::Core;
use crate::error::Result;
use crate::repo;
use app::api::dto::{Role, SessionList, SessionRow};
use app::api::ports::{BrowserCookie, Sessions, StudentActor, WithCookies};
use app::api::{self, ApiError};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::device;
use domain::ids::SessionId;
use entity::session;
use std::sync::Arc;

/// Sessions over the database.
pub struct SessionsService(pub Arc<Core>);

#[async_trait]
impl Sessions for SessionsService {
    async fn list(&self, student: &StudentActor) -> api::Result<SessionList> {
        Ok(list(&self.0, student).await?)
    }

    async fn end(&self, student: &StudentActor, session: SessionId) -> api::Result<()> {
        proof::require(&self.0, student).await?;
        let ended = repo::identity::end_session(self.0.db.write(), student.user.into(), session.into(), self.0.now()).await;
        if ended.map_err(ApiError::from)? { Ok(()) } else { Err(ApiError::NotFound) }
    }

    async fn end_all(&self, student: &StudentActor) -> api::Result<WithCookies<()>> {
        proof::require(&self.0, student).await?;
        let ended = repo::identity::end_sessions(self.0.db.write(), student.user.into(), self.0.now()).await;
        ended.map_err(ApiError::from)?;
        Ok(WithCookies { value: (), cookies: vec![BrowserCookie::SignedOut] })
    }
}

async fn list(core: &Core, student: &StudentActor) -> Result<SessionList> {
    let now = core.now();
    let of_admin = student.role == Role::Admin || student.lacks_factor;
    let sessions = repo::sessions::live(core.db.read(), student.user.into(), of_admin, now).await?;
    let sessions = sessions.into_iter().map(|session| row(session, Some(student.session), now)).collect();
    Ok(SessionList { sessions, proven: proof::is_recent(core, student).await?, most: core.settings.limits.sessions_at_once })
}

/// A session for the wire. `here` is the one that asks, where it may be among them.
pub fn row(session: session::Model, here: Option<SessionId>, now: DateTime<Utc>) -> SessionRow {
    let id = SessionId(session.id);
    SessionRow {
        id,
        device: device::words(&session.user_agent),
        network: session.network,
        origin: session.origin,
        created_at: session.created_at,
        seen_at: session.seen_at,
        live: session.revoked_at.is_none() && session.expires_at > now,
        here: here == Some(id),
        by_two: session.factor != "none",
    }
}
