//! The browsers in which a person is signed in.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use super::dto::SessionList;
use domain::ids::SessionId;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::context::{lead_on, redirect_to, require_student, services, with_cookies};
#[cfg(feature = "ssr")]
use crate::paths;

/// Where one is signed in.
#[server(endpoint = "sessions/list", input = GetUrl)]
pub async fn list() -> Result<SessionList> {
    let student = require_student()?;
    services().sessions.list(&student).await
}

/// Signs one browser out.
#[server(endpoint = "sessions/end")]
pub async fn end(session: SessionId) -> Result<()> {
    let student = require_student()?;
    services().sessions.end(&student, session).await?;
    lead_on(&paths::account_sessions());
    Ok(())
}

/// Signs every browser out, this one too.
#[server(endpoint = "sessions/end_all")]
pub async fn end_all() -> Result<()> {
    let student = require_student()?;
    with_cookies(services().sessions.end_all(&student).await?);
    redirect_to(&paths::signed_out_everywhere());
    Ok(())
}
