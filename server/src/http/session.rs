//! Who asks: verified from the cookie, read from the session row, on each request.

use super::{AppState, client_ip, cookies};
use crate::core::Core;
use crate::error::Result;
use crate::repo::{self, sessions::SEEN_EVERY};
use crate::security::token;
use app::api::ports::{Actor, Measured, Viewer};
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::measuring::{Choice, client_of};
use entity::session;
use http::{HeaderMap, StatusCode, header};
use std::net::SocketAddr;

/// Puts the [`Viewer`] into the request. When the database cannot be asked, nobody is let in as anybody.
pub async fn identify(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| *address);
    match viewer(&state, request.headers(), peer).await {
        Ok(viewer) => {
            request.extensions_mut().insert(viewer);
            next.run(request).await
        }
        Err(error) => {
            tracing::error!(error = %error, "a session could not be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

async fn viewer(state: &AppState, headers: &HeaderMap, peer: Option<SocketAddr>) -> Result<Viewer> {
    let settings = &state.core.settings;
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Ok(Viewer {
        actor: actor(state, headers).await?,
        order_key: cookies::read(headers, cookies::order_name(settings)),
        setup_key: cookies::read(headers, cookies::setup_name(settings)),
        user_agent: agent.to_owned(),
        client_ip: client_ip::of(&settings.client_ip, headers, peer),
        measured: measured(state, headers),
    })
}

/// A choice that was made when nothing measures any more is none.
fn measured(state: &AppState, headers: &HeaderMap) -> Option<Measured> {
    let settings = &state.core.settings;
    let cookie = cookies::read(headers, cookies::measuring_name(settings)).filter(|_| settings.audience.is_any())?;
    let client = cookies::read(headers, "_ga").and_then(|cookie| client_of(&cookie));
    Choice::read(&cookie).map(|choice| Measured { allowed: choice.allowed, client })
}

async fn actor(state: &AppState, headers: &HeaderMap) -> Result<Option<Actor>> {
    let core = &state.core;
    let Some(cookie) = cookies::read(headers, cookies::session_name(&core.settings)) else { return Ok(None) };
    let Some(identified) = token::verify(&core.settings, &cookie, core.now()) else { return Ok(None) };
    let found = repo::identity::live_session(core.db.read(), identified.session.into(), core.now()).await?;
    let Some((session, person, role)) = found.filter(|(_, person, _)| person.id == identified.user.0) else { return Ok(None) };
    note_seen(core, &session).await;
    Ok(Some(Actor { user: identified.user, session: identified.session, role, email: person.email, name: person.name }))
}

/// Notes now and then that a session was seen. Nobody is kept out where that fails.
async fn note_seen(core: &Core, session: &session::Model) {
    let now = core.now();
    if now - session.seen_at < SEEN_EVERY {
        return;
    }
    if let Err(error) = repo::sessions::see(core.db.write(), session.id, now).await {
        tracing::warn!(error = %error, "it could not be noted that a session was seen");
    }
}
