//! A person's own password.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use super::dto::PasswordDesk;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::context::{lead_on, redirect_to, require_student, services, viewer, with_cookies};
#[cfg(feature = "ssr")]
use super::dto::ProofFor;
#[cfg(feature = "ssr")]
use super::identity::way_on;
#[cfg(feature = "ssr")]
use crate::paths;

/// Whether there is a password, and whether it may be changed now.
#[server(endpoint = "password/desk", input = GetUrl)]
pub async fn desk() -> Result<PasswordDesk> {
    let student = require_student()?;
    services().passwords.desk(&student).await
}

/// Shows by the password who one is, and leads back to where that is asked for: to the password, where `then` says nothing else.
#[server(endpoint = "password/confirm")]
pub async fn confirm(password: String, then: Option<String>) -> Result<()> {
    let student = require_student()?;
    let entered = with_cookies(services().passwords.confirm(&viewer(), &student, password.into()).await?);
    redirect_to(&way_on(&entered, Some(place(then.as_deref()))));
    Ok(())
}

/// Mails a link that shows who one is, and leads back in the same way.
#[server(endpoint = "password/mail_proof")]
pub async fn mail_proof(then: Option<String>) -> Result<()> {
    let (student, place) = (require_student()?, place(then.as_deref()));
    services().passwords.mail_proof(&student, place).await?;
    lead_on(&place.page_after_mail());
    Ok(())
}

#[cfg(feature = "ssr")]
fn place(then: Option<&str>) -> ProofFor {
    then.and_then(ProofFor::from_name).unwrap_or(ProofFor::Password)
}

/// Gives oneself a password.
#[server(endpoint = "password/save")]
pub async fn save(password: String) -> Result<()> {
    let student = require_student()?;
    services().passwords.set(&student, password.into()).await?;
    redirect_to(&paths::password_saved());
    Ok(())
}

/// Does without a password.
#[server(endpoint = "password/remove")]
pub async fn remove() -> Result<()> {
    let student = require_student()?;
    services().passwords.remove(&student).await?;
    redirect_to(&paths::password_removed());
    Ok(())
}
