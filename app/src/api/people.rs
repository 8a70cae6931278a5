//! People, for the admin.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use super::dto::{ImportView, Listed, PersonDetail, PersonRow};
use domain::ids::{GrantId, SessionId, UserId};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::{
    ApiError,
    context::{redirect_to, require_admin, services},
    ports::AddPerson as Command,
};
#[cfg(feature = "ssr")]
use crate::paths;

/// Leads to a person's page, which says what was done.
#[cfg(feature = "ssr")]
fn show(person: UserId, done: &str) {
    redirect_to(&paths::admin_with(&paths::admin_person(person), &[("done", done)]));
}

/// A page of the people whom a search finds, newest first.
#[server(endpoint = "admin/people", input = GetUrl)]
pub async fn people(#[server(default)] search: String, #[server(default)] page: String) -> Result<Listed<PersonRow>> {
    let admin = require_admin()?;
    services().people.list(&admin, &search, &page).await
}

/// Everything about a person.
#[server(endpoint = "admin/person", input = GetUrl)]
pub async fn person(id: String) -> Result<PersonDetail> {
    let admin = require_admin()?;
    let id = id.parse().map_err(|_| ApiError::NotFound)?;
    services().people.person(&admin, id).await
}

/// Gives whoever has an address access; `until` is the last day, or empty.
#[server(endpoint = "admin/add_person")]
pub async fn add_person(
    #[server(default)] email: String,
    #[server(default)] name: String,
    #[server(default)] until: String,
    #[server(default)] reason: String,
) -> Result<()> {
    let admin = require_admin()?;
    let person = services().people.add(&admin, Command { email, name, until, reason }).await?;
    show(person, "granted");
    Ok(())
}

/// Gives a person access; `until` is the last day, or empty.
#[server(endpoint = "admin/grant")]
pub async fn grant(person: UserId, #[server(default)] until: String, #[server(default)] reason: String) -> Result<()> {
    let admin = require_admin()?;
    services().people.grant(&admin, person, &until, &reason).await?;
    show(person, "granted");
    Ok(())
}

/// Gives a grant another last day; empty for no end.
#[server(endpoint = "admin/extend_grant")]
pub async fn extend_grant(grant: GrantId, #[server(default)] until: String, #[server(default)] reason: String) -> Result<()> {
    let admin = require_admin()?;
    let person = services().people.extend(&admin, grant, &until, &reason).await?;
    show(person, "extended");
    Ok(())
}

/// Takes a grant back.
#[server(endpoint = "admin/revoke_grant")]
pub async fn revoke_grant(grant: GrantId, #[server(default)] reason: String) -> Result<()> {
    let admin = require_admin()?;
    let person = services().people.revoke(&admin, grant, &reason).await?;
    show(person, "revoked");
    Ok(())
}

/// Ends one session of a person, or all of them where none is named.
#[server(endpoint = "admin/end_sessions")]
pub async fn end_sessions(person: UserId, session: Option<SessionId>) -> Result<()> {
    let admin = require_admin()?;
    services().people.end_sessions(&admin, person, session).await?;
    show(person, "ended");
    Ok(())
}

/// Forgets the second factor of a person who has lost it.
#[server(endpoint = "admin/forget_factor")]
pub async fn forget_factor(person: UserId, #[server(default)] reason: String) -> Result<()> {
    let admin = require_admin()?;
    services().people.forget_factor(&admin, person, &reason).await?;
    show(person, "factor");
    Ok(())
}

/// Mails a person a link that signs them in.
#[server(endpoint = "admin/send_link")]
pub async fn send_link(person: UserId) -> Result<()> {
    let admin = require_admin()?;
    services().people.send_link(&admin, person).await?;
    show(person, "sent");
    Ok(())
}

/// Gives a person another address. With `merge`, all they own moves to whoever has it already.
#[server(endpoint = "admin/change_email")]
pub async fn change_email(person: UserId, #[server(default)] email: String, merge: Option<String>) -> Result<()> {
    let admin = require_admin()?;
    let person = services().people.change_email(&admin, person, &email, merge.is_some()).await?;
    show(person, "address");
    Ok(())
}

/// A page of what would come of a table of people, from 1.
#[server(endpoint = "admin/import", input = GetUrl)]
pub async fn import(id: String, #[server(default)] page: u32) -> Result<ImportView> {
    let admin = require_admin()?;
    services().people.import(&admin, &id, page).await
}

/// Imports a table of people.
#[server(endpoint = "admin/apply_import")]
pub async fn apply_import(id: String) -> Result<()> {
    let admin = require_admin()?;
    services().people.apply_import(&admin, &id).await?;
    redirect_to(&paths::admin_import(&id));
    Ok(())
}
