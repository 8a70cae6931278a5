//! A person's own second factor.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]
#![cfg_attr(feature = "ssr", expect(clippy::unused_async, reason = "one function has all it needs at hand"))]

use super::Result;
use super::dto::FactorDesk;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::context::{redirect_to, require_student, services, viewer, with_cookies};
#[cfg(feature = "ssr")]
use super::ports::{BrowserCookie, WithCookies};
#[cfg(feature = "ssr")]
use crate::paths;

/// What there is, what is being set up, and what may be changed now.
#[server(endpoint = "factor/desk", input = GetUrl)]
pub async fn desk() -> Result<FactorDesk> {
    let student = require_student()?;
    services().second_factor.desk(&viewer(), &student).await
}

/// Makes the secret of an authenticator, and leads to where it is shown.
#[server(endpoint = "factor/begin")]
pub async fn begin() -> Result<()> {
    let student = require_student()?;
    services().second_factor.begin(&student).await?;
    redirect_to(&paths::second_factor());
    Ok(())
}

/// Takes the first code of an authenticator, and leads to the recovery codes.
#[server(endpoint = "factor/confirm")]
pub async fn confirm(code: String) -> Result<()> {
    let student = require_student()?;
    with_cookies(services().second_factor.confirm(&viewer(), &student, &code).await?);
    redirect_to(&paths::second_factor_codes());
    Ok(())
}

/// Makes new recovery codes, and leads to them.
#[server(endpoint = "factor/renew_codes")]
pub async fn renew_codes() -> Result<()> {
    let student = require_student()?;
    with_cookies(services().second_factor.renew_codes(&student).await?);
    redirect_to(&paths::second_factor_codes());
    Ok(())
}

/// Lets this browser forget the recovery codes, which are kept elsewhere now. Leads admins to the panel, others to their account.
#[server(endpoint = "factor/codes_kept")]
pub async fn codes_kept() -> Result<()> {
    let student = require_student()?;
    with_cookies(WithCookies { value: (), cookies: vec![BrowserCookie::RecoveryKept] });
    redirect_to(&if student.role == super::dto::Role::Admin { paths::admin() } else { paths::account() });
    Ok(())
}

/// Does without a second factor.
#[server(endpoint = "factor/remove")]
pub async fn remove() -> Result<()> {
    let student = require_student()?;
    services().second_factor.remove(&student).await?;
    redirect_to(&paths::second_factor_removed());
    Ok(())
}
