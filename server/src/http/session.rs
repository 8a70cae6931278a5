//! Who asks: verified from the cookie, read from the session row, on each request.

use super::{AppState, client_ip, cookies, refusals};
use crate::core::Core;
use crate::error::Result;
use crate::repo;
use crate::security::token::{self, Identified};
use crate::services::identity::end_shared;
use app::api::dto::Role;
use app::api::ports::{Actor, BrowserCookie, Halfway, Measured, Viewer};
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::measuring::{Choice, client_of};
use domain::session::{SEEN_EVERY, Turn, is_late, is_over, renews, turn};
use entity::{session, user};
use http::{HeaderMap, StatusCode, header};
use std::net::SocketAddr;

/// What the session's cookie says.
#[derive(Default)]
struct Known {
    actor: Option<Actor>,
    halfway: Option<Halfway>,
    /// The session's next token, where it is time for one.
    next: Option<String>,
}

/// Puts the [`Viewer`] into the request. When the database cannot be asked, nobody is let in as anybody.
pub async fn identify(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| *address);
    let known = match known(&state.core, request.headers()).await {
        Ok(known) => known,
        Err(error) => {
            tracing::error!(error = %error, "a session could not be read");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    let viewer = viewer(&state, request.headers(), peer, &known);
    let path = request.uri().path().to_owned();
    request.extensions_mut().insert(viewer.clone());
    let asked_at = state.core.now();
    let mut response = next.run(request).await;
    refusals::note(&state.core, &viewer, &path, response.status());
    if let Some(token) = known.next.filter(|_| !is_late(asked_at, state.core.now())) {
        renew(&state, &mut response, token);
    }
    response
}

fn viewer(state: &AppState, headers: &HeaderMap, peer: Option<SocketAddr>, known: &Known) -> Viewer {
    let settings = &state.core.settings;
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Viewer {
        actor: known.actor.clone(),
        halfway: known.halfway,
        order_key: cookies::read(headers, cookies::order_name(settings)),
        setup_key: cookies::read(headers, cookies::setup_name(settings)),
        recovery_seed: cookies::read(headers, cookies::recovery_name(settings)),
        user_agent: agent.to_owned(),
        client_ip: client_ip::of(&settings.client_ip, headers, peer),
        measured: measured(state, headers),
    }
}

/// A choice that was made when nothing measures any more is none.
fn measured(state: &AppState, headers: &HeaderMap) -> Option<Measured> {
    let settings = &state.core.settings;
    let cookie = cookies::read(headers, cookies::measuring_name(settings)).filter(|_| settings.audience.is_any())?;
    let client = cookies::read(headers, "_ga").and_then(|cookie| client_of(&cookie));
    Choice::read(&cookie).map(|choice| Measured { allowed: choice.allowed, client })
}

async fn known(core: &Core, headers: &HeaderMap) -> Result<Known> {
    let Some(cookie) = cookies::read(headers, cookies::session_name(&core.settings)) else { return Ok(Known::default()) };
    let Some(identified) = token::verify(&core.settings, &cookie, core.now()) else { return Ok(Known::default()) };
    let found = repo::identity::live_session(core.db.read(), identified.session.into(), core.now()).await?;
    let Some((session, person, role)) = found.filter(|(_, person, _)| person.id == identified.user.0) else { return Ok(Known::default()) };
    if is_over(role == Role::Admin, session.seen_at, core.now()) {
        return Ok(Known::default());
    }
    let renewed_at = session.renewed_at.unwrap_or(session.created_at);
    let mut next = None;
    match turn(identified.generation, session.generation, renewed_at, core.now()) {
        Turn::Twice => {
            end_shared(core, &session, &person).await?;
            return Ok(Known::default());
        }
        Turn::Newer => note_newer(core, &session, identified.generation).await,
        Turn::Current if renews(renewed_at, core.now()) => {
            next = Some(next_token(core, identified, &session)?);
            note_seen(core, &session).await;
        }
        Turn::Current | Turn::Late => note_seen(core, &session).await,
    }
    if session.factor == "due" {
        let halfway = Halfway { user: identified.user, session: identified.session };
        return Ok(Known { halfway: Some(halfway), ..Known::default() });
    }
    Ok(Known { actor: Some(actor(core, identified, &session, person, role)), halfway: None, next })
}

/// An admin whose session has not shown a second factor may do what a student may.
fn actor(core: &Core, identified: Identified, session: &session::Model, person: user::Model, role: Role) -> Actor {
    let missing = session.factor == "none" && (core.settings.admins_need_factor || session.origin == "purchase");
    let lacks_factor = role == Role::Admin && missing;
    Actor {
        user: identified.user,
        session: identified.session,
        role: if lacks_factor { Role::Student } else { role },
        lacks_factor,
        email: person.email,
        name: person.name,
    }
}

fn next_token(core: &Core, identified: Identified, session: &session::Model) -> Result<String> {
    let next = Identified { generation: identified.generation.saturating_add(1), ..identified };
    token::sign(&core.settings, next, core.now(), session.expires_at)
}

/// Gives the browser the session's next token, unless the answer signs it in or out by itself, or is one that others may be given too.
fn renew(state: &AppState, response: &mut Response, token: String) {
    let settings = &state.core.settings;
    let headers = response.headers_mut();
    let name = cookies::session_name(settings);
    let says_itself = headers
        .get_all(header::SET_COOKIE)
        .iter()
        .any(|line| line.as_bytes().strip_prefix(name.as_bytes()).is_some_and(|rest| rest.first() == Some(&b'=')));
    let is_shared = headers.get(header::CACHE_CONTROL).is_some_and(|kept| kept.as_bytes().starts_with(b"public"));
    if says_itself || is_shared {
        return;
    }
    if let Some(line) = cookies::line(settings, &BrowserCookie::Session(token)) {
        headers.append(header::SET_COOKIE, line);
    }
}

/// Notes that a newer token was used. Nobody is kept out where that fails: the next request notes it.
async fn note_newer(core: &Core, session: &session::Model, generation: i32) {
    if let Err(error) = repo::sessions::advance(core.db.write(), session.id, generation, core.now()).await {
        tracing::warn!(error = %error, "it could not be noted that a newer token was used");
    }
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
